/** Work nobody waits for while a request is answered, yet is waited for at the stop. */
export interface Background {
  /** @param work must handle its own errors. */
  run(work: Promise<void>): void;
  /** Resolves when all that is under way has ended. */
  settle(): Promise<void>;
}

/** Builds an empty background. */
export function createBackground(): Background {
  const running = new Set<Promise<void>>();
  return {
    run(work) {
      running.add(work);
      void work.finally(() => running.delete(work));
    },
    async settle() {
      await Promise.allSettled(running);
    },
  };
}
