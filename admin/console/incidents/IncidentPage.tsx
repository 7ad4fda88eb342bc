import { AuditPanel } from '../audit/AuditPanel.tsx';
import type { Page } from '../env.ts';
import type { Failure } from '../failure.ts';
import { BackLink } from '../layout/BackLink.tsx';
import { CategoryBadge } from '../layout/Badges.tsx';
import { FailureAlert } from '../layout/FailureAlert.tsx';
import { Icon } from '../layout/Icon.tsx';
import { Layout } from '../layout/Layout.tsx';
import { Lifetime } from '../layout/Lifetime.tsx';
import { LiveSection } from '../layout/LiveSection.tsx';
import { LiveState } from '../layout/LiveState.tsx';
import { Presence } from '../live/Presence.tsx';
import { MassIncidentBanner } from '../mass-incidents/MassIncidentBanner.tsx';
import { CallbackBanner } from '../requests/calls/CallbackBanner.tsx';
import { CallsPanel } from '../requests/calls/CallsPanel.tsx';
import { Conversation } from '../requests/conversation/Conversation.tsx';
import { serviceNames } from '../requests/serviceName.ts';
import { SlaPanel } from '../sla/SlaPanel.tsx';
import { Timeline } from '../timeline/Timeline.tsx';
import type { IncidentForms } from './forms.ts';
import { IncidentActions } from './IncidentActions.tsx';
import { IncidentFacts } from './IncidentFacts.tsx';
import type { IncidentData } from './loadIncident.ts';
import { Moves } from './Moves.tsx';
import { PriorityMark } from './PriorityMark.tsx';
import { Steps } from './Steps.tsx';

export interface IncidentPageProps extends IncidentData {
  page: Page;
  failure: Failure | null;
  forms: IncidentForms;
}

/** One incident: where it stands, where it may go, what it is about, how it went. */
export function IncidentPage(props: IncidentPageProps) {
  const { page, incident, failure } = props;
  const { t } = page;
  return (
    <Layout
      page={page}
      title={t('incident.title', { number: incident.number })}
      section="incidents"
      failed={failure !== null}
    >
      <BackLink href="/incidents" label={t('incident.back')} />
      <FailureAlert page={page} failure={failure} />
      <Presence page={page} subject={`incident:${incident.id}`} />
      <IncidentBody {...props} />
    </Layout>
  );
}

/** The page without its frame, which refreshes itself; what is typed in its forms stays. */
export function IncidentBody(props: IncidentPageProps) {
  const { page, incident, process, history, calling } = props;
  const { t } = page;
  const step = process?.steps.find((each) => each.id === incident.step);
  const names = serviceNames(props.services, page.language);
  return (
    <LiveSection
      page={page}
      id="incident"
      of={incident.serviceRequestId}
      label={t('incident.title', { number: incident.number })}
    >
      <div class="card-head">
        <h1>{incident.number}</h1>
        <CategoryBadge
          category={incident.category}
          t={t}
          label={incident.unlinked ? t('incident.unlinked') : (step?.name[page.language] ?? incident.step)}
        />
        <PriorityMark page={page} priority={incident.priority} />
        <Lifetime page={page} subject="incident" of={incident} />
        <LiveState page={page} />
      </div>
      <CallbackBanner page={page} callbacks={history.callbacks} calling={calling} />
      <MassIncidentBanner
        page={page}
        requestId={incident.serviceRequestId}
        open={incident.closedAt === null}
        outages={props.outages}
      />
      <div class="columns">
        <div class="column-main">
          <section
            class={`panel ${incident.closedAt === null ? 'panel-accent' : ''}`}
            aria-labelledby="steps"
          >
            <h2 id="steps" class="panel-title">
              {t('incident.steps')}
            </h2>
            {process && <Steps page={page} process={process} incident={incident} events={history.events} />}
            <Moves {...props} />
          </section>
          <Conversation
            page={page}
            requestId={incident.serviceRequestId}
            dialogue={history}
            serviceNames={names}
            live={false}
            all={false}
          >
            {incident.closedAt === null && (
              <a
                class="btn btn-sm mt-4"
                href={`/requests/${incident.serviceRequestId}#reply`}
                data-hotkey="r"
              >
                <Icon name="reply" />
                {t('talk.answer')}
              </a>
            )}
          </Conversation>
        </div>
        <aside class="column-side">
          <IncidentActions {...props} />
          <SlaPanel page={page} clock={props.clock} unlinked={incident.unlinked} />
          <IncidentFacts {...props} />
          <CallsPanel page={page} calls={history.calls} calling={calling} />
        </aside>
        <div class="column-main">
          <Timeline page={page} history={history} serviceNames={names} />
          <AuditPanel page={page} lookers={history.lookers} about={incident.number} />
        </div>
      </div>
    </LiveSection>
  );
}
