import type { Logger } from 'pino';

/** What must be stopped, in the reverse order of its start. */
export interface Teardown {
  add(name: string, stop: () => Promise<unknown>): void;
  /** Stops everything; one part's failure is logged and does not keep the rest. Runs once. */
  run(): Promise<void>;
}

export function createTeardown(log: Logger): Teardown {
  const parts: { name: string; stop: () => Promise<unknown> }[] = [];
  let running: Promise<void> | undefined;
  const stopAll = async () => {
    for (const { name, stop } of parts.reverse()) {
      try {
        await stop();
      } catch (error) {
        log.error({ err: error, part: name }, 'a part did not stop cleanly');
      }
    }
  };
  return {
    add(name, stop) {
      parts.push({ name, stop });
    },
    run() {
      running ??= stopAll();
      return running;
    },
  };
}
