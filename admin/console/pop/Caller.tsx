import type { CallPop } from '../../../core/call/readCallPop.ts';
import type { Page } from '../env.ts';
import { phoneLabel } from '../layout/words.ts';

/** Who calls: the customer, the several it may be, or nobody known; the number, and how far it is to be trusted. */
export function Caller({ page, pop }: { page: Page; pop: CallPop }) {
  const { t } = page;
  const { call, caller } = pop;
  const [only, ...others] = caller.people;
  const number = call.phone === null ? t('pop.hidden') : phoneLabel(call.phone);
  return (
    <div class="pop-caller">
      {only !== undefined && others.length === 0 ? (
        <a class="pop-name" href={`/customers/${encodeURIComponent(only.id)}`}>
          {only.name}
        </a>
      ) : (
        <p class="pop-name">{only === undefined ? t('pop.unknown') : t('pop.candidates')}</p>
      )}
      <p class="pop-number">
        <span class="tabular-nums">{number}</span>
        {call.queue !== null && <span class="text-faint">{t('pop.queue', { queue: call.queue })}</span>}
      </p>
      <p class="pop-rung">
        <span class="chip chip-neutral" title={t(`rung.${call.rung}.hint`)}>
          {t(`rung.${call.rung}`)}
        </span>
        {caller.isLinked && <span class="text-faint">{t('pop.linked')}</span>}
      </p>
      {others.length > 0 && (
        <ul class="pop-list">
          {caller.people.map((each) => (
            <li>
              <a class="text-link" href={`/customers/${encodeURIComponent(each.id)}`}>
                {each.name}
              </a>
            </li>
          ))}
        </ul>
      )}
      {only === undefined && call.phone !== null && (
        <a class="text-link" href={`/customers/new?${new URLSearchParams({ phone: call.phone })}`}>
          {t('pop.create')}
        </a>
      )}
      {!caller.fresh && <p class="text-faint">{t('pop.stale')}</p>}
    </div>
  );
}
