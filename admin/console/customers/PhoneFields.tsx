import type { FactFault } from '../../../core/customer/readFacts.ts';
import type { Page } from '../env.ts';

/** So many fields there are at the least, the last one empty: for one number more. */
const FEWEST = 2;
const MOST = 10;

/**
 * One field for each number, and an empty one for another.
 * @param props.wrong those that are no phones.
 */
export function PhoneFields(props: {
  page: Page;
  phones: string[];
  fault: FactFault | undefined;
  wrong: string[];
}) {
  const { page, phones, fault, wrong } = props;
  const { t } = page;
  const given = phones.filter((phone) => phone.trim() !== '');
  const count = Math.min(MOST, Math.max(FEWEST, given.length + 1));
  const isWrong = (index: number) =>
    fault === 'missing' ? index === 0 : wrong.includes(given[index]?.trim() ?? '');
  const notes = fault === undefined ? 'f-phones-hint' : 'f-phones-hint f-phones-fault';
  return (
    <fieldset class="field">
      <legend class="field-label">{t('customer.fact.phones')}</legend>
      <div class="customer-phones">
        {Array.from({ length: count }, (_, index) => (
          <input
            class="input-line"
            type="tel"
            name="phones"
            value={given[index] ?? ''}
            maxlength={60}
            autocomplete="off"
            aria-label={
              index === 0 ? t('customer.form.phone.main') : t('customer.form.phone', { number: index + 1 })
            }
            aria-describedby={notes}
            aria-invalid={isWrong(index) ? 'true' : undefined}
          />
        ))}
      </div>
      <p id="f-phones-hint" class="text-faint text-xs">
        {t('customer.form.phone.hint')}
      </p>
      {fault !== undefined && (
        <p id="f-phones-fault" class="field-fault">
          {faultWords(fault, wrong, page)}
        </p>
      )}
    </fieldset>
  );
}

function faultWords(fault: FactFault, wrong: string[], { t }: Page): string {
  if (fault === 'missing') return t('customer.fault.missing.phones');
  if (fault === 'phone') return t('customer.fault.phone', { phones: wrong.join(', ') });
  return t(`customer.fault.${fault}`);
}
