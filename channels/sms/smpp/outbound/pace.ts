import { NoAnswer } from '../../../../core/errors.ts';

/** Lets messages out no faster than the SMSC wants them. */
export interface Pace {
  /**
   * Waits for a turn.
   * @returns gives the place in the window back; call it once the message is answered.
   * @throws {NoAnswer} when no turn comes in time, or at the stop.
   */
  enter(): Promise<() => void>;
  /** Lets nothing out for so long: the SMSC said that it is too much. */
  pause(ms: number): void;
  stop(): void;
}

/**
 * Builds a pace: at most `window` messages unanswered, and never more than `perSecond`, evenly.
 * @param options.patienceMs how long a turn is waited for.
 */
export function createPace(options: { window: number; perSecond: number; patienceMs: number }): Pace {
  const queue: { resolve(leave: () => void): void; reject(error: NoAnswer): void; timer: NodeJS.Timeout }[] =
    [];
  let unanswered = 0;
  let nextAt = 0;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const leave = () => {
    unanswered -= 1;
    letOut();
  };
  const letOut = () => {
    clearTimeout(timer);
    while (queue.length > 0 && unanswered < options.window) {
      const wait = nextAt - performance.now();
      if (wait > 0) {
        timer = setTimeout(letOut, wait);
        return;
      }
      nextAt = performance.now() + 1000 / options.perSecond;
      unanswered += 1;
      const first = queue.shift();
      clearTimeout(first?.timer);
      first?.resolve(leave);
    }
  };

  return {
    enter() {
      if (stopped) return Promise.reject(noTurn('stopped'));
      return new Promise((resolve, reject) => {
        const one = { resolve, reject, timer: setTimeout(() => giveUp(), options.patienceMs) };
        const giveUp = () => {
          queue.splice(queue.indexOf(one), 1);
          reject(noTurn('busy'));
        };
        queue.push(one);
        letOut();
      });
    },
    pause(ms) {
      nextAt = Math.max(nextAt, performance.now() + ms);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      for (const one of queue.splice(0)) {
        clearTimeout(one.timer);
        one.reject(noTurn('stopped'));
      }
    },
  };
}

function noTurn(why: string): NoAnswer {
  return new NoAnswer('sms.no-answer', `The SMPP link has no turn for this message (${why})`);
}
