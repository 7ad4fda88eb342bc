import { Fact } from '../layout/Fact.tsx';
import { Stars } from '../layout/Stars.tsx';
import { channelLabel, groupLabel, senderLabel } from '../layout/words.ts';
import type { RequestPageProps } from './RequestPage.tsx';
import { serviceName } from './serviceName.ts';

/** What is known of a request. */
export function RequestFacts({ page, request, incident, history }: RequestPageProps) {
  const { t } = page;
  const none = <span class="text-faint">{t('request.fact.none')}</span>;
  return (
    <section class="panel" aria-labelledby="facts">
      <h2 id="facts" class="panel-title">
        {t('request.facts')}
      </h2>
      <dl class="facts">
        <Fact name={t('request.fact.customer')}>
          {request.customerId === null ? (
            (request.customerName ?? <span class="text-faint">{t('list.noCustomer')}</span>)
          ) : (
            <a class="text-link" href={`/customers/${encodeURIComponent(request.customerId)}`}>
              {request.customerName ?? request.customerId}
            </a>
          )}
        </Fact>
        <Fact name={t('request.fact.phone')}>
          {request.phone === null ? (
            <span class="text-faint">{senderLabel(request, t)}</span>
          ) : (
            <a class="text-link" href={`tel:${request.phone}`}>
              {senderLabel(request, t)}
            </a>
          )}
        </Fact>
        <Fact name={t('request.fact.channel')}>{channelLabel(request.channel, t)}</Fact>
        {request.openedBy !== null && (
          <Fact name={t('work.opened.by')}>{history.names.get(request.openedBy) ?? t('event.someone')}</Fact>
        )}
        <Fact name={t('request.fact.service')}>
          {serviceName(request, page.language) ?? <span class="text-faint">{t('list.noService')}</span>}
        </Fact>
        <Fact name={t('request.fact.group')}>
          {request.workGroupId === null ? none : groupLabel(request.workGroupId, t)}
        </Fact>
        <Fact name={t('request.fact.order')}>
          {request.orderId === null ? none : <span class="mono">{request.orderId}</span>}
        </Fact>
        <Fact name={t('request.fact.incident')}>
          {incident === null ? (
            (request.incidentNumber ?? none)
          ) : (
            <a class="text-link" href={`/incidents/${incident.id}`}>
              {incident.number}
            </a>
          )}
        </Fact>
        <Fact name={t('request.fact.assignee')}>
          {request.assigneeName ?? <span class="text-faint">{t('list.noAssignee')}</span>}
        </Fact>
        {request.rating !== null && (
          <Fact name={t('rating.label')}>
            <Stars page={page} rating={request.rating} />
          </Fact>
        )}
        {request.closeReason !== null && (
          <Fact name={t('request.fact.reason')}>{t(`reason.${request.closeReason}`)}</Fact>
        )}
      </dl>
    </section>
  );
}
