import type { Db } from '../../../core/db/db.ts';
import { countWaiting } from '../requests/countWaiting.ts';

/** Pages wait at least so long after a change before they ask (liveParts.js), so that it is in the answer. Milliseconds. */
const FRESH_MS = 1_000;

/**
 * How many requests wait in triage, for the menus of all open pages: one change has all of them ask.
 * @returns how to ask; the answer is at most {@link FRESH_MS} old, and who asks at the same time shares one query.
 */
export function createWaitingCount(db: Db): () => Promise<number> {
  let known: Promise<number> | null = null;
  let readAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (known !== null && performance.now() - readAt < FRESH_MS) return known;
    readAt = performance.now();
    const reading = countWaiting(db);
    known = reading;
    reading.catch(() => {
      if (known === reading) known = null;
    });
    return reading;
  };
}
