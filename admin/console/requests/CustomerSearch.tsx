import type { RequestView } from '../../../core/service-request/readRequests.ts';
import type { Page } from '../env.ts';
import { Alert } from '../layout/Alert.tsx';
import { Icon } from '../layout/Icon.tsx';
import { phoneLabel } from '../layout/words.ts';
import { type CustomerCard, CustomerCards } from './CustomerCards.tsx';
import type { Newcomer } from './newcomer.ts';
import { newcomerOf } from './newcomer.ts';
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
        <FoundCustomers
          page={page}
          found={triage.found}
          chosen={null}
          selected={triage.customerId}
          newcomer={newcomerOf(props.request, triage.q)}
        />
      </div>
    </div>
  );
}

/**
 * What the search answered: cards, nobody, or that the customer system is away.
 * @param props.chosen whom a search before found and the person chose: he stays, on top, whatever is found now.
 */
export function FoundCustomers(props: {
  page: Page;
  found: Found;
  chosen: TriageState['chosen'];
  selected?: string | undefined;
  newcomer: Newcomer;
}) {
  const { page, found, chosen, newcomer } = props;
  const cards = found.kind === 'found' ? found.customers.map((customer) => customerCard(customer, page)) : [];
  const kept =
    chosen !== null && !cards.some(({ id }) => id === chosen.id) ? [customerCard(chosen, page)] : [];
  return (
    <>
      <CustomerCards page={page} customers={[...kept, ...cards]} selected={chosen?.id ?? props.selected} />
      <SearchAnswer page={page} found={found} newcomer={newcomer} />
    </>
  );
}

/** What there is to say where nobody can be shown, and the way to a new customer where there is none. */
function SearchAnswer({ page, found, newcomer }: { page: Page; found: Found; newcomer: Newcomer }) {
  const { t } = page;
  if (found.kind === 'away') return <Alert tone="warning">{t('settle.customer.away')}</Alert>;
  if (found.kind === 'none') {
    // Who has a phone was looked up by it when the request came, and is nobody's.
    return newcomer.unknown ? (
      <Nobody page={page} words={t('settle.customer.hint')} newcomer={newcomer} />
    ) : (
      <p class="text-faint">{t('settle.customer.hint')}</p>
    );
  }
  if (found.customers.length > 0) return null;
  return <Nobody page={page} words={t('settle.customer.none')} newcomer={newcomer} />;
}

function Nobody({ page, words, newcomer }: { page: Page; words: string; newcomer: Newcomer }) {
  return (
    <p class="text-faint">
      {words}{' '}
      <a class="text-link" href={newcomer.href}>
        {page.t('settle.customer.create')}
      </a>
    </p>
  );
}

/** A customer's card with the phones that tell him apart, where they are known. */
export function customerCard(customer: NonNullable<TriageState['chosen']>, { t }: Page): CustomerCard {
  const { id, name, phones } = customer;
  if (phones === null) return { id, name };
  return { id, name, note: phones.map(phoneLabel).join(', ') || t('settle.customer.noPhones') };
}
