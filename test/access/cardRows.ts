import { randomUUID } from 'node:crypto';
import { holders, type Made, people, type Row, takers } from './row.ts';

const request = (made: Made) => ({ id: made.requestId });
const incident = (made: Made) => ({ id: made.incidentId });
const free = (made: Made) => ({ id: made.freeId ?? '' });
const triage = (made: Made) => ({ id: made.triageId });
const reply = () => ({ id: randomUUID(), kind: 'reply', text: 'Готово' });
const newRequest = () => ({
  key: randomUUID(),
  customerId: 'C-7',
  serviceId: 'svc-internet',
  text: 'Нет сети',
});

/** Requests: lists, cards and what is done on them. */
export const requestRows: Record<string, Row> = {
  'GET /requests': { rule: people },
  'GET /requests/new': { rule: people },
  'GET /requests/new/services': { rule: people, part: true },
  'POST /requests/new': { rule: people, body: newRequest },
  'GET /requests/:id': { rule: holders, path: request },
  'GET /requests/:id/:form{triage|reply|files|dial|callbacks|identity|merge|unmerge|attach|detach|close}': {
    rule: people,
    path: (made) => ({ ...request(made), form: 'reply' }),
    part: true,
  },
  'GET /requests/:id/customers': { rule: people, path: triage, query: '?q=Ив', part: true },
  'POST /requests/:id/triage': {
    rule: people,
    path: triage,
    body: () => ({ customerId: 'C-7', serviceId: 'svc-internet' }),
  },
  'GET /requests/:id/talk': { rule: holders, path: request, part: true },
  'POST /requests/:id/reply': { rule: holders, path: request, body: reply },
  'POST /requests/:id/reply/parts': { rule: holders, path: request, body: reply },
  'POST /requests/:id/files': {
    rule: holders,
    path: request,
    body: () => ({ id: randomUUID() }),
    guarded: true,
  },
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
  'POST /requests/:id/merge': {
    rule: holders,
    path: request,
    body: ({ otherRequestId }) => ({ intoId: otherRequestId }),
  },
  'POST /requests/:id/unmerge': { rule: holders, path: request },
  'POST /requests/:id/attach': {
    rule: holders,
    path: request,
    body: ({ massIncidentId }) => ({ massIncidentId }),
  },
  'POST /requests/:id/detach': { rule: holders, path: request },
  'POST /requests/:id/close': { rule: holders, path: request, body: () => ({ reason: 'RESOLVED' }) },
};

/** Incidents and the board they stand on. */
export const incidentRows: Record<string, Row> = {
  'GET /incidents': { rule: people },
  'GET /incidents/:id': { rule: holders, path: incident },
  'GET /incidents/:id/:form{move|take|transfer|priority|unlink}': {
    rule: people,
    path: (made) => ({ ...incident(made), form: 'move' }),
    part: true,
  },
  'POST /incidents/:id/move': { rule: holders, path: incident, body: () => ({ step: 'diagnose' }) },
  'POST /incidents/:id/take': { rule: takers, path: free },
  'POST /incidents/:id/transfer': { rule: holders, path: incident, body: () => ({ to: 'user:boris' }) },
  'POST /incidents/:id/priority': { rule: holders, path: incident, body: () => ({ priority: 'HIGH' }) },
  'POST /incidents/:id/unlink': { rule: holders, path: incident },
  'GET /board': { rule: people },
  'GET /board/:id/move': { rule: holders, path: incident, part: true },
  'POST /board/:id/move': { rule: holders, path: incident, body: () => ({ step: 'diagnose' }) },
  'POST /board/:id/take': { rule: takers, path: free },
  'POST /board/:id/transfer': { rule: holders, path: incident, body: () => ({ assigneeId: 'boris' }) },
};

const call = (made: Made) => ({ id: made.callId ?? '' });
/** Only whom it rings: not even his supervisor. */
const rung = { allowed: ['anna'], refusal: 404 } as const;

/** What comes to a screen by itself. */
export const liveRows: Record<string, Row> = {
  'GET /live': { rule: people, part: true },
  'GET /live/waiting': { rule: people, part: true },
  'POST /live/presence': {
    rule: holders,
    body: (made) => ({ subject: `incident:${made.incidentId}`, tab: 'tab' }),
  },
  'POST /live/presence/leave': {
    rule: people,
    body: (made) => ({ subject: `incident:${made.incidentId}`, tab: 'tab' }),
  },
  'GET /pop': { rule: people, part: true },
  'GET /pop/:id': { rule: rung, path: call, part: true },
  'POST /pop/:id/accept': { rule: rung, path: call },
};
