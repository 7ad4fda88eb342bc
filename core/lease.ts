import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';

/** How often a process that does not have the turn asks for it, and one that has it makes sure. */
const EVERY_MS = 2_000;
const CONNECT_TIMEOUT_MS = 3_000;

/**
 * Runs work in one process at a time, whoever that is: the turn is an advisory lock of Postgres held by a connection,
 * which a dead process loses by itself.
 * @param options.databaseUrl `postgres://…`; a pooler that shares connections between transactions will not do.
 * @param options.name what the turn is for, e.g. `telegram polling`.
 * @param options.work runs again when it ends before its signal; a failure of it is logged.
 * @returns how to give the turn up: aborts the work and waits for it.
 */
export function runAlone(options: {
  databaseUrl: string;
  name: string;
  log: Logger;
  work(signal: AbortSignal): Promise<void>;
}): () => Promise<void> {
  const stopping = new AbortController();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await takeTurn(options, stopping.signal).catch((error: unknown) => {
        options.log.warn({ err: error, turn: options.name }, 'the turn was lost; it is asked for again');
      });
      await pause(EVERY_MS, stopping.signal);
    }
  })();
  return async () => {
    stopping.abort();
    await running;
  };
}

async function takeTurn(
  { databaseUrl, name, log, work }: Parameters<typeof runAlone>[0],
  stopping: AbortSignal,
): Promise<void> {
  const lost = new AbortController();
  const signal = AbortSignal.any([stopping, lost.signal]);
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: CONNECT_TIMEOUT_MS,
  });
  client.on('error', () => lost.abort());
  client.on('end', () => lost.abort());
  await client.connect();
  try {
    while (!signal.aborted && !(await isOurs(client, name))) await pause(EVERY_MS, signal);
    if (signal.aborted) return;
    log.info({ turn: name }, 'this process has the turn');
    const watch = watchOver(client, signal, () => lost.abort());
    await Promise.all([work(signal).finally(() => lost.abort()), watch]);
  } finally {
    await client.end().catch(() => {
      // A connection that broke has ended already.
    });
  }
}

async function isOurs(client: pg.Client, name: string): Promise<boolean> {
  const { rows } = await client.query<{ ours: boolean }>(
    `select pg_try_advisory_lock(hashtextextended($1, 7305)) as ours`,
    [name],
  );
  return rows[0]?.ours === true;
}

/** A server that vanished tells nobody: the turn may be another's by now. */
async function watchOver(client: pg.Client, signal: AbortSignal, lose: () => void): Promise<void> {
  while (!signal.aborted) {
    await pause(EVERY_MS, signal);
    if (!signal.aborted) await client.query('select 1').catch(lose);
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {
    // Woken early.
  });
}
