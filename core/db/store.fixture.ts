import { closePool } from './closePool.ts';
import { createDb, createPool, type Db } from './db.ts';
import { createTestDatabase } from './embedded/testing.ts';
import { migrate } from './migrate.ts';

/** A migrated store of a suite's own. */
export interface TestStore {
  db: Db;
  url: string;
  close(): Promise<void>;
}

/** Makes an empty, migrated database on the run's Postgres (see test/postgres.setup.ts). */
export async function openTestStore(): Promise<TestStore> {
  const server = process.env.TEST_POSTGRES_URL;
  if (!server)
    throw new Error('TEST_POSTGRES_URL is not set: run the tests through vitest with its global setup');
  const { url, drop } = await createTestDatabase(server);
  const pool = createPool(url, { max: 10, onError: () => {} });
  const db = createDb(pool);
  await migrate(db);
  return {
    db,
    url,
    async close() {
      await closePool(pool);
      await drop();
    },
  };
}
