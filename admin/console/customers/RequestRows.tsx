import type { PastRequest } from '../../../core/customer/readHistory.ts';
import type { Page } from '../env.ts';
import { StatusBadge } from '../layout/Badges.tsx';
import { Time } from '../layout/Time.tsx';
import { channelLabel } from '../layout/words.ts';
import { serviceName } from '../requests/serviceName.ts';
import { PastNumber } from './PastNumber.tsx';
import { Said } from './Said.tsx';

const COLUMNS = ['number', 'status', 'service', 'assignee', 'opened', 'closed'] as const;

/** All requests of a customer. What was said in a colleague's is not told. */
export function RequestRows({ page, requests }: { page: Page; requests: PastRequest[] }) {
  const { t } = page;
  return (
    <table class="grid-table past-requests">
      <thead>
        <tr>
          {COLUMNS.map((column) => (
            <th scope="col" class={`cell-${column}`}>
              {t(`customer.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {requests.map((request) => (
          <tr id={`r-${request.id}`}>
            <td class="cell-number">
              <PastNumber
                page={page}
                number={request.number}
                href={request.opens ? `/requests/${request.id}` : null}
              />
              <span class="cell-note">{channelLabel(request.channel)}</span>
            </td>
            <td class="cell-status">
              <StatusBadge status={request.status} t={t} />
            </td>
            <td class="cell-service">
              <span class="block truncate">
                {serviceName(request, page.language) ?? <span class="text-faint">{t('list.noService')}</span>}
              </span>
              <span class="cell-note">
                <Said page={page} text={request.text} opens={request.opens} />
              </span>
            </td>
            <td class="cell-assignee">
              {request.assigneeName ?? <span class="text-faint">{t('list.noAssignee')}</span>}
            </td>
            <td class="cell-opened">
              <Time page={page} at={request.createdAt} as="clock" />
            </td>
            <td class="cell-closed">
              {request.closedAt && <Time page={page} at={request.closedAt} as="clock" />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
