import type { CallNotice } from './readCall.ts';

/** Digits and the marks people write among them; a real name or a login is not one. */
const NUMBER = /^\+?[\d\s()./-]*\d[\d\s()./-]*$/;

/**
 * Who answered: the extension or number of the agent, its separators taken out.
 * @returns null while it rings (those rung have not answered), and where the PBX gives names only. On hangup
 * only `answeringNumber` counts: `user` may still list everyone whose telephone rang.
 */
export function agentExtension(notice: CallNotice): string | null {
  if (notice.event === 'newCall') return null;
  const candidates = [notice.answeringNumber, ...(notice.event === 'answer' ? notice.users : [])];
  const found = candidates.find((candidate) => candidate !== null && NUMBER.test(candidate));
  return found?.replace(/[^\d+]/g, '') ?? null;
}
