import { Empty } from '../layout/Empty.tsx';
import { phoneLabel } from '../layout/words.ts';
import type { ListProps } from './ListPage.tsx';

/** What the list says where it has nobody: why, and the next thing to do. */
export function NoCustomers({ page, query, listing }: ListProps) {
  const { t } = page;
  const { note, phone } = listing;
  if (note === 'short') return null;
  if (note === 'digits')
    return <Empty icon="search" title={t('customers.past.none')} hint={t('customers.past.none.hint')} />;
  if (note === 'away')
    return <Empty icon="search" title={t('customers.away.none')} hint={t('customers.away.none.hint')} />;
  if (query.q === '')
    return <Empty icon="person" title={t('customers.none')} hint={t('customers.none.hint')} />;
  const title =
    phone === null ? t('customers.notFound') : t('customers.notFound.phone', { phone: phoneLabel(phone) });
  const facts: Record<string, string> = phone === null ? { name: query.q } : { phone };
  return (
    <Empty icon="search" title={title} hint={t('customers.notFound.hint')}>
      <a
        class="btn btn-primary mt-2 h-auto min-h-9 max-w-full py-1.5"
        href={`/customers/new?${new URLSearchParams(facts)}`}
      >
        <span class="wrap-anywhere">
          {phone === null ? t('customers.createWithName', { name: query.q }) : t('customers.createWithPhone')}
        </span>
      </a>
    </Empty>
  );
}
