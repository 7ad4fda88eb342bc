import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError } from './errors.ts';
import { isAlive, startTimeOf } from './processes.ts';

interface Holder {
  pid: number;
  startTime: string | null;
  /** Which of a process' locks it is. */
  token: string;
}

export interface InstanceLock {
  /** Removes the lock if it is still ours. */
  release(): Promise<void>;
}

/** Folders this process holds: where start times are unknown, our own id may be that of a dead holder. */
const held = new Set<string>();

/**
 * Takes `instance.json` in `folder`: one HELPDesk process per data folder. A dead holder's lock is taken over;
 * a process that merely got the dead one's id is told apart by its start time (on Linux).
 *
 * @throws EmbeddedPostgresError `postgres.owned` when a live process holds it
 */
export async function takeInstanceLock(folder: string): Promise<InstanceLock> {
  const path = join(folder, 'instance.json');
  const holder: Holder = { pid: process.pid, startTime: startTimeOf(process.pid), token: randomUUID() };
  const content = JSON.stringify(holder);
  const own = `${path}.${holder.token}.new`;
  held.add(holder.token);
  await writeFile(own, content, { mode: 0o644 });
  try {
    while (!(await claim(own, path))) {
      const found = await readHolder(path);
      if (found && isLive(found)) throw owned(found.pid, folder);
      if (found) await removeDead(path, found, own);
    }
  } catch (error) {
    held.delete(holder.token);
    throw error;
  } finally {
    await rm(own, { force: true });
  }
  return {
    async release() {
      held.delete(holder.token);
      if ((await readFile(path, 'utf8').catch(() => '')) === content) await rm(path, { force: true });
    },
  };
}

/** The live process that holds the folder's lock, or null. */
export async function liveHolder(folder: string): Promise<number | null> {
  const holder = await readHolder(join(folder, 'instance.json'));
  return holder && isLive(holder) ? holder.pid : null;
}

/** Puts our file in the place unless one is there: unlike a write, all or nothing. */
function claim(own: string, path: string): Promise<boolean> {
  return link(own, path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
}

/**
 * Removes a dead one's lock. Between a look and a removal another start may have put its own there: hence a
 * guard, itself such a lock, named after the very lock that may be removed under it.
 */
async function removeDead(path: string, dead: Holder, own: string): Promise<void> {
  const guard = `${path}.${dead.token}`;
  if (await claim(own, guard)) {
    try {
      const found = await readHolder(path);
      if (found && found.token === dead.token && !isLive(found)) await rm(path, { force: true });
    } finally {
      await rm(guard, { force: true });
    }
    return;
  }
  const other = await readHolder(guard);
  if (other && isLive(other)) await sleep(5);
  else if (other) await removeDead(guard, other, own);
}

/** Null when there is no lock; one that is not of our making counts as a dead one's. */
async function readHolder(path: string): Promise<Holder | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const holder = { pid: 0, startTime: null, token: 'unnamed' };
  try {
    const { pid, startTime, token } = JSON.parse(text) as Partial<Holder>;
    if (Number.isInteger(pid)) Object.assign(holder, { pid, startTime: startTime ?? null });
    if (typeof token === 'string' && /^[\w-]+$/.test(token)) holder.token = token;
  } catch {
    // cut short or foreign
  }
  return holder;
}

function isLive({ pid, startTime, token }: Holder): boolean {
  if (pid <= 0 || !isAlive(pid)) return false;
  const now = startTimeOf(pid);
  if (startTime !== null && now !== null) return startTime === now;
  return pid !== process.pid || held.has(token);
}

function owned(pid: number, folder: string): EmbeddedPostgresError {
  const who = pid === process.pid ? 'This process itself' : `Another HELPDesk (process ${pid})`;
  return new EmbeddedPostgresError(
    'postgres.owned',
    `${who} already runs on the data in ${folder}. Stop it, or set HELPDESK_DATA to another folder.`,
  );
}
