import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Makes what the console's pages load, in admin/public: the compiled style sheet, libraries as their makers built them,
 * scripts of our own. With `--if-stale` it does nothing while all of that is newer than what it is made of.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const assets = join(root, 'admin/assets');
const output = join(root, 'admin/public');
const require = createRequire(import.meta.url);
const libraries = [library('htmx.org', 'dist/htmx.min.js'), library('sortablejs', 'Sortable.min.js')];

if (process.argv.includes('--if-stale') && isFresh()) process.exit(0);
// Beside its place, and put there when it is whole: a console that starts meanwhile finds all of it.
const draft = join(root, `admin/public.${process.pid}`);
try {
  mkdirSync(draft, { recursive: true });
  for (const script of [...libraries, ...filesBelow(assets).filter((file) => file.endsWith('.js'))]) {
    copyFileSync(script, join(draft, basename(script)));
  }
  compileStyles(join(draft, 'console.css'));
  rmSync(output, { recursive: true, force: true });
  renameSync(draft, output);
} finally {
  rmSync(draft, { recursive: true, force: true });
}

function library(name: string, file: string): string {
  return join(dirname(require.resolve(`${name}/package.json`)), file);
}

function isFresh(): boolean {
  const styleSheet = join(output, 'console.css');
  if (!existsSync(styleSheet)) return false;
  const madeAt = statSync(styleSheet).mtimeMs;
  const sources = [...filesBelow(join(root, 'admin')), ...libraries].filter((file) => !isMade(file));
  return sources.every((file) => statSync(file).mtimeMs < madeAt);
}

/** In the folder, or in the draft of another run. */
function isMade(file: string): boolean {
  return file.startsWith(output);
}

function compileStyles(styleSheet: string): void {
  const manifest = require.resolve('@tailwindcss/cli/package.json');
  const cli = join(dirname(manifest), require(manifest).bin.tailwindcss);
  const args = [cli, '--input', join(assets, 'console.css'), '--output', styleSheet, '--minify'];
  const run = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
