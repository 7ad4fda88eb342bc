import { Fact } from '../layout/Fact.tsx';
import { channelLabel, groupLabel, phoneLabel } from '../layout/words.ts';
import { serviceName } from '../requests/serviceName.ts';
import type { TextKey } from '../texts.ts';
import type { IncidentPageProps } from './IncidentPage.tsx';

/** What is known of an incident. */
export function IncidentFacts({ page, incident, process }: IncidentPageProps) {
  const { t } = page;
  return (
    <section class="panel" aria-labelledby="facts">
      <h2 id="facts" class="panel-title">
        {t('incident.facts')}
      </h2>
      <dl class="facts">
        <Fact name={t('incident.fact.request')}>
          <a class="text-link" href={`/requests/${incident.serviceRequestId}`}>
            {incident.serviceRequestNumber}
          </a>
        </Fact>
        <Fact name={t('request.fact.customer')}>
          <a class="text-link" href={`/customers/${encodeURIComponent(incident.customerId)}`}>
            {incident.customerName ?? incident.customerId}
          </a>
        </Fact>
        {incident.phone !== null && (
          <Fact name={t('request.fact.phone')}>
            <a class="text-link" href={`tel:${incident.phone}`}>
              {phoneLabel(incident.phone)}
            </a>
          </Fact>
        )}
        <Fact name={t('request.fact.channel')}>{channelLabel(incident.channel, t)}</Fact>
        <Fact name={t('request.fact.service')}>{serviceName(incident, page.language)}</Fact>
        <Fact name={t('request.fact.group')}>
          {incident.workGroupId === null ? (
            <span class="text-faint">{t('request.fact.none')}</span>
          ) : (
            groupLabel(incident.workGroupId, t)
          )}
        </Fact>
        <Fact name={t('request.fact.assignee')}>
          {incident.assigneeName ?? <span class="text-faint">{t('list.noAssignee')}</span>}
        </Fact>
        <Fact name={t('incident.fact.priority')}>{t(`priority.${incident.priority}` as TextKey)}</Fact>
        <Fact name={t('request.fact.order')}>
          <span class="mono">{incident.orderId}</span>
        </Fact>
        <Fact name={t('incident.fact.process')}>
          {process?.name[page.language] ?? incident.processId}
          {', '}
          <span class="text-faint">{t('incident.fact.version', { version: incident.processVersion })}</span>
        </Fact>
      </dl>
    </section>
  );
}
