import { type Made, people, type Row, supervisors } from './row.ts';

const named = (name: string) => (made: Made) => ({ id: made[name] ?? '' });

/** Customers, processes and what supervisors have besides. */
export const roomRows: Record<string, Row> = {
  'GET /customers': { rule: people },
  'GET /customers/new': { rule: people },
  'POST /customers/new': { rule: people, guarded: true },
  'GET /customers/:id': { rule: people, path: named('customerId') },
  'GET /customers/:id/edit': { rule: people, path: named('customerId') },
  'POST /customers/:id/edit': { rule: people, path: named('customerId'), guarded: true },
  'GET /showcase': { rule: supervisors },
  'GET /showcase/requests': { rule: supervisors },
  'GET /showcase/export.csv': { rule: supervisors, part: true },
  'GET /mass-incidents': { rule: supervisors },
  'GET /mass-incidents/alert': { rule: supervisors, part: true },
  'GET /mass-incidents/settings': { rule: supervisors },
  'POST /mass-incidents/settings': { rule: supervisors, guarded: true },
  'GET /mass-incidents/new': { rule: supervisors },
  'POST /mass-incidents/new': { rule: supervisors, guarded: true },
  'GET /mass-incidents/:id': { rule: supervisors, path: named('massIncidentId') },
  'POST /mass-incidents/:id/open': { rule: supervisors, path: named('massIncidentId'), guarded: true },
  'POST /mass-incidents/:id/dismiss': { rule: supervisors, path: named('massIncidentId'), guarded: true },
  'POST /mass-incidents/:id/close': { rule: supervisors, path: named('massIncidentId'), guarded: true },
  'GET /processes': { rule: people },
  'GET /processes/new': { rule: supervisors },
  'POST /processes/new': { rule: supervisors, guarded: true },
  'GET /processes/:id': { rule: people, path: () => ({ id: 'fault' }) },
  'GET /processes/:id/edit': { rule: supervisors, path: () => ({ id: 'fault' }) },
  'POST /processes/:id/edit': { rule: supervisors, path: () => ({ id: 'fault' }), guarded: true },
  'GET /quarantine': { rule: supervisors },
  'POST /quarantine/replay': { rule: supervisors, body: ({ asideId }) => ({ id: asideId }) },
  'GET /quarantine/:id': { rule: supervisors, path: named('asideId') },
  'POST /quarantine/:id/replay': { rule: supervisors, path: named('asideId') },
  'POST /quarantine/:id/drop': {
    rule: supervisors,
    path: named('asideId'),
    body: () => ({ reason: 'Реклама' }),
  },
  'GET /ledger': { rule: people },
  'GET /audit': { rule: supervisors },
};
