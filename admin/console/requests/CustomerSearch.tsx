import type { RequestView } from '../../../core/service-request/readRequests.ts';
import type { Page } from '../env.ts';
import { Alert } from '../layout/Alert.tsx';
import { Icon } from '../layout/Icon.tsx';
import { phoneLabel } from '../layout/words.ts';
import { CustomerCards } from './CustomerCards.tsx';
import type { Found, TriageState } from './TriagePanel.tsx';

/**
 * Search by name or phone. The field belongs to a form of its own, so that Enter searches and does not submit what
 * is chosen; without scripts that form brings the page back with what was found.
 */
export function CustomerSearch(props: { page: Page; request: RequestView; triage: TriageState }) {
  const { page, triage } = props;
  const { t } = page;
  return (
    <div class="customer-search">
      <div class="search-line">
        <label class="search-field">
          <span class="sr-only">{t('settle.customer.search')}</span>
          <Icon name="search" />
          <input
            id="customer-q"
            type="search"
            name="q"
            form="customer-search"
            value={triage.q}
            placeholder={t('settle.customer.placeholder')}
            autocomplete="off"
            maxlength={80}
          />
        </label>
        <button type="submit" form="customer-search" class="btn btn-sm">
          {t('settle.customer.find')}
        </button>
      </div>
      <div id="found" aria-live="polite">
        <FoundCustomers page={page} q={triage.q} found={triage.found} selected={triage.customerId} />
      </div>
    </div>
  );
}

/** What the search answered: cards, nobody, or that the customer system is away. */
export function FoundCustomers(props: { page: Page; q: string; found: Found; selected: string | undefined }) {
  const { page, found } = props;
  const { t } = page;
  if (found.kind === 'away') return <Alert tone="warning">{t('settle.customer.away')}</Alert>;
  if (found.kind === 'none') return <p class="text-faint">{t('settle.customer.hint')}</p>;
  if (found.customers.length === 0) return <p class="text-faint">{t('settle.customer.none')}</p>;
  const cards = found.customers.map(({ id, name, phones }) => ({
    id,
    name,
    note: phones.map(phoneLabel).join(', ') || t('settle.customer.noPhones'),
  }));
  return <CustomerCards page={page} customers={cards} selected={props.selected} />;
}
