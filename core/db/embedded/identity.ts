import { readFileSync } from 'node:fs';
import { access, chown, lchown, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './errors.ts';
import type { Identity } from './launcher.ts';

/**
 * Who the server runs as: null (ourselves) for an ordinary user; for root the owner of an existing data folder,
 * so that a folder laid by an ordinary user stays his, else `nobody`, whom every system has.
 *
 * @throws EmbeddedPostgresError `postgres.denied` when an ordinary user meets another's data folder
 */
export async function serverIdentity(dataDir: string): Promise<Identity | null> {
  const self = process.getuid?.();
  if (self === undefined) return null; // Windows
  const found = await stat(dataDir).catch(() => null);
  if (self !== 0) {
    if (found && found.uid !== self) {
      throw new EmbeddedPostgresError(
        'postgres.denied',
        `The data folder ${dataDir} belongs to another user (uid ${found.uid}). Run as that user or as root, or set HELPDESK_DATA to another folder.`,
      );
    }
    return null;
  }
  if (!found || found.uid === 0) return nobody();
  // initdb wants a user with a name; a laid folder's owner needs none.
  const laid = await access(join(dataDir, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
  return laid || isListed(found.uid) ? { uid: found.uid, gid: found.gid } : nobody();
}

/** Hands a folder and all in it to the server's user; symbolic links are not followed. */
export async function handOver(path: string, identity: Identity | null): Promise<void> {
  if (identity === null) return;
  const { uid, gid } = identity;
  await chown(path, uid, gid);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) await handOver(child, identity);
    else await lchown(child, uid, gid);
  }
}

/** A data folder that root copied or restored as his own is handed to the server's user. */
export async function adopt(dataDir: string, identity: Identity | null): Promise<void> {
  if (identity && (await stat(dataDir)).uid !== identity.uid) await handOver(dataDir, identity);
}

/** Who the server runs as when nobody else has a claim: `nobody`, else any other system user. */
function nobody(): Identity {
  const users = listedUsers();
  const { uid, gid } = users.find(({ name }) => name === 'nobody') ?? users[0] ?? { uid: 65534, gid: 65534 };
  return { uid, gid };
}

function isListed(uid: number): boolean {
  return listedUsers().some((user) => user.uid === uid);
}

function listedUsers(): (Identity & { name: string })[] {
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
      .filter(({ uid, gid }) => uid > 0 && gid > 0);
  } catch {
    return []; // a bare container may have no passwd file
  }
}
