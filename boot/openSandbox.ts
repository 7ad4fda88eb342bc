import type { Logger } from 'pino';
import type { Config } from '../core/config.ts';
import { closePool } from '../core/db/closePool.ts';
import { createPool, logBroken } from '../core/db/db.ts';
import { createSandbox, type Sandbox } from '../sandbox/index.ts';
import type { Teardown } from './teardown.ts';

/**
 * Starts the outside in a box on a pool of its own: it shares nothing with the house but the server. Where no mail
 * server is set, the house's mail goes to the sandbox's.
 */
export async function openSandbox(config: Config, log: Logger, teardown: Teardown): Promise<Sandbox> {
  const pool = createPool(config.DATABASE_URL, { max: config.DATABASE_POOL, onError: logBroken(log) });
  teardown.add('sandbox store', () => closePool(pool));
  const sandbox = createSandbox({ pool, publicUrl: config.PUBLIC_URL, log });
  await sandbox.start();
  teardown.add('sandbox', sandbox.stop);
  config.SMTP_URL ??= sandbox.smtpUrl;
  return sandbox;
}
