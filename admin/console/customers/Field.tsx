import type { FactName } from '../../../core/customer/customer.ts';
import type { FactFault } from '../../../core/customer/readFacts.ts';
import type { Page } from '../env.ts';

export interface FieldProps {
  page: Page;
  fact: Exclude<FactName, 'phones'>;
  value: string;
  fault: FactFault | undefined;
  type?: 'text' | 'email';
  hint?: string;
  required?: boolean;
  autocomplete?: string;
}

/** One field with its label, what helps to fill it, and what is wrong with it. */
export function Field(props: FieldProps) {
  const { page, fact, fault, hint } = props;
  const { t } = page;
  const id = `f-${fact}`;
  const notes = [hint !== undefined && `${id}-hint`, fault !== undefined && `${id}-fault`].filter(Boolean);
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {t(`customer.fact.${fact}`)}
        {!props.required && <span class="text-faint font-normal"> · {t('customer.form.optional')}</span>}
      </label>
      <input
        id={id}
        class="input-line"
        type={props.type ?? 'text'}
        name={fact}
        value={props.value}
        maxlength={300}
        autocomplete={props.autocomplete ?? 'off'}
        required={props.required}
        aria-invalid={fault === undefined ? undefined : 'true'}
        aria-describedby={notes.join(' ') || undefined}
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} class="text-faint text-xs">
          {hint}
        </p>
      )}
      {fault !== undefined && (
        <p id={`${id}-fault`} class="field-fault">
          {t(fault === 'phone' ? 'customer.fault.missing' : `customer.fault.${fault}`)}
        </p>
      )}
    </div>
  );
}
