import type { Logger } from 'pino';

/** A piece of work done again and again until stopped. */
export interface Loop {
  /** Lets the round under way end, then no more. */
  stop(): Promise<void>;
}

/**
 * Runs `round`, waits, runs it again. A failed round is logged and the next one comes all the same.
 * @param options.everyMs pause between the end of a round and the next.
 * @param options.round answers true when there is more to do: then the next round comes at once.
 */
export function startLoop(options: {
  name: string;
  everyMs: number;
  log: Logger;
  round(): Promise<boolean>;
}): Loop {
  let stopped = false;
  let wake = () => {};
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, options.everyMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const run = async () => {
    while (!stopped) {
      let more = false;
      try {
        more = await options.round();
      } catch (error) {
        options.log.warn({ err: error, loop: options.name }, 'a round failed; the next one follows');
      }
      if (!more && !stopped) await pause();
    }
  };
  const running = run();
  return {
    stop() {
      stopped = true;
      wake();
      return running;
    },
  };
}
