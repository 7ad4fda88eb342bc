import type { MassRequest } from '../../../core/mass-incident/readMassIncidents.ts';
import type { Page } from '../env.ts';
import { StatusBadge } from '../layout/Badges.tsx';
import { Pager } from '../layout/Pager.tsx';
import { Time } from '../layout/Time.tsx';
import type { MassPageProps } from './MassPage.tsx';

/** The requests of a mass incident, or those that speak for a proposal. */
export function MassRequests({ page, mass, requests, further }: MassPageProps) {
  const { t } = page;
  const here = `/mass-incidents/${mass.id}`;
  const isProposal = mass.state === 'PROPOSED' || mass.state === 'DISMISSED';
  return (
    <section aria-labelledby="requests">
      <h2 id="requests" class="panel-title">
        {t(isProposal ? 'mass.requests.spike' : 'mass.requests')}
      </h2>
      {requests.items.length === 0 ? (
        <p class="text-faint">{t('mass.requests.none')}</p>
      ) : (
        <table class="grid-table mass-requests-grid">
          <thead>
            <tr>
              <th scope="col">{t('mass.column.number')}</th>
              <th scope="col">{t('mass.column.status')}</th>
              <th scope="col">{t('mass.column.customer')}</th>
              <th scope="col">{t('mass.area')}</th>
              <th scope="col" class="cell-age">
                {t('mass.column.age')}
              </th>
            </tr>
          </thead>
          <tbody>
            {requests.items.map((request) => (
              <Row page={page} request={request} />
            ))}
          </tbody>
        </table>
      )}
      <Pager
        page={page}
        first={further ? here : null}
        next={requests.nextCursor === null ? null : `${here}?cursor=${requests.nextCursor}`}
      />
    </section>
  );
}

function Row({ page, request }: { page: Page; request: MassRequest }) {
  const { t } = page;
  return (
    <tr id={`r-${request.id}`}>
      <td class="cell-number">
        {request.visible ? (
          <a id={`l-${request.id}`} class="row-link" href={`/requests/${request.id}`}>
            {request.number}
          </a>
        ) : (
          <span class="tabular-nums">{request.number}</span>
        )}
      </td>
      <td class="cell-status">
        <StatusBadge status={request.status} t={t} />
      </td>
      <td class="cell-customer">
        {request.visible ? (
          <>
            <span class="cell-main">
              <span class="cell-name">{request.customerName ?? t('mass.noCustomer')}</span>
            </span>
            <span class="cell-note">{request.text ?? t('list.noText')}</span>
          </>
        ) : (
          <span class="text-faint">{t('mass.otherDepartment')}</span>
        )}
      </td>
      <td class="cell-area">{request.area ?? <span class="text-faint">—</span>}</td>
      <td class="cell-age">
        <Time page={page} at={request.createdAt} as="age" />
      </td>
    </tr>
  );
}
