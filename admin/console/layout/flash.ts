import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { TextKey } from '../texts.ts';

const COOKIE = 'flash';
const NOTICES = {
  settled: 'flash.settled',
  missingCustomer: 'flash.missingCustomer',
  missingService: 'flash.missingService',
  closed: 'flash.closed',
  moved: 'flash.moved',
  incidentClosed: 'flash.incidentClosed',
  taken: 'flash.taken',
  replied: 'flash.replied',
  asked: 'flash.asked',
  dialled: 'flash.dialled',
  calledBack: 'flash.calledBack',
  remembered: 'flash.remembered',
  unlinked: 'flash.unlinked',
  notRemembered: 'flash.notRemembered',
} as const satisfies Record<string, TextKey>;
export type Notice = keyof typeof NOTICES;

/** Those that tell of something not done, or not done to its end. */
const WARNINGS: ReadonlySet<string> = new Set<Notice>([
  'missingCustomer',
  'missingService',
  'taken',
  'notRemembered',
]);

/** A notice to show, and whether it is good news. */
export interface Flash {
  key: TextKey;
  tone: 'success' | 'warning';
}

/** Leaves a notice for the page the browser goes to next. The cookie names it and holds no text. */
export function leaveFlash(c: Context, notice: Notice): void {
  setCookie(c, COOKIE, notice, { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: 60 });
}

/** The notice left for this page, once. */
export function takeFlash(c: Context): Flash | null {
  const notice = getCookie(c, COOKIE);
  if (notice === undefined) return null;
  deleteCookie(c, COOKIE, { path: '/' });
  if (!Object.hasOwn(NOTICES, notice)) return null;
  return { key: NOTICES[notice as Notice], tone: WARNINGS.has(notice) ? 'warning' : 'success' };
}
