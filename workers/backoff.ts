const FIRST_MS = 250;
const LONGEST_MS = 15_000;

/**
 * How long a failed job waits: doubling, never longer than a quarter of a minute, so that an outage of a day has
 * drained soon after it ends; half of it by chance, so that a herd does not come back at once.
 * @param attemptsMade attempts so far, from 1.
 * @returns milliseconds.
 */
export function backoff(attemptsMade: number): number {
  const full = Math.min(FIRST_MS * 2 ** Math.min(attemptsMade - 1, 16), LONGEST_MS);
  return Math.round(full / 2 + (Math.random() * full) / 2);
}
