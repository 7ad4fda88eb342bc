import { AuditPanel } from '../audit/AuditPanel.tsx';
import type { Page } from '../env.ts';
import { Alert } from '../layout/Alert.tsx';
import { BackLink } from '../layout/BackLink.tsx';
import { Layout } from '../layout/Layout.tsx';
import { LiveState } from '../layout/LiveState.tsx';
import { CustomerFactsPanel } from './CustomerFactsPanel.tsx';
import { type CardQuery, TABS, tabUrl } from './cardQuery.ts';
import { HistoryPart } from './HistoryPart.tsx';
import { IdentitiesPanel } from './IdentitiesPanel.tsx';
import { customerUrl } from './listQuery.ts';
import type { CardData } from './loadCard.ts';

export interface CardProps extends CardData {
  page: Page;
  query: CardQuery;
}

/** A customer's card: who he is, and all that ever came from him. */
export function CustomerPage(props: CardProps) {
  const { page, customer, query } = props;
  const { t } = page;
  return (
    <Layout page={page} title={customer.name} section="customers">
      <BackLink href="/customers" label={t('customer.back')} />
      <CardHead {...props} />
      {customer.known === null && (
        <Alert tone="warning" class="mb-4" title={t('customer.away')}>
          {t('customer.away.hint')}
        </Alert>
      )}
      <div class="customer-card">
        <CustomerFactsPanel page={page} customer={customer} dialable={props.dialable} />
        <div class="customer-history">
          <nav class="tabs-row" aria-label={t('customer.history')}>
            {TABS.map((tab) => (
              <a href={tabUrl(customer.id, tab)} aria-current={tab === query.tab ? 'page' : undefined}>
                {t(`customer.tab.${tab}`)}
              </a>
            ))}
          </nav>
          <HistoryPart page={page} id={customer.id} query={query} history={props.history} />
        </div>
        <div class="customer-more">
          <IdentitiesPanel page={page} identities={props.identities} />
          <AuditPanel page={page} lookers={props.lookers} about={`customer:${customer.id}`} />
        </div>
      </div>
    </Layout>
  );
}

function CardHead({ page, customer }: CardProps) {
  const { t } = page;
  return (
    <div class="card-head">
      <h1 class="wrap-anywhere">{customer.name}</h1>
      <LiveState page={page} />
      <div class="ml-auto flex flex-wrap gap-2 max-sm:w-full">
        <a
          class="btn btn-sm btn-primary"
          href={`/requests/new?${new URLSearchParams({ customerId: customer.id })}`}
          data-hotkey="n"
        >
          {t('customer.newRequest')}
        </a>
        {customer.known !== null && (
          <a class="btn btn-sm" href={customerUrl(customer.id, '/edit')} data-hotkey="e">
            {t('customer.edit')}
          </a>
        )}
      </div>
    </div>
  );
}
