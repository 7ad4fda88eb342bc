import type { Page } from '../env.ts';
import { Empty } from '../layout/Empty.tsx';
import { LiveSection } from '../layout/LiveSection.tsx';
import { Pager } from '../layout/Pager.tsx';
import { ContactRows } from './ContactRows.tsx';
import { type CardQuery, tabUrl } from './cardQuery.ts';
import { IncidentRows } from './IncidentRows.tsx';
import type { History } from './loadCard.ts';
import { RequestRows } from './RequestRows.tsx';

const TOPICS = { requests: ['servicerequest', 'incident'], incidents: ['incident'], contacts: ['contact'] };

/** One tab of a customer's history, refreshing itself. */
export function HistoryPart(props: {
  page: Page;
  id: string;
  query: CardQuery;
  history: History;
  oob?: boolean;
}) {
  const { page, id, query, history } = props;
  const { tab, rows } = history;
  const { t } = page;
  return (
    <LiveSection page={page} label={t(`customer.tab.${tab}`)} topics={TOPICS[tab]} oob={props.oob}>
      {rows.items.length === 0 ? (
        <Empty icon="inbox" title={t(`customer.${tab}.none`)} hint={t(`customer.${tab}.none.hint`)} />
      ) : (
        <Rows page={page} history={history} />
      )}
      <Pager
        page={page}
        first={query.cursor === undefined ? null : tabUrl(id, tab)}
        next={rows.nextCursor === null ? null : tabUrl(id, tab, rows.nextCursor)}
      />
    </LiveSection>
  );
}

function Rows({ page, history }: { page: Page; history: History }) {
  if (history.tab === 'requests') return <RequestRows page={page} requests={history.rows.items} />;
  if (history.tab === 'incidents') return <IncidentRows page={page} incidents={history.rows.items} />;
  return <ContactRows page={page} contacts={history.rows.items} />;
}
