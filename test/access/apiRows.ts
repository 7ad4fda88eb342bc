import { PEOPLE } from '../../admin/api/testing/people.ts';
import { holders, type Made, people, type Row, type Rule, supervisors } from './row.ts';

/** A row of the API: some of what it answers is about the caller himself, and a system is no person. */
interface ApiRow extends Row {
  /** What a system gets where it is not let through. */
  systemGets?: 403 | 404;
}

/** Here Boris is of the same work group as Anna. */
const agentsOfGroup: Rule = { allowed: ['anna', 'boris'], refusal: 404, told: ['vera', 'dina'] };

const request = (made: Made) => ({ id: made.requestId });
const incident = (made: Made) => ({ id: made.incidentId });
const triage = (made: Made) => ({ id: made.triageId });
const named = (name: string) => (made: Made) => ({ id: made[name] ?? '' });

/** What people do to requests, incidents and customers. */
const workRows: Record<string, ApiRow> = {
  'POST /v1/service-requests': {
    rule: people,
    body: () => ({ customerId: 'cust-0007', serviceId: 'svc-internet', text: 'Нет сети' }),
    guarded: true,
  },
  'POST /v1/service-requests/:id/merge': {
    rule: holders,
    path: request,
    body: ({ otherRequestId }) => ({ intoId: otherRequestId }),
  },
  'POST /v1/service-requests/:id/unmerge': { rule: holders, path: request },
  'POST /v1/incidents/:id/take': { rule: agentsOfGroup, path: named('freeId'), systemGets: 403 },
  'POST /v1/incidents/:id/transfer': {
    rule: holders,
    path: incident,
    body: () => ({ assigneeId: PEOPLE.boris.id }),
  },
  'POST /v1/incidents/:id/unlink': { rule: holders, path: incident },
  'POST /v1/incidents/:id/priority': { rule: holders, path: incident, body: () => ({ priority: 'HIGH' }) },
  'POST /v1/customers': { rule: people, guarded: true, body: () => ({}) },
  'PATCH /v1/customers/:id': {
    rule: people,
    path: () => ({ id: 'cust-0007' }),
    guarded: true,
    body: () => ({ name: 'Иванова' }),
  },
};

const empty = () => ({});
const supervise = (path?: ApiRow['path']): ApiRow => ({
  rule: supervisors,
  guarded: true,
  body: empty,
  ...(path && { path }),
});

/** What supervisors set and see. */
const supervisorRows: Record<string, ApiRow> = {
  'POST /v1/processes': supervise(),
  'GET /v1/routing-rules': { rule: supervisors },
  'POST /v1/routing-rules': supervise(),
  'POST /v1/routing-rules/try': supervise(),
  'POST /v1/routing-rules/:id': supervise(named('ruleId')),
  'POST /v1/routing-rules/:id/move': supervise(named('ruleId')),
  'POST /v1/routing-rules/:id/delete': supervise(named('ruleId')),
  'GET /v1/notice-templates': { rule: supervisors },
  'POST /v1/notice-templates': supervise(),
  'POST /v1/notice-templates/reset': supervise(),
  'GET /v1/work-groups': { rule: supervisors },
  'GET /v1/work-groups/:id': { rule: supervisors, path: () => ({ id: 'internet' }) },
  'POST /v1/work-groups/:id': supervise(() => ({ id: 'internet' })),
  'GET /v1/reports/summary': { rule: supervisors },
  'GET /v1/reports/series': { rule: supervisors },
  'GET /v1/reports/agents': { rule: supervisors },
  'GET /v1/reports/services': { rule: supervisors },
  'GET /v1/reports/work-groups': { rule: supervisors },
  'GET /v1/mass-incidents': { rule: people },
  'GET /v1/mass-incidents/:id': { rule: people, path: named('massIncidentId') },
  'POST /v1/mass-incidents': supervise(),
  'POST /v1/mass-incidents/:id/open': supervise(named('massIncidentId')),
  'POST /v1/mass-incidents/:id/dismiss': supervise(named('massIncidentId')),
  'POST /v1/mass-incidents/:id/correct': supervise(named('massIncidentId')),
  'POST /v1/mass-incidents/:id/close': supervise(named('massIncidentId')),
  'GET /v1/sla/policies': { rule: people },
};

