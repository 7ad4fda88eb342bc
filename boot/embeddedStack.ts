import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Env } from '../core/config.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../core/db/embedded/index.ts';

const DEFAULT_DATA = '.data';

/**
 * Starts what a machine with nothing but Node lacks: a real Postgres of our own, below `HELPDESK_DATA`.
 * @returns the server, and the settings that point the house at it.
 */
export async function startEmbeddedStack(
  env: Env,
  log: Logger,
): Promise<{ postgres: EmbeddedPostgres; settings: Env }> {
  const dataDir = join(env.HELPDESK_DATA || DEFAULT_DATA, 'postgres');
  const postgres = await startEmbeddedPostgres({ dataDir, log });
  return { postgres, settings: { DATABASE_URL: postgres.url } };
}
