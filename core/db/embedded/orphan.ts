import { readlinkSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { EmbeddedPostgresError } from './errors.ts';
import { commandLineOf, isAlive, waitForExit } from './processes.ts';

/** How long a fast shutdown may take before the server is told to drop everything. */
export const FAST_SHUTDOWN_MS = 10_000;

/**
 * Makes the data folder free for a new server: one that outlived a killed HELPDesk is stopped, a pid file that
 * names a process which is no server of this folder is removed (postgres itself would take it for one).
 *
 * Call it with the instance lock held: it tells an orphan from a server in use.
 *
 * @throws EmbeddedPostgresError `postgres.denied` when the orphan belongs to another user
 */
export async function takeOrphan(dataDir: string, log: Logger): Promise<void> {
  const pidFile = join(dataDir, 'postmaster.pid');
  const pid = Number.parseInt((await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0] ?? '', 10);
  if (!Number.isInteger(pid) || pid <= 0) return;
  if (isAlive(pid) && servesFolder(pid, dataDir)) {
    log.warn({ postgresPid: pid, dataDir }, 'a database server outlived its HELPDesk: stopping it');
    await stopProcess(pid, dataDir);
  }
  // What is left of it, a zombie or a stranger with its id, would look like a running server to postgres.
  if (exists(pid)) await rm(pidFile, { force: true });
}

async function stopProcess(pid: number, dataDir: string): Promise<void> {
  try {
    for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
      process.kill(pid, signal);
      if (await waitForExit(pid, FAST_SHUTDOWN_MS)) return;
    }
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ESRCH') return;
    throw new EmbeddedPostgresError(
      'postgres.denied',
      `A database server (process ${pid}) still runs on ${dataDir} and cannot be stopped by this user. Stop it, or set HELPDESK_DATA to another folder.`,
      { cause },
    );
  }
}

/** A postmaster works in its data folder and names it in its arguments; a stranger must not be stopped. */
function servesFolder(pid: number, dataDir: string): boolean {
  const command = commandLineOf(pid);
  if (command === null || !/(^|\/)postgres /.test(command)) return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === dataDir;
  } catch {
    return command.includes(` ${dataDir} `);
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
