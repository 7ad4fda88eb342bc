import type { IncidentView } from '../../../core/incident/readIncidents.ts';
import type { Page } from '../env.ts';
import { CategoryBadge } from '../layout/Badges.tsx';
import { Pager } from '../layout/Pager.tsx';
import { Time } from '../layout/Time.tsx';
import { phoneLabel } from '../layout/words.ts';
import { serviceName } from '../requests/serviceName.ts';
import { DueMark } from './DueMark.tsx';
import type { IncidentListProps } from './ListPage.tsx';
import { incidentsUrl } from './listQuery.ts';
import { NoIncidents } from './NoIncidents.tsx';
import { PriorityMark } from './PriorityMark.tsx';

const COLUMNS = ['number', 'step', 'customer', 'service', 'assignee', 'due', 'age'] as const;

/** Incidents as rows; on a phone each row is a card. */
export function IncidentTable(props: IncidentListProps) {
  const { page, query, incidents, stepName } = props;
  const { t } = page;
  if (incidents.items.length === 0) return <NoIncidents {...props} />;
  return (
    <>
      <table class="grid-table incidents-grid">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th scope="col" class={`cell-${column}`}>
                {t(`incidents.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {incidents.items.map((incident) => (
            <Row
              page={page}
              incident={incident}
              step={incident.unlinked ? page.t('incident.unlinked') : stepName(incident)}
            />
          ))}
        </tbody>
      </table>
      <Pager
        page={page}
        first={query.cursor === undefined ? null : incidentsUrl(query, {})}
        next={incidents.nextCursor === null ? null : incidentsUrl(query, { cursor: incidents.nextCursor })}
      />
    </>
  );
}

function Row({ page, incident, step }: { page: Page; incident: IncidentView; step: string }) {
  const { t } = page;
  return (
    <tr id={`i-${incident.id}`}>
      <td class="cell-number">
        <a id={`l-${incident.id}`} class="row-link" href={`/incidents/${incident.id}`}>
          {incident.number}
        </a>
        <PriorityMark page={page} priority={incident.priority} />
      </td>
      <td class="cell-step">
        <CategoryBadge category={incident.category} t={t} label={step} />
      </td>
      <td class="cell-customer">
        <span class="cell-main">
          <span class="cell-name">{incident.customerName ?? incident.customerId}</span>
          {incident.phone !== null && <span class="cell-phone">{phoneLabel(incident.phone)}</span>}
        </span>
        <span class="cell-note">{incident.text ?? t('list.noText')}</span>
      </td>
      <td class="cell-service">{serviceName(incident, page.language)}</td>
      <td class="cell-assignee">
        {incident.assigneeName ?? <span class="text-faint">{t('list.noAssignee')}</span>}
      </td>
      <td class="cell-due">
        <DueMark page={page} incident={incident} />
      </td>
      <td class="cell-age">
        <Time page={page} at={incident.createdAt} as="age" />
      </td>
    </tr>
  );
}
