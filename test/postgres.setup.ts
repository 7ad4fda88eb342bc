import { startTestPostgres } from '../core/db/embedded/testing.ts';

/** One throw-away Postgres for the whole run; every suite makes databases of its own on it. */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await startTestPostgres();
  process.env.TEST_POSTGRES_URL = server.url;
  return server.stop;
}
