import { withPatience } from '../withPatience.ts';

/** How long a goodbye to the backend may take. */
export const GOODBYE_MS = 1_000;

/**
 * Waits for work, but not for ever.
 * @returns whether the work ended in time; its failure counts as an end.
 */
export async function inTime(work: Promise<unknown>, ms: number): Promise<boolean> {
  const ended = work.then(
    () => true,
    () => true,
  );
  return withPatience(ended, ms, () => false);
}
