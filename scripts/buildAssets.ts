import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Makes what the console's pages load, in admin/public: the compiled style sheet, htmx, scripts of our own.
 * With `--if-stale` it does nothing while all of that is newer than what it is made of.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const assets = join(root, 'admin/assets');
const output = join(root, 'admin/public');
const styleSheet = join(output, 'console.css');
const require = createRequire(import.meta.url);
const htmx = join(dirname(require.resolve('htmx.org/package.json')), 'dist/htmx.min.js');

if (process.argv.includes('--if-stale') && isFresh()) process.exit(0);
rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
for (const script of [htmx, ...filesBelow(assets).filter((file) => file.endsWith('.js'))]) {
  copyFileSync(script, join(output, basename(script)));
}
compileStyles();

function isFresh(): boolean {
  if (!existsSync(styleSheet)) return false;
  const madeAt = statSync(styleSheet).mtimeMs;
  const sources = [...filesBelow(join(root, 'admin')), htmx].filter((file) => !file.startsWith(output));
  return sources.every((file) => statSync(file).mtimeMs < madeAt);
}

function compileStyles(): void {
  const manifest = require.resolve('@tailwindcss/cli/package.json');
  const cli = join(dirname(manifest), require(manifest).bin.tailwindcss);
  const args = [cli, '--input', join(assets, 'console.css'), '--output', styleSheet, '--minify'];
  const run = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (run.status !== 0) {
    process.stderr.write(run.stderr);
    process.exit(run.status ?? 1);
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
