import type { PastRequest } from '../../../core/customer/readHistory.ts';
import type { Page } from '../env.ts';
import { StatusBadge } from '../layout/Badges.tsx';
import { channelLabel } from '../layout/words.ts';
import { serviceName } from '../requests/serviceName.ts';
import { PastNumber } from './PastNumber.tsx';
import { PastCourse, PastTable } from './PastTable.tsx';
import { Said } from './Said.tsx';

const COLUMNS = ['number', 'status', 'service', 'assignee', 'opened', 'closed'] as const;

/** All requests of a customer. What was said in a colleague's is not told. */
export function RequestRows({ page, requests }: { page: Page; requests: PastRequest[] }) {
  const { t } = page;
  return (
    <PastTable page={page} class="past-requests" columns={COLUMNS}>
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
          <PastCourse page={page} of={request} />
        </tr>
      ))}
    </PastTable>
  );
}
