import type { LedgerEntry } from '../../../core/contact/ledger.ts';
import type { Page } from '../env.ts';
import { Icon } from '../layout/Icon.tsx';
import { Layout } from '../layout/Layout.tsx';
import { LiveState } from '../layout/LiveState.tsx';
import { supervises } from '../layout/supervises.ts';
import { age } from '../layout/time.ts';
import { channelLabel } from '../layout/words.ts';
import { balanceOf, totalOf } from './balance.ts';

const COUNTS = ['received', 'duplicates', 'worked', 'waiting', 'quarantined', 'dropped'] as const;
/** Columns whose contacts the quarantine lists. */
const PUT_ASIDE: Partial<Record<(typeof COUNTS)[number], string>> = {
  quarantined: 'QUARANTINED',
  dropped: 'DROPPED',
};

/** The books of the front door. */
export function LedgerPage({ page, entries }: { page: Page; entries: LedgerEntry[] }) {
  const { t } = page;
  return (
    <Layout page={page} title={t('ledger.title')} section="ledger">
      <div class="page-head">
        <h1>{t('ledger.title')}</h1>
        <LiveState page={page} />
      </div>
      <p class="text-faint mb-4 max-w-2xl">{t('ledger.lead')}</p>
      <LiveLedger page={page} entries={entries} />
    </Layout>
  );
}

/** The part that refreshes itself; it counts the journal, so not too often. */
export function LiveLedger({ page, entries }: { page: Page; entries: LedgerEntry[] }) {
  const { t } = page;
  return (
    <section
      id="live"
      hx-get="/ledger"
      hx-trigger="every 10s"
      hx-swap="outerMorph"
      aria-label={t('ledger.title')}
    >
      <Balance page={page} entries={entries} />
      <table class="grid-table ledger-grid">
        <thead>
          <tr>
            {(['channel', ...COUNTS, 'oldest'] as const).map((column) => (
              <th scope="col" class={`cell-${column}`}>
                {t(`ledger.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Line page={page} name={channelLabel(entry.channel)} entry={entry} channel={entry.channel} />
          ))}
          <Line page={page} name={t('ledger.total')} entry={totalOf(entries)} total />
        </tbody>
      </table>
    </section>
  );
}

function Balance({ page, entries }: { page: Page; entries: LedgerEntry[] }) {
  const { t, language } = page;
  const { balanced, accounted } = balanceOf(entries);
  const total = totalOf(entries);
  const count = (value: number) => value.toLocaleString(language);
  const counts = {
    received: count(total.received),
    worked: count(total.worked),
    waiting: count(total.waiting),
    quarantined: count(total.quarantined),
    dropped: count(total.dropped),
    accounted: count(accounted),
  };
  const state = balanced ? 'balanced' : 'unbalanced';
  return (
    <div class={`balance balance-${state}`}>
      <Icon name={balanced ? 'done' : 'alert'} class="size-6 shrink-0" />
      <div>
        <p class="text-base font-semibold" role="status">
          {t(`ledger.${state}`)}
        </p>
        <p>{t(`ledger.${state}.hint`, counts)}</p>
      </div>
    </div>
  );
}

function Line(props: {
  page: Page;
  name: string;
  entry: Omit<LedgerEntry, 'channel'>;
  channel?: string;
  total?: boolean;
}) {
  const { page, entry } = props;
  const { t, language } = page;
  const oldest = entry.oldestWaitingSeconds;
  return (
    <tr class={props.total ? 'total-line' : undefined}>
      <th scope="row" class="cell-channel">
        {props.name}
      </th>
      {COUNTS.map((column) => (
        <td class={`cell-${column}`} data-label={t(`ledger.column.${column}`)}>
          <Count {...props} column={column} />
        </td>
      ))}
      <td class="cell-oldest" data-label={t('ledger.column.oldest')}>
        {oldest === null ? <span class="text-faint">{t('ledger.none')}</span> : age(oldest, language)}
      </td>
    </tr>
  );
}

/** A count; what is put aside leads supervisors to where they look at it. */
function Count(props: {
  page: Page;
  entry: Omit<LedgerEntry, 'channel'>;
  channel?: string;
  column: (typeof COUNTS)[number];
}) {
  const { page, entry, channel, column } = props;
  const count = entry[column].toLocaleString(page.language);
  if (entry[column] === 0) return <span class="text-faint">{count}</span>;
  const state = PUT_ASIDE[column];
  if (state === undefined || !supervises(page)) {
    return <span class={column === 'quarantined' ? 'text-warning' : undefined}>{count}</span>;
  }
  return (
    <a class="text-link" href={`/quarantine?${new URLSearchParams({ state, ...(channel && { channel }) })}`}>
      {count}
    </a>
  );
}
