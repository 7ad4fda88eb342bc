import type { Page as Paged } from '../../../core/paging.ts';
import type { Service } from '../../../core/service-catalog/catalogue.ts';
import type { RequestView } from '../../../core/service-request/readRequests.ts';
import type { DirectoryUser } from '../../../core/user/directory.ts';
import type { Page } from '../env.ts';
import { Icon } from '../layout/Icon.tsx';
import { Layout } from '../layout/Layout.tsx';
import { LiveSection } from '../layout/LiveSection.tsx';
import { LiveState } from '../layout/LiveState.tsx';
import { supervises } from '../layout/supervises.ts';
import { Filters } from './Filters.tsx';
import { type ListQuery, listUrl, TABS } from './listQuery.ts';
import { RequestTable } from './RequestTable.tsx';

export interface ListProps {
  page: Page;
  query: ListQuery;
  channels: string[];
  requests: Paged<RequestView>;
  /** Whom a supervisor may filter by; empty for an agent. */
  people: DirectoryUser[];
  /** Ids of the work groups. */
  groups: string[];
  services: Service[];
}

/** The list of requests: search and filters on top, the table below refreshing itself. */
export function ListPage(props: ListProps) {
  const { page, query } = props;
  const { t } = page;
  return (
    <Layout page={page} title={`${titleOf(query, page)} · ${t('requests.title')}`} section="requests">
      <div class="page-head">
        <h1>{t('requests.title')}</h1>
        <LiveState page={page} />
        <a class="btn btn-sm btn-primary ml-auto" href="/requests/new" data-hotkey="n">
          <Icon name="plus" />
          {t('work.new')}
        </a>
      </div>
      <nav class="tabs-row" aria-label={t('requests.tabs')}>
        {tabsOf(page).map((tab) => (
          <a href={listUrl(query, { status: tab })} aria-current={query.status === tab ? 'page' : undefined}>
            {t(`requests.tab.${tab}`)}
          </a>
        ))}
      </nav>
      <Filters {...props} />
      <LookedFor {...props} />
      <LiveList {...props} />
    </Layout>
  );
}

/** The part that refreshes itself: rows that stay keep their focus, for htmx changes only what differs. */
export function LiveList(props: ListProps & { oob?: boolean }) {
  const { page, oob } = props;
  return (
    <LiveSection
      page={page}
      label={page.t('requests.title')}
      topics={['servicerequest', 'incident', 'callback', 'sla']}
      oob={oob}
    >
      <RequestTable {...props} />
    </LiveSection>
  );
}

/** What the list shows now. NEW has no tab, but an address may ask for it. */
function titleOf({ status, q }: ListQuery, { t }: Page): string {
  if (q !== '') return q;
  return status === 'NEW' ? t('status.NEW') : t(`requests.tab.${status}`);
}

/** An agent sees no request that is still without an incident, except in triage. */
function tabsOf(page: Page) {
  const all = supervises(page);
  return TABS.filter((tab) => tab !== 'ORDERING' || all);
}

/** What is looked for in words, with the way back to everything. */
function LookedFor({ page, query }: ListProps) {
  const { t } = page;
  if (query.q === '' && query.customer === undefined) return null;
  return (
    <p class="search-note" role="status">
      {query.q !== '' && t('work.search.found', { q: query.q })}
      {query.q !== '' && query.customer !== undefined && ' · '}
      {query.customer !== undefined && t('work.customer.only', { customer: query.customer })}
      {' · '}
      <a class="text-link" href={listUrl(query, { q: '', customer: '' })}>
        {t('requests.search.clear')}
      </a>
    </p>
  );
}
