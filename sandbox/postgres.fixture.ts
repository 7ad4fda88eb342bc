import pg from 'pg';
import { startTestPostgres } from '../core/db/embedded/testing.ts';

/** A pool on a fresh throw-away Postgres, and how to end both. */
export interface TestPool {
  pool: pg.Pool;
  stop(): Promise<void>;
}

/** Starts a real Postgres on a free loopback port under the temporary folder. */
export async function withPool(): Promise<TestPool> {
  const server = await startTestPostgres();
  const pool = new pg.Pool({ connectionString: server.url });
  pool.on('error', () => {});
  const stop = async () => {
    await pool.end();
    await server.stop();
  };
  return { pool, stop };
}
