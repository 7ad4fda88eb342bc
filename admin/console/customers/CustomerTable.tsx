import type { Page } from '../env.ts';
import { Alert } from '../layout/Alert.tsx';
import { Icon } from '../layout/Icon.tsx';
import { Time } from '../layout/Time.tsx';
import { phoneLabel } from '../layout/words.ts';
import type { ListProps } from './ListPage.tsx';
import { customerUrl, listUrl } from './listQuery.ts';
import { type ListRow, nextOffset, previousOffset } from './loadList.ts';
import { NoCustomers } from './NoCustomers.tsx';

const COLUMNS = ['name', 'phones', 'area', 'open', 'last'] as const;
const PHONES_SHOWN = 2;

/** Customers as rows, on a phone each a card; or why there are none. */
export function CustomerTable(props: ListProps) {
  const { page, listing } = props;
  const { t } = page;
  return (
    <>
      {listing.note === 'away' && (
        <Alert tone="warning" class="mb-3" title={t('customers.away')}>
          {t('customers.away.hint')}
        </Alert>
      )}
      {listing.rows.length === 0 ? (
        <NoCustomers {...props} />
      ) : (
        <table class="grid-table customers-grid">
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th scope="col" class={`cell-${column}`}>
                  {t(`customers.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {listing.rows.map((row) => (
              <Row page={page} row={row} />
            ))}
          </tbody>
        </table>
      )}
      <Pages {...props} />
    </>
  );
}

function Row({ page, row }: { page: Page; row: ListRow }) {
  const { t } = page;
  const shown = row.phones.slice(0, PHONES_SHOWN);
  const more = row.phones.length - shown.length;
  return (
    <tr id={`c-${row.id}`}>
      <td class="cell-name">
        <a id={`l-${row.id}`} class="row-link" href={customerUrl(row.id)}>
          {row.name}
        </a>
        <span class="cell-note">{row.id}</span>
      </td>
      <td class="cell-phones">
        {shown.length === 0 && <span class="text-faint">{t('customers.noPhones')}</span>}
        {shown.map((phone) => (
          <span class="block">{phoneLabel(phone)}</span>
        ))}
        {more > 0 && <span class="cell-note">{t('customers.morePhones', { count: more })}</span>}
      </td>
      <td class="cell-area">{row.area ?? <span class="text-faint">{t('customers.noArea')}</span>}</td>
      <td class="cell-open">
        {row.open > 0 && (
          <span class="chip chip-primary" title={t('customers.open', { count: row.open })}>
            <span class="sr-only">{t('customers.open', { count: row.open })}</span>
            <span aria-hidden="true">{row.open}</span>
          </span>
        )}
      </td>
      <td class="cell-last">
        {row.lastContactAt === null ? (
          <span class="text-faint" title={t('customers.noContacts')}>
            <span class="sr-only">{t('customers.noContacts')}</span>
            <span aria-hidden="true">—</span>
          </span>
        ) : (
          <Time page={page} at={row.lastContactAt} as="ago" />
        )}
      </td>
    </tr>
  );
}

function Pages({ page, query, listing }: ListProps) {
  const { t } = page;
  const previous = previousOffset(query);
  if (previous === null && !listing.hasNext) return null;
  const from = query.offset + 1;
  const to = query.offset + listing.rows.length;
  const range = { from: String(from), to: String(to), total: String(listing.total ?? '') };
  return (
    <nav class="pager items-center" aria-label={t('customers.title')}>
      {previous !== null && (
        <a class="btn btn-sm" rel="prev" href={listUrl({ ...query, offset: previous })}>
          <Icon name="back" />
          {t('customers.page.previous')}
        </a>
      )}
      {to >= from && (
        <span class="text-faint tabular-nums">
          {listing.total === null ? t('customers.page.shownSome', range) : t('customers.page.shown', range)}
        </span>
      )}
      {listing.hasNext && (
        <a class="btn btn-sm ml-auto" rel="next" href={listUrl({ ...query, offset: nextOffset(query) })}>
          {t('customers.page.next')}
          <Icon name="forward" />
        </a>
      )}
    </nav>
  );
}
