import type { LedgerEntry } from '../../../core/contact/ledger.ts';
import { PUT_ASIDE, type PutAside } from '../../../core/contact/readPutAside.ts';
import type { Page as Paged } from '../../../core/paging.ts';
import type { Page } from '../env.ts';
import type { Failure } from '../failure.ts';
import { Empty } from '../layout/Empty.tsx';
import { FailureAlert } from '../layout/FailureAlert.tsx';
import { Layout } from '../layout/Layout.tsx';
import { LiveSection } from '../layout/LiveSection.tsx';
import { Pager } from '../layout/Pager.tsx';
import { channelLabel } from '../layout/words.ts';
import { type QuarantineQuery, quarantineUrl } from './listQuery.ts';
import { QuarantineTable } from './QuarantineTable.tsx';

export interface QuarantineProps {
  page: Page;
  query: QuarantineQuery;
  contacts: Paged<PutAside>;
  /** The books of every channel, for the counts. */
  ledger: LedgerEntry[];
  failure: Failure | null;
}

/** Contacts that could not be worked, and those a supervisor has put away for good. */
export function QuarantinePage(props: QuarantineProps) {
  const { page, query, contacts, ledger, failure } = props;
  const { t } = page;
  return (
    <Layout
      page={page}
      title={`${t(`quarantine.tab.${query.state}`)} · ${t('quarantine.title')}`}
      section="quarantine"
      failed={failure !== null}
    >
      <div class="page-head">
        <h1>{t('quarantine.title')}</h1>
        <Filters page={page} query={query} channels={ledger.map((each) => each.channel)} />
      </div>
      <p class="text-faint mb-4 max-w-3xl">{t('quarantine.lead')}</p>
      <FailureAlert page={page} failure={failure} />
      <QuarantineTabs {...props} />
      {contacts.items.length === 0 ? (
        <Empty
          icon="done"
          title={t(`quarantine.empty.${query.state}`)}
          hint={t(`quarantine.empty.${query.state}.hint`)}
        />
      ) : (
        <QuarantineTable page={page} query={query} items={contacts.items} />
      )}
      <Pager
        page={page}
        first={query.cursor === undefined ? null : quarantineUrl(query, {})}
        next={contacts.nextCursor === null ? null : quarantineUrl(query, { cursor: contacts.nextCursor })}
      />
    </Layout>
  );
}

/** The tabs with their counts; the part that refreshes itself, for the list itself is a form. */
export function QuarantineTabs({ page, query, ledger }: QuarantineProps) {
  const { t, language } = page;
  const counted = ledger.filter((each) => query.channel === undefined || each.channel === query.channel);
  const counts = {
    QUARANTINED: counted.reduce((sum, each) => sum + each.quarantined, 0),
    DROPPED: counted.reduce((sum, each) => sum + each.dropped, 0),
  };
  return (
    <LiveSection page={page} label={t('quarantine.tabs')} topics={['contact']}>
      <nav class="tabs-row" aria-label={t('quarantine.tabs')}>
        {PUT_ASIDE.map((state) => (
          <a href={quarantineUrl(query, { state })} aria-current={query.state === state ? 'page' : undefined}>
            {t(`quarantine.tab.${state}`)}
            <span class="tab-count">{counts[state].toLocaleString(language)}</span>
          </a>
        ))}
      </nav>
    </LiveSection>
  );
}

function Filters({ page, query, channels }: { page: Page; query: QuarantineQuery; channels: string[] }) {
  const { t } = page;
  return (
    <form class="filters" method="get" action="/quarantine">
      <input type="hidden" name="state" value={query.state} />
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
      <button type="submit" class="btn btn-sm">
        {t('incidents.filter')}
      </button>
    </form>
  );
}
