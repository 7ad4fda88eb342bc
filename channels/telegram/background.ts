import { pause } from './api/pause.ts';

/** How long work under way may go on once the house stops, before its calls are cut. */
const GRACE_MS = 500;
const CUT_MS = 150;

/** Work nobody waits for while an update is acknowledged, yet is waited for at the stop. */
export interface Background {
  /** Aborts when the work is to end at once. */
  signal: AbortSignal;
  /** @param work must handle its own errors. */
  run(work: Promise<void>): void;
  /** Resolves within a second: when all that is under way has ended, or was cut and still does not. */
  close(): Promise<void>;
}

/** Builds an empty background. */
export function createBackground(): Background {
  const running = new Set<Promise<void>>();
  const cut = new AbortController();
  const ended = async (withinMs: number) => {
    const patience = new AbortController();
    await Promise.race([Promise.allSettled(running), pause(withinMs, patience.signal)]);
    patience.abort();
  };
  return {
    signal: cut.signal,
    run(work) {
      running.add(work);
      void work.finally(() => running.delete(work));
    },
    async close() {
      await ended(GRACE_MS);
      cut.abort();
      await ended(CUT_MS);
    },
  };
}
