import { spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './errors.ts';
import type { Binaries } from './package.ts';

export interface Identity {
  uid: number;
  gid: number;
}

interface Command {
  file: string;
  args: string[];
  options: { uid?: number; gid?: number };
}

/** How to run a binary as the server's user. The process id stays that of the binary. */
export type Launcher = (binary: string, args: string[]) => Command;

/** What postgres and initdb see of our environment: nothing that could steer them (PG*, locale). */
export const SERVER_ENV: NodeJS.ProcessEnv = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

const plain: Launcher = (file, args) => ({ file, args, options: {} });
/** Bits of linux/capability.h, the weaker one first: it passes folders and reads, and writes nothing. */
const CAPABILITIES = [
  { name: 'dac_read_search', bit: 2n },
  { name: 'dac_override', bit: 1n },
];

/**
 * Picks how to run PostgreSQL, which refuses to run as root. An ordinary user runs it plainly. Root runs it as
 * `identity`; when that user may not enter a folder on the way (/root is 0700), through setpriv with the one
 * capability to pass it.
 *
 * @param identity null for an ordinary user
 * @param dataDir an existing folder that the server must be able to enter
 * @param setpriv path of util-linux' setpriv, null when there is none
 * @throws EmbeddedPostgresError `postgres.unreachable` naming the folder and the ways out
 */
export function pickLauncher(
  identity: Identity | null,
  binaries: Binaries,
  dataDir: string,
  setpriv: string | null = findSetpriv(),
): Launcher {
  if (identity === null) return plain;
  const { uid, gid } = identity;
  const candidates: Launcher[] = [(file, args) => ({ file, args, options: { uid, gid } })];
  if (setpriv !== null) {
    const usable = CAPABILITIES.filter(({ bit }) => (boundingSet() >> bit) & 1n);
    for (const { name } of usable) candidates.push(withCapability(setpriv, identity, name));
  }
  const faults: string[] = [];
  for (const launcher of candidates) {
    const fault = probe(launcher, binaries, dataDir);
    if (fault === null) return launcher;
    faults.push(fault);
  }
  throw unreachable(identity, [binaries.postgres, dataDir], setpriv, faults);
}

function withCapability(setpriv: string, { uid, gid }: Identity, name: string): Launcher {
  return (binary, args) => ({
    file: setpriv,
    args: [
      `--reuid=${uid}`,
      `--regid=${gid}`,
      '--clear-groups',
      '--no-new-privs',
      // Else access(2), by which postgres looks itself up, counts without the capability.
      '--securebits=+no_setuid_fixup',
      `--inh-caps=-all,+${name}`,
      `--ambient-caps=-all,+${name}`,
      '--',
      binary,
      ...args,
    ],
    options: {},
  });
}

/** Tries what the server will need: enter the data folder, read its share files, run its binary. */
function probe(launcher: Launcher, { root, postgres }: Binaries, dataDir: string): string | null {
  const script = 'cd "$0" && [ -r "$1" ] && exec "$2" --version';
  const share = join(root, 'share', 'postgresql', 'postgres.bki');
  const { file, args, options } = launcher('/bin/sh', ['-c', script, dataDir, share, postgres]);
  const done = spawnSync(file, args, { ...options, cwd: '/', env: SERVER_ENV, encoding: 'utf8' });
  if (done.status === 0) return null;
  return done.error?.message ?? (done.stderr.trim() || `exit code ${done.status}`);
}

function unreachable(
  identity: Identity,
  paths: string[],
  setpriv: string | null,
  faults: string[],
): EmbeddedPostgresError {
  const folder = paths.map((path) => firstClosedFolder(path, identity)).find((found) => found !== null);
  const said = [...new Set(faults)].join('; ');
  const helper = setpriv === null ? 'setpriv (util-linux) is not installed to help' : 'setpriv cannot help';
  const why = folder ? `may not enter ${folder}, and ${helper}` : 'cannot run it';
  const wayOut = folder
    ? 'Move that folder to where other users may enter (HELPDESK_DATA for the data)'
    : 'Run HELPDesk as an ordinary user';
  return new EmbeddedPostgresError(
    'postgres.unreachable',
    `PostgreSQL does not run as root, and the user it would run as (uid ${identity.uid}) ${why} (${said}). ${wayOut}, or set DATABASE_URL to a PostgreSQL server of your own.`,
  );
}

/** The first folder above `path` whose mode keeps the user out; null when there is none. */
function firstClosedFolder(path: string, { uid, gid }: Identity): string | null {
  const parent = dirname(path);
  if (parent !== path) {
    const above = firstClosedFolder(parent, { uid, gid });
    if (above !== null) return above;
  }
  try {
    const found = statSync(path);
    if (!found.isDirectory()) return null;
    const bit = found.uid === uid ? 0o100 : found.gid === gid ? 0o010 : 0o001;
    return found.mode & bit ? null : path;
  } catch {
    return null;
  }
}

export function findSetpriv(): string | null {
  for (const folder of ['/usr/bin', '/bin', '/usr/local/bin', '/usr/sbin', '/sbin']) {
    try {
      accessSync(join(folder, 'setpriv'), constants.X_OK);
      return join(folder, 'setpriv');
    } catch {
      // look on
    }
  }
  return null;
}

/** The capabilities this process can hand on; a container often has only some. */
function boundingSet(): bigint {
  try {
    const status = readFileSync('/proc/self/status', 'utf8');
    const read = (name: string) =>
      BigInt(`0x${new RegExp(`^${name}:\\s*(\\w+)`, 'm').exec(status)?.[1] ?? '0'}`);
    return read('CapBnd') & read('CapPrm');
  } catch {
    return 0n;
  }
}
