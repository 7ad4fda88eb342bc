import { type Made, type Row, supervisors } from './row.ts';

const rule = (made: Made) => ({ id: made.ruleId ?? '' });
const template = () => ({ template: 'closed', channel: 'sms', language: 'ru' });
const calendar = () => ({ id: 'office' });
const group = () => ({ id: 'internet' });

/** What supervisors set. */
export const settingRows: Record<string, Row> = {
  'GET /settings': { rule: supervisors, part: true },
  'GET /settings/routing': { rule: supervisors },
  'POST /settings/routing/try': { rule: supervisors, guarded: true },
  'GET /settings/routing/new': { rule: supervisors },
  'POST /settings/routing/new': { rule: supervisors, guarded: true },
  'GET /settings/routing/:id': { rule: supervisors, path: rule },
  'POST /settings/routing/:id': { rule: supervisors, path: rule, guarded: true },
  'POST /settings/routing/:id/move': { rule: supervisors, path: rule, guarded: true },
  'POST /settings/routing/:id/delete': { rule: supervisors, path: rule, guarded: true },
  'GET /settings/templates': { rule: supervisors },
  'GET /settings/templates/:template/:channel/:language': { rule: supervisors, path: template },
  'POST /settings/templates/:template/:channel/:language': {
    rule: supervisors,
    path: template,
    guarded: true,
  },
  'POST /settings/templates/:template/:channel/:language/preview': {
    rule: supervisors,
    path: template,
    guarded: true,
  },
  'POST /settings/templates/:template/:channel/:language/reset': {
    rule: supervisors,
    path: template,
    guarded: true,
  },
  'GET /settings/groups': { rule: supervisors },
  'GET /settings/groups/:id': { rule: supervisors, path: group },
  'POST /settings/groups/:id': { rule: supervisors, path: group, guarded: true },
  'GET /settings/sla': { rule: supervisors },
  'GET /settings/sla/policy': { rule: supervisors },
  'POST /settings/sla/policy': { rule: supervisors, guarded: true },
  'POST /settings/sla/policy/remove': { rule: supervisors, guarded: true },
  'GET /settings/sla/preview': { rule: supervisors, part: true },
  'GET /settings/sla/calendars/new': { rule: supervisors },
  'POST /settings/sla/calendars/new': { rule: supervisors, guarded: true },
  'GET /settings/sla/calendars/:id': { rule: supervisors, path: calendar },
  'POST /settings/sla/calendars/:id/remove': { rule: supervisors, path: calendar, guarded: true },
  'POST /settings/sla/calendars/:id': { rule: supervisors, path: calendar, guarded: true },
};
