import type { Socket } from 'node:net';
import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { Logger } from 'pino';
import type { DB } from './types.generated.ts';

export type Db = Kysely<DB>;
export type Trx = Transaction<DB>;

/** How long a caller waits for a connection before the store counts as down. */
const CONNECT_TIMEOUT_MS = 3000;
/** No statement of ours may run longer; a stuck one must not hold the pool. */
const STATEMENT_TIMEOUT_MS = 30_000;
/** A transaction whose process went silent must not hold its locks, nor the readers of events back. */
const IDLE_TRANSACTION_TIMEOUT_MS = 15_000;
/** A server that vanished answers nothing at all, not even its timeouts: then the socket itself is given up. */
const SILENCE_MS = STATEMENT_TIMEOUT_MS + 5_000;

/**
 * Opens a pool to Postgres. Connections that break are replaced, not fatal, whether idle or in use: a client in use
 * has no listener of the pool's, and an error nobody listens for ends a Node process.
 * @param url `postgres://…`
 * @param options.max connections at the most.
 * @param options.schema first on the search path; default: the role's own.
 * @param options.onError told of every broken connection; whoever was using it learns from its query.
 */
export function createPool(
  url: string,
  options: { max: number; schema?: string; onError(error: Error): void },
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    ...(options.schema
      ? { options: `-c search_path=${options.schema}` }
      : {
          statement_timeout: STATEMENT_TIMEOUT_MS,
          idle_in_transaction_session_timeout: IDLE_TRANSACTION_TIMEOUT_MS,
        }),
  });
  // An idle client's error comes twice: from itself and from the pool.
  const told = new WeakSet<Error>();
  const tell = (error: Error) => {
    if (!told.has(error)) options.onError(error);
    told.add(error);
  };
  pool.on('error', tell);
  pool.on('connect', (client) => {
    client.on('error', tell);
    // A queue's listening client is silent by nature; it has TCP keep-alive.
    if (!options.schema) giveUpWhenSilent(client);
  });
  return pool;
}

/** The socket under a client is pg's own affair in its types, though every client has one. */
function giveUpWhenSilent(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.setTimeout(SILENCE_MS, () => stream.destroy(new Error('the database answers nothing')));
}

/** Logs a broken connection; the pool makes another. */
export function logBroken(log: Logger): (error: Error) => void {
  return (error) => log.warn({ err: error }, 'a database connection broke');
}

/** Kysely over a pool of ours. */
export function createDb(pool: pg.Pool): Db {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
}
