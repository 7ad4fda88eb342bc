import type { Customer } from '../../../../core/customer/customer.ts';
import { Alert } from '../../layout/Alert.tsx';
import { phoneLabel } from '../../layout/words.ts';
import { RequestNumber } from '../RequestNumber.tsx';
import type { NewPageProps } from './NewPage.tsx';
import { ServicePicker } from './ServicePicker.tsx';

/** Characters; the same limit as core's. */
const LONGEST = 4000;

/** What the customer wants: a service, his words, where he is told of it. */
export function NewForm(props: NewPageProps & { customer: Customer }) {
  const { page, customer, services, state, related } = props;
  const { t } = page;
  return (
    <form class="panel panel-accent form-stack" method="post" action="/requests/new">
      <input type="hidden" name="key" value={state.key} autocomplete="off" />
      <input type="hidden" name="customerId" value={customer.id} />
      <div class="new-customer">
        <div class="min-w-0">
          <p class="field-label">{t('work.new.customer')}</p>
          <p class="choice-name">{customer.name}</p>
          <p class="choice-note">
            {customer.id} · {customer.phones.map(phoneLabel).join(', ') || t('settle.customer.noPhones')}
          </p>
        </div>
        <a class="btn btn-sm" href="/requests/new">
          {t('work.new.customer.other')}
        </a>
      </div>
      {related.length > 0 && (
        <Alert tone="warning">
          {t('work.new.open', { count: String(related.length) })}{' '}
          {related.map((each) => (
            <span class="mr-2 inline-block">
              <RequestNumber page={page} request={each} />
            </span>
          ))}
        </Alert>
      )}
      <ServicePicker page={page} services={services} chosen={state.serviceId} filter="" />
      <label class="field">
        <span class="field-label">{t('work.new.text')}</span>
        <textarea
          class="note-field min-h-24"
          name="text"
          rows={4}
          maxlength={LONGEST}
          required
          placeholder={t('work.new.text.placeholder')}
        >
          {state.text}
        </textarea>
      </label>
      <label class="field">
        <span class="field-label">{t('work.new.phone')}</span>
        <input
          class="text-field"
          type="tel"
          name="phone"
          list="phones"
          value={state.phone}
          autocomplete="off"
          maxlength={60}
          placeholder={customer.phones[0] === undefined ? '' : phoneLabel(customer.phones[0])}
        />
        <datalist id="phones">
          {customer.phones.map((phone) => (
            <option value={phone} />
          ))}
        </datalist>
        <span class="text-faint text-xs">{t('work.new.phone.hint')}</span>
      </label>
      <div class="form-actions">
        <button type="submit" class="btn btn-primary">
          {t('work.new.submit')}
        </button>
        <p class="text-faint">{t('settle.submit.hint')}</p>
      </div>
    </form>
  );
}
