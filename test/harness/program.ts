import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where Debian keeps programs it thinks nobody runs by hand: Kannel's fakesmsc. */
const OWN_FOLDERS = ['/usr/lib/kannel/test'];

/** Where a program is on the PATH; undefined when it is not. */
function findProgram(name: string): string | undefined {
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    '/usr/sbin',
    '/usr/local/sbin',
    ...OWN_FOLDERS,
  ];
  return folders
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/**
 * A program a suite needs. Without it the suite is skipped with a reason; under CI a skipped suite would hide a
 * missing install step, so there its absence is an error.
 * @throws under CI, naming the program.
 */
export function needProgram(name: string): { path: string; missing: boolean } {
  const path = findProgram(name);
  if (path) return { path, missing: false };
  if (process.env.CI) throw new Error(`${name} is not on the PATH, and CI must not skip what needs it`);
  process.stderr.write(`skipped: this suite needs ${name} on the PATH\n`);
  return { path: '', missing: true };
}
