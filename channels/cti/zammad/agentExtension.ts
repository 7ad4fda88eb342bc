import type { CallNotice } from './readCall.ts';

/** Digits and the marks people write among them; a real name or a login is not one. */
const NUMBER = /^\+?[\d\s()./-]+$/;
/** No public number is that short. */
const INTERNAL = /^\d{2,6}$/;

/**
 * The agent's extension or number, its separators taken out.
 * @returns of an inbound call who answered: null while it rings (those rung have not answered); on hangup only
 * `answeringNumber` counts, `user` may still list everyone whose telephone rang. Of an outbound call who dialled.
 * Null where the PBX gives names only.
 */
export function agentExtension(notice: CallNotice): string | null {
  const found = candidates(notice).find((candidate) => candidate !== null && isNumber(candidate));
  return found === undefined || found === null ? null : bare(found);
}

/** @returns the extensions of those whose telephones an inbound call rings, as far as the PBX gives numbers. */
export function ringingExtensions({ users }: CallNotice): string[] {
  return [...new Set(users.filter(isNumber).map(bare))];
}

function bare(number: string): string {
  return number.replace(/[^\d+]/g, '');
}

/** Two questions, for one expression that asked both would go over a long text again and again. */
function isNumber(candidate: string): boolean {
  return NUMBER.test(candidate) && /\d/.test(candidate);
}

function candidates(notice: CallNotice): (string | null)[] {
  const { direction, event, users, answeringNumber, from } = notice;
  if (direction === 'out') return [...users, INTERNAL.test(from) ? from : null];
  if (event === 'newCall') return [];
  return event === 'answer' ? [answeringNumber, ...users] : [answeringNumber];
}
