import { AuditPanel } from '../audit/AuditPanel.tsx';
import type { Page } from '../env.ts';
import { Alert } from '../layout/Alert.tsx';
import { BackLink } from '../layout/BackLink.tsx';
import { StatusBadge } from '../layout/Badges.tsx';
import { FailureAlert } from '../layout/FailureAlert.tsx';
import { Layout } from '../layout/Layout.tsx';
import { Lifetime } from '../layout/Lifetime.tsx';
import { LiveSection } from '../layout/LiveSection.tsx';
import { LiveState } from '../layout/LiveState.tsx';
import { Presence } from '../live/Presence.tsx';
import { MassIncidentBanner } from '../mass-incidents/MassIncidentBanner.tsx';
import { AnswerMark } from '../sla/AnswerMark.tsx';
import type { TextKey } from '../texts.ts';
import { Timeline } from '../timeline/Timeline.tsx';
import { CloseForm, type CloseState } from './CloseForm.tsx';
import { CallbackBanner } from './calls/CallbackBanner.tsx';
import { CallsPanel } from './calls/CallsPanel.tsx';
import { AttachForm, type AttachState } from './conversation/AttachForm.tsx';
import { Conversation } from './conversation/Conversation.tsx';
import { ReplyForm } from './conversation/ReplyForm.tsx';
import type { ReplyState } from './conversation/reply.ts';
import { IdentityPanel } from './identity/IdentityPanel.tsx';
import type { UnlinkState } from './identity/UnlinkForm.tsx';
import type { RequestData } from './loadRequest.ts';
import { MergedHere, MergedInto, Unmerged } from './MergedInto.tsx';
import { MergePanel, type MergeState } from './MergePanel.tsx';
import { RequestFacts } from './RequestFacts.tsx';
import { serviceNames } from './serviceName.ts';
import { TriagePanel, type TriageState } from './TriagePanel.tsx';

export interface RequestPageProps extends RequestData {
  page: Page;
  /** What a verb answered to the form just sent. */
  failure: { key: TextKey; params?: Record<string, string> } | null;
  triage: TriageState;
  close: CloseState;
  reply: ReplyState;
  attach: AttachState;
  unlink: UnlinkState;
  merge: MergeState;
  /** Show the conversation from its very beginning. */
  wholeTalk: boolean;
}

/** One request: what was said, what is known, what a person must do, how it went. */
export function RequestPage(props: RequestPageProps) {
  const { page, request, failure } = props;
  const { t } = page;
  return (
    <Layout
      page={page}
      title={t('request.title', { number: request.number })}
      section="requests"
      failed={failure !== null}
    >
      <BackLink href="/requests" label={t('request.back')} />
      <FailureAlert page={page} failure={failure} />
      <Presence page={page} subject={`request:${request.id}`} />
      <RequestBody {...props} />
    </Layout>
  );
}

/**
 * The page without its frame, which refreshes itself; what is typed in its forms stays. While the order is being
 * placed it asks for itself every two seconds.
 */
export function RequestBody(props: RequestPageProps) {
  const { page, request, history, calling, reach } = props;
  const { t } = page;
  const names = serviceNames(props.services, page.language);
  const passing = request.status === 'NEW' || request.status === 'ORDERING';
  return (
    <LiveSection
      page={page}
      id="request"
      of={request.id}
      topics={['servicerequest', 'incident', 'order', 'identity', 'sla', 'massincident']}
      label={t('request.title', { number: request.number })}
    >
      {passing && (
        <span
          hidden
          hx-get={`/requests/${request.id}`}
          hx-trigger="every 2s"
          hx-target="#request"
          hx-swap="outerMorph"
        />
      )}
      <div class="card-head">
        <h1>{request.number}</h1>
        <StatusBadge status={request.status} t={t} />
        <Lifetime page={page} subject="request" of={request} />
        <LiveState page={page} />
      </div>
      {props.incident && <AnswerMark page={page} of={props.incident} />}
      <CallbackBanner page={page} callbacks={history.callbacks} calling={calling} />
      <MassIncidentBanner
        page={page}
        requestId={request.id}
        open={request.status !== 'CLOSED'}
        outages={props.outages}
      />
      <div class="columns">
        <div class="column-main">
          <MergedInto {...props} />
          <Unmerged page={page} undone={props.undone} />
          <Conversation
            page={page}
            requestId={request.id}
            dialogue={history}
            serviceNames={names}
            live={request.status !== 'CLOSED'}
            all={props.wholeTalk}
          >
            <ReplyForm
              page={page}
              request={request}
              reach={reach}
              reply={props.reply}
              limits={props.limits}
            />
            <AttachForm page={page} requestId={request.id} limits={props.limits} attach={props.attach} />
          </Conversation>
          {request.status === 'TRIAGE' && <TriagePanel {...props} />}
          {passing && <Passing {...props} />}
        </div>
        <aside class="column-side">
          <RequestFacts {...props} />
          <MergedHere page={page} history={history} />
          <CallsPanel page={page} calls={history.calls} calling={calling} />
          <IdentityPanel
            page={page}
            request={request}
            identity={reach.identity}
            links={history.identities}
            names={history.names}
            unlink={props.unlink}
          />
          {props.mayClose && <MergePanel {...props} />}
          {props.mayClose && <CloseForm {...props} />}
        </aside>
        <div class="column-main">
          <Timeline page={page} history={history} serviceNames={names} />
          <AuditPanel page={page} lookers={history.lookers} about={request.number} />
        </div>
      </div>
    </LiveSection>
  );
}

function Passing({ page, request }: Pick<RequestPageProps, 'page' | 'request'>) {
  const { t } = page;
  if (request.orderError !== null) {
    return (
      <Alert tone="warning" title={t('request.ordering')}>
        <span title={request.orderError}>{t('request.ordering.retry')}</span>
      </Alert>
    );
  }
  return (
    <Alert tone="info" title={t('request.ordering')}>
      {t('request.ordering.hint')}
    </Alert>
  );
}
