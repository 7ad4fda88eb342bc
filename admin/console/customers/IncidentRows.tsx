import type { PastIncident } from '../../../core/customer/readHistory.ts';
import type { Page } from '../env.ts';
import { CategoryBadge } from '../layout/Badges.tsx';
import { serviceName } from '../requests/serviceName.ts';
import { PastNumber } from './PastNumber.tsx';
import { PastCourse, PastTable } from './PastTable.tsx';

const COLUMNS = ['number', 'status', 'service', 'assignee', 'opened', 'closed'] as const;

/** All incidents of a customer, a colleague's without a way to it. */
export function IncidentRows({ page, incidents }: { page: Page; incidents: PastIncident[] }) {
  const { t } = page;
  return (
    <PastTable page={page} class="past-requests" columns={COLUMNS}>
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
          <PastCourse page={page} of={incident} />
        </tr>
      ))}
    </PastTable>
  );
}
