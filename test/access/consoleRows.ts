import { randomUUID } from 'node:crypto';
import { anybody, holders, people, type Row, supervisors } from './row.ts';

const request = (made: { requestId: string }) => ({ id: made.requestId });
const incident = (made: { incidentId: string }) => ({ id: made.incidentId });
const triage = (made: { triageId: string }) => ({ id: made.triageId });

const reply = () => ({ id: randomUUID(), kind: 'reply', text: 'Готово' });

/** Every route of the console and who may pass it. A route that is missing here fails the test. */
export const consoleRows: Record<string, Row> = {
  'GET /assets/:name': { part: true, rule: anybody, path: () => ({ name: 'console.css' }) },
  'GET /language/:language': { part: true, rule: anybody, path: () => ({ language: 'en' }) },
  'POST /language/:language': { rule: anybody, path: () => ({ language: 'en' }) },
  'POST /auth/logout': { rule: anybody },
  'GET /': { part: true, rule: people },
  'GET /requests': { rule: people },
  'GET /requests/:id': { rule: holders, path: request },
  'GET /requests/:id/customers': { part: true, rule: people, path: triage, query: '?q=Ив' },
  'POST /requests/:id/triage': { rule: people, path: triage, body: () => ({ serviceId: 'svc-internet' }) },
  'GET /requests/:id/talk': { part: true, rule: holders, path: request },
  'POST /requests/:id/reply': { rule: holders, path: request, body: reply },
  'POST /requests/:id/reply/parts': { rule: holders, path: request, body: reply },
  'POST /requests/:id/dial': { rule: holders, path: request },
  'POST /requests/:id/callbacks': {
    rule: holders,
    path: request,
    body: ({ callbackId }) => ({ callbackId }),
  },
  'POST /requests/:id/identity': { rule: holders, path: request, body: () => ({ customerId: 'C-7' }) },
  'POST /requests/:id/identity/unlink': {
    rule: holders,
    path: request,
    body: ({ linkId }) => ({ linkId, reason: 'Ошибка' }),
  },
  'POST /requests/:id/close': { rule: holders, path: request, body: () => ({ reason: 'RESOLVED' }) },
  'GET /incidents': { rule: people },
  'GET /incidents/:id': { rule: holders, path: incident },
  'POST /incidents/:id/move': { rule: holders, path: incident, body: () => ({ step: 'diagnose' }) },
  'GET /ledger': { rule: people },
  'GET /audit': { rule: supervisors },
  'GET /attachments/:id': { part: true, rule: holders, path: (made) => ({ id: made.fileId ?? '' }) },
};

/**
 * Routes whose door is not a person's session: the login and what the identity provider calls, with tests of their
 * own (admin/session), and what needs an outside source (admin/console/files).
 */
export const otherDoors: string[] = [
  'GET /auth/login',
  'GET /auth/callback',
  'POST /auth/backchannel-logout',
  'GET /calls/:id/recording',
];
