import { pause } from './pause.ts';

const FIRST_MS = 250;

/** Waits between tries, each twice as long as the one before. */
export interface Backoff {
  /** @param atLeastMs how long the other side asked us to wait. */
  wait(atLeastMs?: number): Promise<void>;
  /** After a success the next failure waits shortly again. */
  reset(): void;
}

/**
 * Builds the waits of one loop.
 * @param mostMs the longest wait of our own choosing.
 * @param signal ends a wait early.
 */
export function createBackoff(mostMs: number, signal: AbortSignal): Backoff {
  let nextMs = FIRST_MS;
  return {
    async wait(atLeastMs = 0) {
      const waitMs = Math.max(nextMs, atLeastMs);
      nextMs = Math.min(nextMs * 2, mostMs);
      await pause(waitMs, signal);
    },
    reset() {
      nextMs = FIRST_MS;
    },
  };
}
