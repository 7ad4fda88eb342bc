import type { Logger } from 'pino';
import type { Db } from '../../../core/db/db.ts';
import { readSession } from '../../session/sessions.ts';
import type { OpenLine } from './streamLive.ts';

/** Ends the lines of sessions that are over. */
export interface SessionWatch {
  /** @returns how to say that the line is closed. */
  add(token: string, line: OpenLine): () => void;
}

/** No line outlives its session by more. Milliseconds. */
const CHECKED_EVERY_MS = 30_000;
const ROUND_MS = 5_000;

/**
 * One clock for all lines. Lines of one session are looked up together, and only some sessions in each round.
 * @param options.checkedEveryMs how long a session is taken for alive unasked.
 */
export function createSessionWatch(
  { db, log }: { db: Db; log: Logger },
  { checkedEveryMs = CHECKED_EVERY_MS, roundMs = ROUND_MS } = {},
): SessionWatch {
  const lines = new Map<string, { open: Set<OpenLine>; checkedAt: number }>();
  let clock: NodeJS.Timeout | undefined;
  let running = false;

  const round = async () => {
    for (const [token, entry] of lines) {
      if (performance.now() - entry.checkedAt < checkedEveryMs) continue;
      entry.checkedAt = performance.now();
      const session = await readSession(db, token, false);
      if (!session || session.person.roles.length === 0) for (const line of [...entry.open]) line.end();
    }
  };
  const tick = () => {
    if (running) return;
    running = true;
    round()
      .catch((error: unknown) => log.warn({ err: error }, 'sessions of live lines could not be checked'))
      .finally(() => {
        running = false;
      });
  };
  return {
    add(token, line) {
      const entry = lines.get(token) ?? { open: new Set<OpenLine>(), checkedAt: performance.now() };
      lines.set(token, entry);
      entry.open.add(line);
      clock ??= setInterval(tick, roundMs).unref();
      return () => {
        entry.open.delete(line);
        if (entry.open.size === 0 && lines.get(token) === entry) lines.delete(token);
        if (lines.size > 0) return;
        clearInterval(clock);
        clock = undefined;
      };
    },
  };
}
