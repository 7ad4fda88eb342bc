import { mkdir, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Logger } from 'pino';
import { EmbeddedPostgresError } from './errors.ts';
import { adopt, serverIdentity } from './identity.ts';
import { ensureDataDir } from './initdb.ts';
import { findSetpriv, pickLauncher } from './launcher.ts';
import { type InstanceLock, takeInstanceLock } from './lock.ts';
import { takeOrphan } from './orphan.ts';
import { prepareBinaries } from './package.ts';
import { ensurePassword, resetPassword } from './password.ts';
import { freePort } from './port.ts';
import { connectionUrl } from './ready.ts';
import { supervise } from './supervisor.ts';

export interface EmbeddedPostgres {
  /** `postgres://…@127.0.0.1:port/helpdesk`, good for as long as the instance lives, restarts included. */
  url: string;
  /** Of the postmaster; changes when a crashed one is started again. */
  readonly pid: number;
  /** Stops the server and frees the data folder. Safe to call again. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Made when missing, e.g. `.data/postgres`; its parent gets postgres.log, postgres.password, instance.json. */
  dataDir: string;
  log: Logger;
  /** Made when missing; `helpdesk` by default. */
  database?: string;
}

/** For tests and for throw-away servers. */
export interface Internals {
  nativeDir?: string;
  setpriv?: string | null;
  fsync?: boolean;
  freePort?: () => Promise<number>;
}

/** {@link startEmbeddedPostgres} with its inner switches. */
export async function startWith(options: EmbeddedOptions, inner: Internals): Promise<EmbeddedPostgres> {
  const { log, database = 'helpdesk' } = options;
  const fsync = inner.fsync ?? true;
  const binaries = await prepareBinaries(inner.nativeDir);
  const { folder, lock } = await takeFolder(dirname(resolve(options.dataDir)));
  const dataDir = join(folder, basename(resolve(options.dataDir)));
  try {
    await takeOrphan(dataDir, log);
    const identity = await serverIdentity(dataDir);
    const setpriv = inner.setpriv === undefined ? findSetpriv() : inner.setpriv;
    const launcherFor = (path: string) => pickLauncher(identity, binaries, path, setpriv);
    const { password, made } = await ensurePassword(dataDir);
    const laid = await ensureDataDir({ dataDir, binaries, identity, log, launcherFor, fsync }, password);
    if (!laid) await adopt(dataDir, identity);
    const launcher = launcherFor(dataDir);
    if (!laid && made) resetPassword(launcher, binaries.postgres, dataDir, password);

    const settings = { launcher, identity, postgres: binaries.postgres, dataDir, password, database, fsync };
    const server = await supervise(settings, log, inner.freePort ?? freePort);
    let stopped: Promise<void> | null = null;
    return {
      url: connectionUrl({ port: server.port, password, database }),
      get pid() {
        return server.pid();
      },
      stop: () => {
        stopped ??= server.stop().then(() => lock.release());
        return stopped;
      },
    };
  } catch (error) {
    await lock.release();
    throw explain(error, folder);
  }
}

/** Makes the folder, and takes it for this process. The real path is what a running server can be told by. */
async function takeFolder(wanted: string): Promise<{ folder: string; lock: InstanceLock }> {
  try {
    await mkdir(wanted, { recursive: true });
    const folder = await realpath(wanted);
    return { folder, lock: await takeInstanceLock(folder) };
  } catch (cause) {
    throw explain(cause, wanted);
  }
}

/** A bare "EACCES" tells the operator nothing about what to do. */
function explain(cause: unknown, folder: string): unknown {
  const { code = '', message } = cause as NodeJS.ErrnoException;
  if (!['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code)) return cause;
  return new EmbeddedPostgresError(
    'postgres.denied',
    `Cannot use the data folder ${folder} (${message}). Set HELPDESK_DATA to a folder of yours, or DATABASE_URL to a PostgreSQL server.`,
    { cause },
  );
}
