import type { PastIncident } from '../../../core/customer/readHistory.ts';
import type { Page } from '../env.ts';
import { CategoryBadge } from '../layout/Badges.tsx';
import { Time } from '../layout/Time.tsx';
import { serviceName } from '../requests/serviceName.ts';
import { PastNumber } from './PastNumber.tsx';

const COLUMNS = ['number', 'status', 'service', 'assignee', 'opened', 'closed'] as const;

/** All incidents of a customer, a colleague's without a way to it. */
export function IncidentRows({ page, incidents }: { page: Page; incidents: PastIncident[] }) {
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
        {incidents.map((incident) => (
          <tr id={`i-${incident.id}`}>
            <td class="cell-number">
              <PastNumber
                page={page}
                number={incident.number}
                href={incident.opens ? `/incidents/${incident.id}` : null}
              />
            </td>
            <td class="cell-status">
              <CategoryBadge category={incident.category} t={t} />
            </td>
            <td class="cell-service">
              <span class="block truncate">{serviceName(incident, page.language)}</span>
              {!incident.opens && (
                <span class="cell-note" title={t('customer.hidden')}>
                  {t('customer.hidden.short')}
                </span>
              )}
            </td>
            <td class="cell-assignee">
              {incident.assigneeName ?? <span class="text-faint">{t('list.noAssignee')}</span>}
            </td>
            <td class="cell-opened">
              <Time page={page} at={incident.createdAt} as="clock" />
            </td>
            <td class="cell-closed">
              {incident.closedAt && <Time page={page} at={incident.closedAt} as="clock" />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
