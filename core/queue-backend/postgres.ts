import { createPostgresBackend, DEFAULT_SCHEMA, runMigrations } from 'bullmq';
import { closePool } from '../db/closePool.ts';
import { createPool } from '../db/db.ts';
import type { Queues } from '../queues.ts';
import type { Report } from './backend.ts';
import { openQueues } from './openQueues.ts';

/** Queries of the queues and their workers, and one listening client for each worker. */
const POOL_SIZE = 24;

/**
 * Queues on Postgres, in BullMQ's own schema, which is brought to its newest version.
 * @throws when the server cannot be reached.
 */
export async function openOnPostgres(databaseUrl: string, report: Report): Promise<Queues> {
  const pool = createPool(databaseUrl, {
    max: POOL_SIZE,
    schema: DEFAULT_SCHEMA,
    onError: (error) => report(error, 'pool'),
  });
  const client = await pool.connect();
  try {
    await runMigrations(client);
  } finally {
    client.release();
  }
  return openQueues(
    {
      connection: pool,
      factory: createPostgresBackend,
      ping: async () => void (await pool.query('select 1')),
      close: () => closePool(pool),
    },
    report,
  );
}
