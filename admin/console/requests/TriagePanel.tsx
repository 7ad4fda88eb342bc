import type { Customer } from '../../../core/customer/customer.ts';
import type { Page } from '../env.ts';
import { refusalWords } from '../layout/words.ts';
import { CustomerCards } from './CustomerCards.tsx';
import { CustomerSearch, customerCard } from './CustomerSearch.tsx';
import type { RequestPageProps } from './RequestPage.tsx';
import { ServiceSelect } from './ServiceSelect.tsx';

/** What a search for customers found; `away` when the customer system did not answer. */
export type Found = { kind: 'none' } | { kind: 'away' } | { kind: 'found'; customers: Customer[] };

/** What was entered so far. */
export interface TriageState {
  customerId: string | undefined;
  serviceId: string | undefined;
  /** The customer chosen before, when he is not among the candidates; without phones where his system is away. */
  chosen: (Pick<Customer, 'id' | 'name'> & { phones: string[] | null }) | null;
  /** Whether the sender is to be linked with the customer. */
  remember: boolean;
  q: string;
  found: Found;
}

/** What a person must settle, why, and the form for it. Candidates and found customers are one choice. */
export function TriagePanel(props: RequestPageProps) {
  const { page, request, triage } = props;
  const { t } = page;
  const offered = offeredCustomers(props);
  const refused = request.triageReasons.includes('ORDER_REFUSED');
  return (
    <section class="panel panel-accent" aria-labelledby="triage">
      <h2 id="triage" class="panel-title">
        {t('settle.title')}
      </h2>
      <ul class="reasons">
        {request.triageReasons.map((reason) => (
          <li>{t(`settle.why.${reason}`)}</li>
        ))}
      </ul>
      {refused && request.orderError !== null && (
        <blockquote class="refusal">
          <span class="text-faint">{t('settle.refusal')}</span>
          <p class="wrap-anywhere">{refusalWords(request.orderError)}</p>
        </blockquote>
      )}
      <form id="settle" class="form-stack" method="post" action={`/requests/${request.id}/triage`}>
        <input type="hidden" name="seenCustomerId" value={request.customerId ?? ''} autocomplete="off" />
        <input type="hidden" name="seenServiceId" value={request.serviceId ?? ''} autocomplete="off" />
        <fieldset class="field">
          <legend class="field-label">{t('settle.customer')}</legend>
          <CustomerCards page={page} customers={offered} selected={selectedCustomer(props)} />
          {offered.length > 0 ? (
            <details class="disclosure-inline" open={triage.q !== ''}>
              <summary class="disclosure-summary">{t('settle.customer.other')}</summary>
              <CustomerSearch page={page} request={request} triage={triage} />
            </details>
          ) : (
            <CustomerSearch page={page} request={request} triage={triage} />
          )}
        </fieldset>
        {props.reach.identity !== null && <Remember page={page} checked={triage.remember} />}
        <ServiceSelect
          page={page}
          services={props.services}
          selected={triage.serviceId ?? request.serviceId ?? undefined}
        />
        <div class="form-actions">
          <button type="submit" class="btn btn-primary">
            {t(refused ? 'settle.submit.again' : 'settle.submit')}
          </button>
          <p class="text-faint">{t('settle.submit.hint')}</p>
        </div>
      </form>
      <form
        id="customer-search"
        method="get"
        action={`/requests/${request.id}`}
        hx-get={`/requests/${request.id}/customers`}
        hx-trigger="submit, input changed delay:300ms from:#customer-q"
        hx-include="#found [name=customerId]:checked"
        hx-target="#found"
        hx-swap="innerHTML"
        hx-sync="this:replace"
      />
    </section>
  );
}

/** The agent's word on who this is, kept for the next time. */
function Remember({ page, checked }: { page: Page; checked: boolean }) {
  return (
    <label class="flex w-fit cursor-pointer items-start gap-2.5">
      <input
        class="mt-0.5 size-4 shrink-0 cursor-pointer accent-primary"
        type="checkbox"
        name="remember"
        value="yes"
        checked={checked}
      />
      <span>
        <span class="font-medium">{page.t('settle.remember')}</span>
        <span class="text-faint block text-xs">{page.t('settle.remember.hint')}</span>
      </span>
    </label>
  );
}

/** The customer set now, the candidates, the one chosen before: those that need no search. */
function offeredCustomers({ page, request, triage }: RequestPageProps) {
  const { customerId, customerName, candidates } = request;
  const current =
    customerId === null
      ? []
      : [{ id: customerId, name: customerName ?? customerId, note: page.t('settle.customer.current') }];
  const { chosen } = triage;
  const more = chosen !== null && !candidates.some(({ id }) => id === chosen.id);
  const others = more ? [...candidates, customerCard(chosen, page)] : candidates;
  return [...current, ...others.filter((each) => each.id !== customerId)];
}

function selectedCustomer({ request, triage }: RequestPageProps): string | undefined {
  return triage.customerId ?? request.customerId ?? undefined;
}
