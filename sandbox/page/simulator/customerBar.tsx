import { Icon } from '../icons.tsx';
import type { Texts } from '../locales/ru.ts';
import { pickChoices } from './choices.ts';

/** Who one is: a number, or a ready example. */
export function CustomerBar({ texts }: { texts: Texts['simulator'] }) {
  const { customer } = texts;
  return (
    <section class="customer" aria-labelledby="customer-title">
      <div class="lead">
        <h1 id="customer-title">{texts.title}</h1>
        <p>{texts.intro}</p>
      </div>
      <form class="customer-form" id="customer-form" novalidate>
        <div class="field">
          <label for="number">{customer.number}</label>
          <div class="number">
            <span class="avatar" id="customer-avatar" aria-hidden="true">
              <Icon name="person" />
            </span>
            <span class="number-lines">
              <input
                id="number"
                name="number"
                type="tel"
                autocomplete="off"
                spellcheck={false}
                maxlength={24}
                placeholder={customer.anonymous}
                aria-describedby="customer-name number-error"
              />
              <span class="customer-name" id="customer-name">
                {customer.hint}
              </span>
            </span>
          </div>
          <p class="field-error" id="number-error" role="alert" hidden>
            {customer.invalid}
          </p>
        </div>
        <fieldset class="picks">
          <legend class="sr-only">{customer.picks}</legend>
          {pickChoices(customer).map(({ number, name, note }) => (
            <button type="button" class="pick" data-number={number} aria-pressed="false">
              <b>{number.startsWith('+') ? spaced(number) : name}</b>
              {number.startsWith('+') && <span>{[name, note].filter(Boolean).join(' · ')}</span>}
            </button>
          ))}
        </fieldset>
      </form>
    </section>
  );
}

/** +7 916 000-00-01, as people read it. */
function spaced(phone: string): string {
  return phone.replace(/^\+7(\d{3})(\d{3})(\d\d)(\d\d)$/, '+7 $1 $2-$3-$4');
}
