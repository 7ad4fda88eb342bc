import type { RequestView } from '../../../core/service-request/readRequests.ts';
import type { Page } from '../env.ts';
import { StatusBadge } from '../layout/Badges.tsx';
import { Empty } from '../layout/Empty.tsx';
import { Pager } from '../layout/Pager.tsx';
import { Stars } from '../layout/Stars.tsx';
import { supervises } from '../layout/supervises.ts';
import { Time } from '../layout/Time.tsx';
import { channelLabel, senderLabel } from '../layout/words.ts';
import type { ListProps } from './ListPage.tsx';
import { listUrl, narrows } from './listQuery.ts';
import { serviceName } from './serviceName.ts';

const COLUMNS = ['number', 'status', 'customer', 'channel', 'service', 'assignee', 'age'] as const;

/** Requests as rows; on a phone each row is a card. The number's link covers its whole row. */
export function RequestTable({ page, query, requests }: ListProps) {
  const { t } = page;
  if (requests.items.length === 0) return <NoRequests page={page} query={query} />;
  return (
    <>
      <table class="grid-table requests-grid">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th scope="col" class={`cell-${column}`}>
                {t(`requests.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {requests.items.map((request) => (
            <Row page={page} request={request} />
          ))}
        </tbody>
      </table>
      <Pager
        page={page}
        first={query.cursor === undefined ? null : listUrl(query, {})}
        next={requests.nextCursor === null ? null : listUrl(query, { cursor: requests.nextCursor })}
      />
    </>
  );
}

function Row({ page, request }: { page: Page; request: RequestView }) {
  const { t } = page;
  const sender = senderLabel(request, t);
  const reasons = request.triageReasons.map((reason) => t(`triage.${reason}`)).join(', ');
  return (
    <tr id={`r-${request.id}`}>
      <td class="cell-number">
        <a id={`l-${request.id}`} class="row-link" href={`/requests/${request.id}`}>
          {request.number}
        </a>
      </td>
      <td class="cell-status">
        <span class="flex flex-wrap items-center gap-1.5">
          <StatusBadge status={request.status} t={t} />
          {request.callbackDue && (
            <span class="chip [--tone:var(--color-error)]">{t('requests.callback')}</span>
          )}
          {request.mergedIntoNumber !== null && <span class="cell-merged">→ {request.mergedIntoNumber}</span>}
          {request.rating !== null && <Stars page={page} rating={request.rating} />}
        </span>
        {request.status === 'TRIAGE' && (
          <span class="cell-note" title={reasons}>
            {reasons}
          </span>
        )}
      </td>
      <td class="cell-customer">
        <span class="cell-main">
          <span class={`cell-name ${(request.customerName ?? request.phone) ? '' : 'text-faint'}`}>
            {request.customerName ?? sender}
          </span>
          {request.customerName !== null && <span class="cell-phone">{sender}</span>}
          <span class="cell-via">{channelLabel(request.channel, t)}</span>
        </span>
        <span class="cell-note">{request.text ?? t('list.noText')}</span>
      </td>
      <td class="cell-channel">{channelLabel(request.channel, t)}</td>
      <td class="cell-service">
        {serviceName(request, page.language) ?? <span class="text-faint">{t('list.noService')}</span>}
      </td>
      <td class="cell-assignee">
        {request.assigneeName ?? <span class="text-faint">{t('list.noAssignee')}</span>}
      </td>
      <td class="cell-age">
        <Time page={page} at={request.createdAt} as="age" />
      </td>
    </tr>
  );
}

function NoRequests({ page, query }: Pick<ListProps, 'page' | 'query'>) {
  const { t } = page;
  const state = narrows(query) ? 'found' : query.status === 'TRIAGE' ? 'TRIAGE' : 'other';
  const wide = state === 'other' && supervises(page);
  return (
    <Empty
      icon={state === 'found' ? 'search' : state === 'TRIAGE' ? 'done' : 'inbox'}
      title={t(`requests.empty.${state}`)}
      hint={t(wide ? 'requests.empty.other.hint.supervisor' : `requests.empty.${state}.hint`)}
    />
  );
}
