import { setTimeout as pause } from 'node:timers/promises';
import type { CountryCode } from 'libphonenumber-js/max';
import type { ChannelDeps } from '../../../core/channel.ts';
import { HelpdeskError } from '../../../core/errors.ts';
import type { AmiSettings } from './amiUrl.ts';
import { type CallTracker, createCallTracker } from './callTracker.ts';
import { type AmiConnection, openConnection } from './connection.ts';
import type { Frame } from './frames.ts';
import { logIn } from './logIn.ts';
import { createOutbox } from './outbox.ts';

/** Milliseconds. */
export interface AmiTimings {
  /** Of the connection and of each answer. */
  answer: number;
  /** Between two signs of life we ask for. */
  ping: number;
  /** Before the first try to connect again; doubled with each, up to `backoffLimit`. */
  backoff: number;
  backoffLimit: number;
  /** What is left to be stored may take this long once the house stops. */
  stop: number;
}

const TIMINGS: AmiTimings = { answer: 5000, ping: 15_000, backoff: 500, backoffLimit: 30_000, stop: 2000 };

/** A shorter connection was no success. */
const STEADY_MS = 10_000;

/** Classes of events: calls, and what the queues say of their agents. */
const EVENTS = 'call,agent';

/**
 * Listens to an Asterisk's manager until told to stop, connecting again for as long as it takes. Asterisk keeps
 * nothing for who is away: what was missed is made good from the list of its channels, where it still can be.
 * @param country whose numbers come without a country code.
 * @param signal ends it; what is still to be stored is stored first, for a moment.
 */
export async function listenToAsterisk(
  settings: AmiSettings,
  country: CountryCode,
  deps: ChannelDeps,
  signal: AbortSignal,
  timings: AmiTimings = TIMINGS,
): Promise<void> {
  const outbox = createOutbox(deps);
  const tracker = createCallTracker({ settings, country, emit: outbox.push });
  let backoff = timings.backoff;
  while (!signal.aborted) {
    const began = Date.now();
    const code = await attend(settings, tracker, deps, signal, timings).catch((error: unknown) => {
      if (error instanceof HelpdeskError) return error.code;
      deps.log.error({ code: 'ami.fault', err: error }, 'listening to Asterisk failed');
      return 'ami.fault';
    });
    tracker.flush();
    if (signal.aborted) break;
    if (Date.now() - began > STEADY_MS) backoff = timings.backoff;
    deps.log.warn({ code, waitMs: backoff }, 'the manager of Asterisk is away');
    await rest(backoff, signal);
    backoff = Math.min(backoff * 2, timings.backoffLimit);
  }
  const left = await outbox.drain(timings.stop);
  if (left > 0) deps.log.error({ code: 'ami.lost', count: left }, 'steps of calls could not be stored');
}

/** One connection, from its beginning to its end. @returns why it ended. */
async function attend(
  settings: AmiSettings,
  tracker: CallTracker,
  deps: ChannelDeps,
  signal: AbortSignal,
  timings: AmiTimings,
): Promise<string> {
  const safely = (work: () => void) => {
    try {
      work();
    } catch (error) {
      // A fault of ours: it costs this event, not all calls that are going on.
      deps.log.error({ code: 'ami.event', err: error }, 'an event of Asterisk could not be read');
    }
  };
  const take = (frame: Frame) => safely(() => tracker.take(frame));
  const connection = await openConnection(settings, timings.answer, take, signal);
  const stop = () => connection.close();
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (signal.aborted) return 'ami.stopped';
    await logIn(connection, settings, EVENTS);
    await connection.list({ Action: 'CoreShowChannels' }, (channels) => {
      safely(() => tracker.reconcile(channels));
      deps.log.info({ code: 'ami.connected', channels: channels.length }, 'listening to Asterisk');
    });
    await Promise.race([connection.closed, askForLife(connection, signal, timings)]);
    return 'ami.closed';
  } finally {
    signal.removeEventListener('abort', stop);
    connection.close();
  }
}

/** A connection may die without a word. @throws {NoAnswer} when it has. */
async function askForLife(
  connection: AmiConnection,
  signal: AbortSignal,
  timings: AmiTimings,
): Promise<void> {
  const ended = new AbortController();
  void connection.closed.then(() => ended.abort());
  while (!signal.aborted && !ended.signal.aborted) {
    await rest(timings.ping, ended.signal);
    if (!ended.signal.aborted) await connection.act({ Action: 'Ping' });
  }
}

/** Waits, less where told to stop. */
async function rest(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, null, { signal }).catch(() => null);
}
