import { spawn } from 'node:child_process';
import { access, chown, mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Logger } from 'pino';
import { EmbeddedPostgresError } from './errors.ts';
import { syncFolder, writeDurably } from './files.ts';
import { handOver } from './identity.ts';
import { type Identity, type Launcher, SERVER_ENV } from './launcher.ts';
import type { Binaries } from './package.ts';
import { ROLE } from './password.ts';

export interface Layout {
  dataDir: string;
  binaries: Binaries;
  identity: Identity | null;
  log: Logger;
  /** Makes the launcher for an existing folder the server must enter. */
  launcherFor(folder: string): Launcher;
  /** False for throw-away servers: initdb then leaves the disk to the kernel. */
  fsync: boolean;
}

/**
 * Lays the data folder unless it is there whole. It is made beside its place and renamed, so that a crash on
 * the way leaves no half folder; one that is half all the same is set aside, not deleted.
 *
 * Databases are UTF-8 with the built-in C.UTF-8 locale: the same order and case rules on every machine, and
 * `lower()` and ILIKE know Cyrillic.
 *
 * @returns whether it was laid just now
 * @throws EmbeddedPostgresError `postgres.initdb` with what initdb said
 */
export async function ensureDataDir(layout: Layout, password: string): Promise<boolean> {
  const { dataDir, log } = layout;
  await removeLeftovers(dataDir);
  if (await isWhole(dataDir)) return false;
  await clearPlace(dataDir, log);

  const started = performance.now();
  const draft = `${dataDir}.init-${process.pid}`;
  const passwordFile = `${draft}.password`;
  await mkdir(draft, { mode: 0o700 });
  await handOver(draft, layout.identity);
  await writeDurably(passwordFile, password);
  if (layout.identity) await chown(passwordFile, layout.identity.uid, layout.identity.gid);
  try {
    await runInitdb(layout, draft, passwordFile);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(draft, dataDir);
  if (layout.fsync) await syncFolder(dirname(dataDir));
  log.info({ dataDir, ms: Math.round(performance.now() - started) }, 'laid the database folder');
  return true;
}

async function runInitdb(layout: Layout, draft: string, passwordFile: string): Promise<void> {
  const { file, args, options } = layout.launcherFor(draft)(layout.binaries.initdb, [
    `--pgdata=${draft}`,
    `--username=${ROLE}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(layout.fsync ? [] : ['--no-sync']),
  ]);
  const child = spawn(file, args, {
    ...options,
    cwd: '/',
    env: SERVER_ENV,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000);
    });
  }
  const code = await new Promise<number | string | null>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (status, signal) => resolve(status ?? signal));
  });
  if (code === 0) return;
  const hint = /could not look up effective user ID/.test(said)
    ? ' PostgreSQL needs a user with an entry in /etc/passwd: run as one, or set DATABASE_URL.'
    : '';
  throw new EmbeddedPostgresError('postgres.initdb', `initdb failed (${code}): ${said.trim()}${hint}`);
}

/** `global/pg_control` is what a server cannot start without; PG_VERSION comes first and proves little. */
async function isWhole(dataDir: string): Promise<boolean> {
  return access(join(dataDir, 'PG_VERSION'))
    .then(() => access(join(dataDir, 'global', 'pg_control')))
    .then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return false;
        throw error;
      },
    );
}

async function clearPlace(dataDir: string, log: Logger): Promise<void> {
  const entries = await readdir(dataDir).catch(() => null);
  if (entries === null) return;
  if (entries.length === 0) return rmdir(dataDir);
  const aside = `${dataDir}.broken-${Date.now()}`;
  await rename(dataDir, aside);
  log.warn({ dataDir, aside }, 'the database folder was not whole: set aside, a new one is laid');
}

/** What an initdb left that was cut short. The instance lock is held, so nobody else is at it. */
async function removeLeftovers(dataDir: string): Promise<void> {
  const folder = dirname(dataDir);
  const leftovers = (await readdir(folder)).filter((name) => name.startsWith(`${basename(dataDir)}.init-`));
  await Promise.all(leftovers.map((name) => rm(join(folder, name), { recursive: true, force: true })));
}