/** Every route of the API and who may pass it. A route that is missing here fails the test. */
export const apiRows: Record<string, ApiRow> = {
  'GET /v1/contacts': { rule: people },
  'GET /v1/contacts/:id': { rule: holders, path: named('contactId') },
  'POST /v1/contacts/:id/replay': { rule: supervisors, path: named('asideId') },
  'POST /v1/contacts/:id/drop': {
    rule: supervisors,
    path: named('asideId'),
    body: () => ({ reason: 'Реклама' }),
  },
  'GET /v1/service-requests': { rule: people },
  'GET /v1/service-requests/:id': { rule: holders, path: request },
  'GET /v1/service-requests/:id/timeline': { rule: holders, path: request },
  'POST /v1/service-requests/:id/triage': {
    rule: people,
    path: triage,
    body: () => ({ serviceId: 'svc-internet' }),
  },
  'POST /v1/service-requests/:id/close': {
    rule: holders,
    path: request,
    body: () => ({ reason: 'RESOLVED' }),
  },
  'GET /v1/service-requests/:id/replies': { rule: holders, path: request },
  'POST /v1/service-requests/:id/replies': {
    rule: holders,
    path: request,
    body: () => ({ kind: 'reply', text: 'Готово' }),
  },
  'GET /v1/service-requests/:id/notices': { rule: holders, path: request },
  'GET /v1/service-requests/:id/calls': { rule: holders, path: request },
  'POST /v1/service-requests/:id/dial': { rule: holders, path: request },
  'GET /v1/service-requests/:id/callbacks': { rule: holders, path: request },
  'POST /v1/callbacks/:id/complete': { rule: holders, path: named('callbackId') },
  'GET /v1/cti/lookup': { rule: people, query: '?phone=89160000007' },
  'GET /v1/service-requests/:id/attachments': { rule: holders, path: request },
  'POST /v1/service-requests/:id/attachments': {
    rule: holders,
    path: request,
    body: () => ({ files: [new File(['%PDF-1.4'], 'a.pdf')] }),
  },
  'GET /v1/attachments/:id/content': { rule: holders, path: named('fileId') },
  'GET /v1/service-requests/:id/identities': { rule: holders, path: request },
  'GET /v1/customers/:id/identities': { rule: people, path: () => ({ id: 'cust-0007' }) },
  'POST /v1/service-requests/:id/identity': {
    rule: holders,
    path: request,
    body: () => ({ customerId: 'cust-0007' }),
  },
  'POST /v1/identities/:id/unlink': {
    rule: holders,
    path: named('linkId'),
    body: () => ({ reason: 'Ошибка' }),
  },
  'GET /v1/incidents': { rule: people },
  'GET /v1/incidents/:id': { rule: holders, path: incident },
  'GET /v1/incidents/:id/timeline': { rule: holders, path: incident },
  'GET /v1/incidents/:id/transitions': { rule: holders, path: incident },
  'POST /v1/incidents/:id/move': { rule: holders, path: incident, body: () => ({ step: 'diagnose' }) },
  'GET /v1/customers': { rule: people, query: '?phone=%2B79160000007' },
  'GET /v1/customers/:id': { rule: people, path: () => ({ id: 'cust-0007' }) },
  'GET /v1/services': { rule: people },
  'GET /v1/services/:id': { rule: people, path: () => ({ id: 'svc-internet' }) },
  'GET /v1/processes': { rule: people },
  'GET /v1/processes/:id': { rule: people, path: () => ({ id: 'fault' }) },
  'GET /v1/users': { rule: people },
  'GET /v1/users/me': { rule: people, systemGets: 404 },
  'GET /v1/users/:id': { rule: holders, path: () => ({ id: PEOPLE.anna.id }) },
  'GET /v1/ledger': { rule: people },
  'GET /v1/audit': { rule: supervisors },
  'GET /v1/board': { rule: people },
  ...workRows,
  ...supervisorRows,
};

/** What anybody may read, and what needs an outside source (its test is admin/api/calls.test.ts). */
export const openDocuments = ['GET /openapi.json', 'GET /docs', 'GET /v1/calls/:id/recording'];
