import { announce } from './boot/announce.ts';
import { startInstance } from './boot/startInstance.ts';
import { stopAsked } from './boot/stopSignals.ts';
import { ConfigError, parseRoles } from './core/config.ts';
import { createLog } from './core/log.ts';

/** A stop that takes longer than this is a fault; the platform would kill us anyway. */
const STOP_PATIENCE_MS = 25_000;

const log = createLog(process.env.LOG_LEVEL || 'info');
// Listened for from the first moment: a signal during the start is obeyed right after it.
const asked = stopAsked(process.env);

try {
  const instance = await startInstance({ env: process.env, roles: parseRoles(process.argv.slice(2)), log });
  process.stdout.write(`${announce(instance)}\n`);
  log.info({ reason: await asked }, 'stopping');
  setTimeout(() => {
    log.error('the stop took too long');
    process.exit(1);
  }, STOP_PATIENCE_MS).unref();
  await instance.stop();
  process.exit(0);
} catch (error) {
  if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
  else {
    log.fatal({ err: error }, 'the start failed');
    process.stderr.write(
      `HELPDesk did not start: ${error instanceof Error ? error.message : 'unknown error'}\n`,
    );
  }
  process.exit(1);
}
