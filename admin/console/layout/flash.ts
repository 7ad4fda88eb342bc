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
  callTaken: 'pop.accepted',
  callTakenByOther: 'pop.error',
  customerCreated: 'flash.customerCreated',
  customerChanged: 'flash.customerChanged',
  customerOtherwise: 'flash.customerOtherwise',
  replayed: 'quarantine.flash.replayed',
  replayedAll: 'quarantine.flash.replayedAll',
  replayedSome: 'quarantine.flash.replayedSome',
  dropped: 'quarantine.flash.dropped',
  published: 'processes.flash.published',
  saved: 'settings.flash.saved',
  massOpened: 'mass.flash.opened',
  massCorrected: 'mass.flash.corrected',
  massRetold: 'mass.flash.retold',
  massDismissed: 'mass.flash.dismissed',
  massClosing: 'mass.flash.closing',
  attached: 'mass.flash.attached',
  detached: 'mass.flash.detached',
  ruleDeleted: 'settings.flash.ruleDeleted',
  wordingReset: 'settings.flash.wordingReset',
  incidentTaken: 'work.flash.taken',
  takenByOther: 'work.flash.takenByOther',
  transferred: 'work.flash.transferred',
  incidentGone: 'work.flash.gone',
  prioritised: 'work.flash.prioritised',
  incidentUnlinked: 'work.flash.unlinked',
  requestOpened: 'work.flash.opened',
  merged: 'work.flash.merged',
  unmerged: 'work.flash.unmerged',
  filesAttached: 'files.flash.attached',
} as const satisfies Record<string, TextKey>;
export type Notice = keyof typeof NOTICES;

/** Those that tell of something not done, or not done to its end. */
const WARNINGS: ReadonlySet<string> = new Set<Notice>([
  'missingCustomer',
  'missingService',
  'taken',
  'notRemembered',
  'takenByOther',
  'incidentGone',
  'replayedSome',
  'callTakenByOther',
  'customerOtherwise',
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
