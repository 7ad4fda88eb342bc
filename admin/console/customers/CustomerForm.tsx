import type { FactName } from '../../../core/customer/customer.ts';
import type { WrittenFacts } from '../../../core/customer/readFacts.ts';
import type { Page } from '../env.ts';
import { Alert } from '../layout/Alert.tsx';
import { phoneLabel } from '../layout/words.ts';
import { Field, type FieldProps } from './Field.tsx';
import { customerUrl } from './listQuery.ts';
import { PhoneFields } from './PhoneFields.tsx';
import type { Refusal } from './refusal.ts';

export interface FormProps {
  page: Page;
  facts: WrittenFacts;
  /** Null before anything was sent. */
  refusal: Refusal | null;
  action: string;
  submit: string;
  cancel: string;
  /** What the form carries along unseen. */
  hidden: Record<string, string>;
}

/** The fields of a customer, each fault at its own, and what there is to say on top. */
export function CustomerForm(props: FormProps) {
  const { page, facts, refusal } = props;
  const { t } = page;
  const field = (fact: Exclude<FactName, 'phones'>, more: Partial<FieldProps> = {}) => (
    <Field page={page} fact={fact} value={facts[fact]} fault={refusal?.faults[fact]} {...more} />
  );
  return (
    <form class="panel form-stack customer-form" method="post" action={props.action} novalidate>
      {Object.entries(props.hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {refusal && <RefusalNotice page={page} refusal={refusal} />}
      {field('name', { required: true })}
      <PhoneFields
        page={page}
        phones={facts.phones}
        fault={refusal?.faults.phones}
        wrong={refusal?.wrongPhones ?? []}
      />
      {field('email', { type: 'email' })}
      <div class="customer-place">
        {field('city')}
        {field('district', { hint: t('customer.form.district.hint') })}
      </div>
      {field('street')}
      <div class="form-actions">
        <button type="submit" class="btn btn-primary">
          {props.submit}
        </button>
        <a class="btn" href={props.cancel}>
          {t('customer.form.cancel')}
        </a>
      </div>
    </form>
  );
}

function RefusalNotice({ page, refusal }: { page: Page; refusal: Refusal }) {
  const { title, words, owners } = refusal;
  return (
    <Alert tone={owners.length > 0 ? 'warning' : 'error'} title={title} answer>
      {owners.length > 0 ? <Owners page={page} owners={owners} /> : words}
    </Alert>
  );
}

/** Whose the number is already, and the word that it may be shared. */
function Owners({ page, owners }: { page: Page } & Pick<Refusal, 'owners'>) {
  const { t } = page;
  return (
    <>
      <ul class="my-1.5 grid gap-1">
        {owners.map((owner) => (
          <li>
            <a class="text-link font-medium" href={customerUrl(owner.id)}>
              {owner.name}
            </a>{' '}
            <span class="text-faint">
              {owner.id} · {owner.phones.map(phoneLabel).join(', ')}
            </span>
          </li>
        ))}
      </ul>
      <p>{t('customer.taken.hint')}</p>
      <label class="mt-2 flex w-fit cursor-pointer items-center gap-2 font-medium">
        <input class="size-4 cursor-pointer accent-primary" type="checkbox" name="shared" value="yes" />
        {t('customer.taken.confirm')}
      </label>
    </>
  );
}
