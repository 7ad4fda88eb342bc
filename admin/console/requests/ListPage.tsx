import { isSupervisor } from '../../../core/access/actor.ts';
import type { Page as Paged } from '../../../core/paging.ts';
import type { RequestView } from '../../../core/service-request/readRequests.ts';
import { actorOf } from '../../session/index.ts';
import type { Page } from '../env.ts';
import { Icon } from '../layout/Icon.tsx';
import { Layout } from '../layout/Layout.tsx';
import { LiveSection } from '../layout/LiveSection.tsx';
import { LiveState } from '../layout/LiveState.tsx';
import { channelLabel, phoneLabel } from '../layout/words.ts';
import { type ListQuery, listUrl, TABS } from './listQuery.ts';
import { RequestTable } from './RequestTable.tsx';

export interface ListProps {
  page: Page;
  query: ListQuery;
  channels: string[];
  requests: Paged<RequestView>;
}

/** The list of requests: search and filters on top, the table below refreshing itself. */
export function ListPage(props: ListProps) {
  const { page, query } = props;
  return (
    <Layout page={page} title={`${tabTitle(query, page)} · ${page.t('requests.title')}`} section="requests">
      <div class="page-head">
        <h1>{page.t('requests.title')}</h1>
        <LiveState page={page} />
        <FilterForm {...props} />
      </div>
      <nav class="tabs-row" aria-label={page.t('requests.tabs')}>
        {tabsOf(page).map((tab) => (
          <a href={listUrl(query, { status: tab })} aria-current={query.status === tab ? 'page' : undefined}>
            {page.t(`requests.tab.${tab}`)}
          </a>
        ))}
      </nav>
      <SearchNote {...props} />
      <LiveList {...props} />
    </Layout>
  );
}

/** The part that refreshes itself: rows that stay keep their focus, for htmx changes only what differs. */
export function LiveList(props: ListProps & { oob?: boolean }) {
  const { page, oob } = props;
  return (
    <LiveSection page={page} label={page.t('requests.title')} oob={oob}>
      <RequestTable {...props} />
    </LiveSection>
  );
}

/** What the list shows now. NEW has no tab, but an address may ask for it. */
function tabTitle({ status }: ListQuery, { t }: Page): string {
  return status === 'NEW' ? t('status.NEW') : t(`requests.tab.${status}`);
}

/** An agent sees no request that is still without an incident, except in triage. */
function tabsOf(page: Page) {
  const all = page.person !== null && isSupervisor(actorOf(page.person));
  return TABS.filter((tab) => tab !== 'ORDERING' || all);
}

function FilterForm({ page, query, channels }: ListProps) {
  const { t } = page;
  return (
    <search class="filters-box">
      <form class="filters" method="get" action="/requests">
        {query.status !== 'TRIAGE' && query.status !== 'ALL' && (
          <input type="hidden" name="status" value={query.status} />
        )}
        <label class="search-field">
          <span class="sr-only">{t('requests.search')}</span>
          <Icon name="search" />
          <input
            type="search"
            name="q"
            value={query.q}
            placeholder={t('requests.search.placeholder')}
            autocomplete="off"
          />
        </label>
        <label>
          <span class="sr-only">{t('requests.channel')}</span>
          <select class="select select-sm" name="channel">
            <option value="">{t('requests.channel.all')}</option>
            {channels.map((channel) => (
              <option value={channel} selected={channel === query.channel}>
                {channelLabel(channel)}
              </option>
            ))}
          </select>
        </label>
        <label class="flex h-8 cursor-pointer items-center gap-2">
          <input
            class="size-4 cursor-pointer accent-primary"
            type="checkbox"
            name="callbackDue"
            value="true"
            checked={query.callbackDue}
          />
          {t('requests.callback.filter')}
        </label>
        <button type="submit" class="btn btn-sm">
          {t('requests.search.submit')}
        </button>
      </form>
    </search>
  );
}

function SearchNote({ page, query }: ListProps) {
  const { t } = page;
  const { search } = query;
  if (search.kind === 'none') return null;
  return (
    <p class={`search-note ${search.kind === 'unread' ? 'text-warning' : ''}`} role="status">
      {search.kind === 'phone' && t('requests.search.phone', { phone: phoneLabel(search.phone) })}
      {search.kind === 'number' && t('requests.search.number', { number: search.number })}
      {search.kind === 'unread' && t('requests.search.unread')}
      {' · '}
      <a class="text-link" href={listUrl(query, { q: '' })}>
        {t('requests.search.clear')}
      </a>
    </p>
  );
}
