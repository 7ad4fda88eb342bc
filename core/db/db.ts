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

/**
 * Opens the pool to Postgres. Idle connections that die are replaced, not fatal.
 * @param url `postgres://…`
 * @param max connections at the most.
 */
export function createPool(url: string, max: number, log: Logger): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    keepAlive: true,
  });
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection broke'));
  return pool;
}

/** Kysely over a pool of ours. */
export function createDb(pool: pg.Pool): Db {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
}
