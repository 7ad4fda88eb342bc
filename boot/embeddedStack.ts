import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Env } from '../core/config.ts';
import { EmbeddedPostgresError } from '../core/db/embedded/errors.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../core/db/embedded/index.ts';

const DEFAULT_DATA = '.data';
/** A predecessor on the same folder may still be stopping: so long it is waited for. */
const PREDECESSOR_PATIENCE_MS = 5_000;
const PREDECESSOR_EVERY_MS = 200;

/**
 * Starts what a machine with nothing but Node lacks: a real Postgres of our own, below `HELPDESK_DATA`.
 * @returns the server, and the settings that point the house at it.
 * @throws {EmbeddedPostgresError} whose message tells the operator what to do.
 */
export async function startEmbeddedStack(
  env: Env,
  log: Logger,
): Promise<{ postgres: EmbeddedPostgres; settings: Env }> {
  const dataDir = join(env.HELPDESK_DATA ?? DEFAULT_DATA, 'postgres');
  const deadline = performance.now() + PREDECESSOR_PATIENCE_MS;
  for (;;) {
    try {
      const postgres = await startEmbeddedPostgres({ dataDir, log });
      return { postgres, settings: { DATABASE_URL: postgres.url } };
    } catch (error) {
      const owned = error instanceof EmbeddedPostgresError && error.code === 'postgres.owned';
      if (!owned || performance.now() > deadline) throw error;
      await sleep(PREDECESSOR_EVERY_MS);
    }
  }
}
