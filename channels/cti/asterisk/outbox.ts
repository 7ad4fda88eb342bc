import { setTimeout as pause } from 'node:timers/promises';
import type { ChannelDeps } from '../../../core/channel.ts';
import { HelpdeskError, Invalid, Unavailable } from '../../../core/errors.ts';
import { type Step, takeSteps } from '../steps/takeSteps.ts';

/** Some hours of a busy PBX; a step is about 1 kB. */
const LIMIT = 20_000;
const RETRY_MS = 500;
/** What the store cannot be blamed for is tried this often, so that one step does not hold up all behind it. */
const TRIES = 5;

/** Steps on their way to the store: Asterisk tells once and waits for no acknowledgement. */
export interface Outbox {
  push(step: Step): void;
  /** How many are not stored yet. */
  size(): number;
  /** Resolves when all are stored, or after `withinMs`. @returns how many are left. */
  drain(withinMs: number): Promise<number>;
}

/**
 * Builds an empty outbox. It stores in the order of arrival, and tries again for as long as the store is away. Beyond
 * its limit the oldest step of a call goes first: contacts are kept to the last.
 * @param options.limit of steps, 20,000 unless told.
 * @param options.retryMs between tries, 500 unless told.
 */
export function createOutbox(deps: ChannelDeps, options: { limit?: number; retryMs?: number } = {}): Outbox {
  const { limit = LIMIT, retryMs = RETRY_MS } = options;
  const waiting: Step[] = [];
  let running: Promise<void> | null = null;

  const store = async (step: Step) => {
    for (let tries = 1; ; tries += 1) {
      try {
        await takeSteps(deps, [step]);
        if (tries > 1)
          deps.log.info({ code: 'ami.stored', waiting: waiting.length }, 'calls are stored again');
        return;
      } catch (error) {
        const isAway = error instanceof Unavailable;
        if (error instanceof Invalid || (!isAway && tries >= TRIES)) {
          const reason = error instanceof HelpdeskError ? error.code : 'internal';
          return deps.log.error({ code: 'ami.dropped', reason }, 'a step of a call cannot be stored');
        }
        if (tries === 1)
          deps.log.warn({ code: 'ami.waiting', waiting: waiting.length }, 'calls wait for the store');
        // What waits at the very end of the process must not hold it.
        await pause(retryMs, null, { ref: false });
      }
    }
  };
  const run = async () => {
    for (let step = waiting[0]; step !== undefined; step = waiting[0]) {
      await store(step);
      waiting.shift();
    }
    running = null;
  };

  return {
    push(step) {
      if (waiting.length >= limit) makeRoom(waiting, deps);
      waiting.push(step);
      running ??= run();
    },
    size: () => waiting.length,
    async drain(withinMs) {
      const patience = new AbortController();
      await Promise.race([running, pause(withinMs, null, { signal: patience.signal }).catch(() => null)]);
      patience.abort();
      return waiting.length;
    },
  };
}

/** The first is being stored. */
function makeRoom(waiting: Step[], deps: ChannelDeps): void {
  const step = waiting.findIndex((each, index) => index > 0 && 'event' in each);
  waiting.splice(step > 0 ? step : 1, 1);
  deps.log.error(
    { code: 'ami.overflow', waiting: waiting.length },
    'a step of a call was dropped: too many wait',
  );
}
