import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, closeSync, openSync } from 'node:fs';
import { open, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './errors.ts';
import { type Identity, type Launcher, SERVER_ENV } from './launcher.ts';
import { waitUntilReady } from './ready.ts';

const READY_MS = 30_000;
const LOG_KEEP_BYTES = 16 * 1024 * 1024;

export interface ServerSettings {
  launcher: Launcher;
  identity: Identity | null;
  postgres: string;
  dataDir: string;
  password: string;
  database: string;
  fsync: boolean;
}

/** A postmaster that runs: its child process, and its end as a promise that never rejects. */
export interface Postmaster {
  pid: number;
  child: ChildProcess;
  exited: Promise<string>;
}

/** The port was taken between our look and the server's bind. */
export class PortTaken extends EmbeddedPostgresError {}
/** Processes of a killed postmaster still hold the data; they notice its end and go within a second or so. */
export class FolderBusy extends EmbeddedPostgresError {}

/**
 * Starts postgres on 127.0.0.1:`port` and waits until the database answers.
 *
 * The server has its own process group, so that Ctrl-C reaches us alone and we decide the order of the stop; it
 * writes to its log through a file of its own, so that it neither holds our process nor breaks with it.
 *
 * @param unwanted ends the wait as if the server had failed
 * @throws PortTaken; FolderBusy; EmbeddedPostgresError `postgres.start` (with the log's end) or `postgres.timeout`
 */
export async function startPostmaster(
  settings: ServerSettings,
  port: number,
  unwanted?: AbortSignal,
): Promise<Postmaster> {
  const logPath = join(dirname(settings.dataDir), 'postgres.log');
  await rotateLog(logPath);
  const logFrom = (await stat(logPath).catch(() => null))?.size ?? 0;
  const postmaster = spawnPostmaster(settings, port, logPath);
  const over = new AbortController();
  void postmaster.exited.then((how) => over.abort(how));
  const signal = unwanted ? AbortSignal.any([over.signal, unwanted]) : over.signal;
  try {
    const { password, database } = settings;
    if (await waitUntilReady({ port, password, database }, READY_MS, signal)) return postmaster;
  } catch (cause) {
    // The answer may be a stranger's, on a port that we just lost: then our server ends by itself.
    const how = await Promise.race([postmaster.exited, pause(500)]);
    if (how === undefined) {
      await kill(postmaster);
      throw new EmbeddedPostgresError(
        'postgres.start',
        `The database server on ${settings.dataDir} refuses our connection: ${(cause as Error).message}`,
        { cause },
      );
    }
  }
  const ended = over.signal.aborted ? String(over.signal.reason) : null;
  await kill(postmaster);
  const tail = await readFrom(logPath, logFrom);
  if (ended === null) {
    throw new EmbeddedPostgresError('postgres.timeout', `The database server was not ready in time. ${tail}`);
  }
  const Kind = kindOf(tail);
  throw new Kind(
    'postgres.start',
    `The database server ended while starting (${ended}). Its log ${logPath}:\n${tail}`,
  );
}

function kindOf(tail: string): typeof EmbeddedPostgresError {
  if (/could not bind|could not create any TCP\/IP sockets/.test(tail)) return PortTaken;
  return /pre-existing shared memory block/.test(tail) ? FolderBusy : EmbeddedPostgresError;
}

function spawnPostmaster(settings: ServerSettings, port: number, logPath: string): Postmaster {
  const config = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    logging_collector: 'off',
    ...(settings.fsync ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const { file, args, options } = settings.launcher(settings.postgres, [
    '-D',
    settings.dataDir,
    ...Object.entries(config).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  const log = openSync(logPath, 'a', 0o600);
  try {
    if (settings.identity) chownSync(logPath, settings.identity.uid, settings.identity.gid);
    const child = spawn(file, args, {
      ...options,
      cwd: '/',
      env: SERVER_ENV,
      stdio: ['ignore', log, log],
      detached: true,
    });
    child.unref();
    const exited = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
    return { pid: child.pid ?? 0, child, exited };
  } finally {
    closeSync(log);
  }
}

async function kill({ child, exited }: Postmaster): Promise<void> {
  child.ref();
  child.kill('SIGQUIT');
  await exited;
}

function pause(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms));
}

async function rotateLog(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found && found.size > LOG_KEEP_BYTES) await rename(path, `${path}.1`);
}

/** What this start wrote, its last 3000 bytes. */
async function readFrom(path: string, position: number): Promise<string> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return '';
  try {
    const { size } = await file.stat();
    const from = Math.max(position, size - 3000);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.max(0, size - from)), { position: from });
    return buffer.subarray(0, bytesRead).toString();
  } finally {
    await file.close();
  }
}
