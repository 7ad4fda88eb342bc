import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './errors.ts';
import { writeDurably } from './files.ts';
import { type Launcher, SERVER_ENV } from './launcher.ts';

/** The server's only role. */
export const ROLE = 'helpdesk';

/**
 * Reads the role's password from `postgres.password` (0600) beside the data folder, making it when absent.
 *
 * @returns the password, and whether it was made just now
 */
export async function ensurePassword(dataDir: string): Promise<{ password: string; made: boolean }> {
  const path = join(dirname(dataDir), 'postgres.password');
  const kept = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw new EmbeddedPostgresError('postgres.denied', `Cannot read ${path}: ${error.message}.`, {
      cause: error,
    });
  });
  if (kept.trim() !== '') return { password: kept.trim(), made: false };
  const password = randomBytes(24).toString('base64url');
  await writeDurably(`${path}.new`, password);
  await rename(`${path}.new`, path);
  return { password, made: true };
}

/**
 * Gives the role a new password when the file with the old one was lost, through a server without a network.
 * None may run on the folder.
 *
 * @throws EmbeddedPostgresError `postgres.start`
 */
export function resetPassword(launcher: Launcher, postgres: string, dataDir: string, password: string): void {
  const { file, args, options } = launcher(postgres, ['--single', '-D', dataDir, 'postgres']);
  const done = spawnSync(file, args, {
    ...options,
    cwd: '/',
    env: SERVER_ENV,
    input: `ALTER ROLE ${ROLE} PASSWORD '${password}';\n`, // base64url: nothing to escape
    encoding: 'utf8',
  });
  if (done.status === 0 && !done.stderr.includes('ERROR:')) return;
  throw new EmbeddedPostgresError(
    'postgres.start',
    `The password file beside ${dataDir} was lost and a new password could not be set: ${done.error?.message ?? done.stderr}`,
  );
}
