import { incidentRows, liveRows, requestRows } from './cardRows.ts';
import { roomRows } from './roomRows.ts';
import { anybody, people, type Row } from './row.ts';
import { settingRows } from './settingRows.ts';

/** Every route of the console and who may pass it. A route that is missing here fails the test. */
export const consoleRows: Record<string, Row> = {
  'GET /assets/:name': { rule: anybody, path: () => ({ name: 'console.css' }), part: true },
  'GET /language/:language': { rule: anybody, path: () => ({ language: 'en' }), part: true },
  'POST /language/:language': { rule: anybody, path: () => ({ language: 'en' }) },
  'POST /auth/logout': { rule: anybody },
  'GET /': { rule: people, part: true },
  ...requestRows,
  ...incidentRows,
  ...liveRows,
  ...roomRows,
  ...settingRows,
  'GET /attachments/:id': {
    rule: requestRows['GET /requests/:id']?.rule ?? anybody,
    path: (made) => ({ id: made.fileId ?? '' }),
    part: true,
  },
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
