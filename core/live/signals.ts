import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Db, Trx } from '../db/db.ts';

/** A word between the processes of the house, said with a commit and kept nowhere: whoever is away misses it. */
export type Signal =
  /** A call rings, was answered or ended. */
  | { kind: 'call'; callId: string; extensions: string[] }
  /** Somebody opened or left a card. */
  | { kind: 'presence'; subject: string };

const CHANNEL = 'helpdesk_live';
const CONNECT_TIMEOUT_MS = 3_000;
/** A connection that only listens is silent by nature: now and then it is asked whether it lives. Milliseconds. */
const PROBE_EVERY_MS = 10_000;
const AGAIN_MS = 1_000;

const signalSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('call'), callId: z.string(), extensions: z.array(z.string()) }),
  z.object({ kind: z.literal('presence'), subject: z.string() }),
]);

/** Says it with the caller's commit. @param db the caller's transaction, where it changes something. */
export async function sendSignal(db: Db | Trx, signal: Signal): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${JSON.stringify(signal)})`.execute(db);
}

/**
 * Listens on a connection of its own, and on a new one whenever that breaks.
 * @param options.onSignal must not throw.
 * @param options.onListening called each time listening begins: what was said before went by unheard.
 * @returns how to stop.
 */
export function listenForSignals(options: {
  databaseUrl: string;
  log: Logger;
  onSignal(signal: Signal): void;
  onListening(): void;
}): () => Promise<void> {
  const stopping = new AbortController();
  let told = false;
  const onListening = () => {
    told = false;
    options.onListening();
  };
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await listenOnce({ ...options, onListening }, stopping.signal).catch((error: unknown) => {
        if (!told) options.log.warn({ err: error }, 'live updates have no connection to listen on');
        told = true;
      });
      await pause(AGAIN_MS, stopping.signal);
    }
  })();
  return async () => {
    stopping.abort();
    await running;
  };
}

async function listenOnce(
  { databaseUrl, onSignal, onListening }: Parameters<typeof listenForSignals>[0],
  stopping: AbortSignal,
): Promise<void> {
  const lost = new AbortController();
  const signal = AbortSignal.any([stopping, lost.signal]);
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    application_name: 'helpdesk live',
  });
  client.on('error', () => lost.abort());
  client.on('end', () => lost.abort());
  client.on('notification', ({ payload }) => {
    const read = readSignal(payload);
    if (read) onSignal(read);
  });
  await client.connect();
  try {
    await client.query(`listen ${CHANNEL}`);
    onListening();
    while (!signal.aborted) {
      await pause(PROBE_EVERY_MS, signal);
      if (!signal.aborted) await client.query('select 1');
    }
  } finally {
    await client.end().catch(() => {
      // A connection that broke has ended already.
    });
  }
}

/** @returns undefined for what a newer version of ours may say. */
function readSignal(payload: string | undefined): Signal | undefined {
  try {
    return signalSchema.safeParse(JSON.parse(payload ?? '')).data;
  } catch {
    return undefined;
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {
    // Woken early.
  });
}
