import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { codeOf } from './link.ts';
import { type ConsumerOptions, runConsumer } from './runConsumer.ts';
import { tellChanges } from './tellChanges.ts';
import { CONTACTS_QUEUE } from './topology.ts';

/** Pause after a consumer had to stop, doubled each time nothing went well in between. */
const PAUSE_MS = 500;
const PAUSE_AT_MOST_MS = 30_000;
/** How often the store is asked whether it is back. */
const STORE_POLL_MS = 500;

interface ConsumeOptions extends ConsumerOptions {
  isStoreReady(): Promise<boolean>;
  log: Logger;
}

/**
 * Consumes the queue of contacts, one consumer after another: while the store is away there is none, so that nothing is
 * delivered and given back in circles.
 * @returns stops: no more is taken, what is in flight is finished, the rest stays on the bus.
 */
export function consume(options: ConsumeOptions): { stop(): Promise<void> } {
  const stopping = new AbortController();
  options.link.open();
  const running = runRounds(options, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      // While the broker is away the loop waits for a channel, and only the end of the connection ends that.
      if (!options.link.open().ready) await options.link.close();
      await running;
      await options.link.close();
    },
  };
}

async function runRounds(options: ConsumeOptions, signal: AbortSignal): Promise<void> {
  const tell = tellChanges(options.log, { queue: CONTACTS_QUEUE });
  let pauses = 0;
  while (!signal.aborted) {
    if (!(await isStoreReady(options))) {
      tell('warn', 'store.away', 'contacts stay on the bus while the store is away');
      await untilStoreReady(options, signal);
      continue;
    }
    try {
      const { end, didWell } = await runConsumer(options, signal, () =>
        tell('info', 'consuming', 'contacts are taken'),
      );
      if (didWell || end === 'lost') pauses = 0;
      if (end === 'again') tell('warn', 'again', 'contacts stay on the bus for a while');
    } catch (error) {
      if (!signal.aborted) tell('warn', codeOf(error, 'consume'), 'the queue of contacts cannot be consumed');
    }
    await pause(Math.min(PAUSE_MS * 2 ** pauses, PAUSE_AT_MOST_MS), signal);
    pauses += 1;
  }
}

async function untilStoreReady(options: ConsumeOptions, signal: AbortSignal): Promise<void> {
  do await pause(STORE_POLL_MS, signal);
  while (!signal.aborted && !(await isStoreReady(options)));
}

/** A store that cannot even be asked is not ready. */
async function isStoreReady(options: ConsumeOptions): Promise<boolean> {
  return options.isStoreReady().catch(() => false);
}

/** @returns after so long, or as soon as we stop. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {});
}
