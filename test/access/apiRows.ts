import { PEOPLE } from '../../admin/api/testing/people.ts';
import { holders, type Made, people, type Row, supervisors } from './row.ts';

/** A row of the API: some of what it answers is about the caller himself, and a system is no person. */
interface ApiRow extends Row {
  notForSystems?: boolean;
}

const request = (made: Made) => ({ id: made.requestId });
const incident = (made: Made) => ({ id: made.incidentId });
const triage = (made: Made) => ({ id: made.triageId });
const named = (name: string) => (made: Made) => ({ id: made[name] ?? '' });

/** Every route of the API and who may pass it. A route that is missing here fails the test. */
export const apiRows: Record<string, ApiRow> = {
  'GET /v1/contacts': { rule: people },
  'GET /v1/contacts/:id': { rule: holders, path: named('contactId') },
  'POST /v1/contacts/:id/replay': { rule: holders, path: named('contactId') },
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
  'GET /v1/users/me': { rule: people, notForSystems: true },
  'GET /v1/users/:id': { rule: holders, path: () => ({ id: PEOPLE.anna.id }) },
  'GET /v1/ledger': { rule: people },
  'GET /v1/audit': { rule: supervisors },
};

/** What anybody may read, and what needs an outside source (its test is admin/api/calls.test.ts). */
export const openDocuments = ['GET /openapi.json', 'GET /docs', 'GET /v1/calls/:id/recording'];
