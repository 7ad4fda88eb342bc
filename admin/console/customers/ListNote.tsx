import type { ListProps } from './ListPage.tsx';

/**
 * How many were found, or what a search still needs; read out when it changes.
 * @param props.oob true beside a refreshed list: htmx then puts its words into the one on the page.
 */
export function ListNote(props: ListProps & { oob?: boolean }) {
  return (
    <p
      id="customers-note"
      class="search-note text-faint"
      role="status"
      hx-swap-oob={props.oob ? 'innerHTML' : undefined}
    >
      {noteOf(props)}
    </p>
  );
}

function noteOf({ page, query, listing }: ListProps): string {
  const { t } = page;
  if (listing.note === 'away') return '';
  if (listing.note !== null) return t(`customers.search.${listing.note}`);
  if (listing.capped) return t('customers.search.more', { count: String(listing.total) });
  if (listing.total === null || listing.rows.length === 0) return '';
  const key = query.q === '' ? 'customers.total' : 'customers.found';
  return t(key, { count: listing.total.toLocaleString(page.language) });
}
