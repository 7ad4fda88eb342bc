import { execFileSync } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Makes dist/: all that the image runs, assets included. `--out=DIR` puts it elsewhere. */
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const given = process.argv.find((argument) => argument.startsWith('--out='))?.slice('--out='.length);
const out = resolve(root, given ?? 'dist');

rmSync(out, { recursive: true, force: true });
run('tsx', 'scripts/buildAssets.ts');
run('tsc', '--project', 'tsconfig.build.json', '--outDir', out);
for (const assets of ['admin/public', 'sandbox/page/assets'])
  cpSync(join(root, assets), join(out, assets), { recursive: true });

function run(program: string, ...args: string[]): void {
  execFileSync(join(root, 'node_modules/.bin', program), args, { cwd: root, stdio: 'inherit' });
}
