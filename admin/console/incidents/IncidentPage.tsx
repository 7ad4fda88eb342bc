import type { Page } from '../env.ts';
import type { Failure } from '../failure.ts';
import { Alert } from '../layout/Alert.tsx';
import { BackLink } from '../layout/BackLink.tsx';
import { CategoryBadge } from '../layout/Badges.tsx';
import { Icon } from '../layout/Icon.tsx';
import { Layout } from '../layout/Layout.tsx';
import { Lifetime } from '../layout/Lifetime.tsx';
import { CallbackBanner } from '../requests/calls/CallbackBanner.tsx';
import { CallsPanel } from '../requests/calls/CallsPanel.tsx';
import { Conversation } from '../requests/conversation/Conversation.tsx';
import { serviceNames } from '../requests/serviceName.ts';
import { Timeline } from '../timeline/Timeline.tsx';
import { IncidentFacts } from './IncidentFacts.tsx';
import type { IncidentData } from './loadIncident.ts';
import { Moves } from './Moves.tsx';
import { Steps } from './Steps.tsx';

export interface IncidentPageProps extends IncidentData {
  page: Page;
  failure: Failure | null;
}

/** One incident: where it stands, where it may go, what it is about, how it went. */
export function IncidentPage(props: IncidentPageProps) {
  const { page, incident, process, failure, history, calling } = props;
  const { t } = page;
  const step = process?.steps.find((each) => each.id === incident.step);
  const names = serviceNames(props.services, page.language);
  return (
    <Layout
      page={page}
      title={t('incident.title', { number: incident.number })}
      section="incidents"
      failed={failure !== null}
    >
      <BackLink href="/incidents" label={t('incident.back')} />
      <div class="card-head">
        <h1>{incident.number}</h1>
        <CategoryBadge
          category={incident.category}
          t={t}
          label={step?.name[page.language] ?? incident.step}
        />
        <Lifetime page={page} subject="incident" of={incident} />
      </div>
      {failure && (
        <Alert tone="error" class="mb-4" answer>
          {t(failure.key, failure.params)}
        </Alert>
      )}
      <CallbackBanner page={page} callbacks={history.callbacks} calling={calling} />
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
            live={incident.closedAt === null}
            all={false}
          >
            {incident.closedAt === null && (
              <a class="btn btn-sm mt-4" href={`/requests/${incident.serviceRequestId}#reply`}>
                <Icon name="reply" />
                {t('talk.answer')}
              </a>
            )}
          </Conversation>
        </div>
        <aside class="column-side">
          <IncidentFacts {...props} />
          <CallsPanel page={page} calls={history.calls} calling={calling} />
        </aside>
        <div class="column-main">
          <Timeline page={page} history={history} serviceNames={names} />
        </div>
      </div>
    </Layout>
  );
}
