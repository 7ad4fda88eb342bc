/**
 * What only other processes and other users show: kill -9, orphans, root and ordinary users, the built output.
 * The folder is transpiled as `npm run build` does it and run by plain node, so the build is tested with it.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { pino } from 'pino';
import ts from 'typescript';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres } from './index.ts';
import { locateNative } from './package.ts';
import { isAlive, waitForExit } from './processes.ts';
import { startWith } from './start.ts';

const log = pino({ level: 'silent' });
const isRoot = process.getuid?.() === 0;
/** `daemon`, everywhere; initdb wants a user that is listed in /etc/passwd. */
const ORDINARY = { uid: 1, gid: 1 };
const UNLISTED = { uid: 61234, gid: 61234 };
const repository = resolve(import.meta.dirname, '../../..');
let built: string;
let root: string;
let dataDir: string;
let children: ChildProcess[] = [];
let orphans: number[] = [];

beforeAll(async () => {
  built = await mkdtemp(join(tmpdir(), 'helpdesk-built-'));
  await chmod(built, 0o755);
  await symlink(join(repository, 'node_modules'), join(built, 'node_modules'));
  await writeFile(join(built, 'package.json'), '{"type":"module"}');
  await mkdir(join(built, 'core/db/embedded'), { recursive: true });
  const sources = readdirSync(import.meta.dirname).filter((name) => !name.endsWith('.test.ts'));
  for (const name of ['core/errors.ts', ...sources.map((source) => `core/db/embedded/${source}`)]) {
    const { outputText } = ts.transpileModule(readFileSync(join(repository, name), 'utf8'), {
      fileName: name,
      compilerOptions: {
        module: ts.ModuleKind.ESNext,
        target: ts.ScriptTarget.ES2023,
        rewriteRelativeImportExtensions: true,
        verbatimModuleSyntax: true,
      },
    });
    await writeFile(join(built, name.replace(/\.ts$/, '.js')), outputText);
  }
});
afterAll(() => rm(built, { recursive: true, force: true }));

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'helpdesk-outside-'));
  await chmod(root, 0o755);
  dataDir = join(root, 'data', 'postgres');
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const pid of orphans.filter(isAlive)) {
    process.kill(pid, 'SIGQUIT');
    await waitForExit(pid, 10_000);
  }
  children = [];
  orphans = [];
  await rm(root, { recursive: true, force: true });
});

interface Started {
  child: ChildProcess;
  url: string;
  pid: number;
}

/** Another node process that starts the server, says its url and pid, and does `then`. */
async function startElsewhere(then: string, user: { uid?: number; gid?: number } = {}): Promise<Started> {
  const module = pathToFileURL(join(built, 'core/db/embedded/index.js')).href;
  const script = `
    import { startEmbeddedPostgres } from '${module}';
    import { pino } from 'pino';
    const server = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, log: pino({ level: 'silent' }) });
    process.stdout.write(JSON.stringify({ url: server.url, pid: server.pid }) + '\\n');
    ${then}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    ...user,
    cwd: built,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let said = '';
  let wrong = '';
  child.stderr.on('data', (chunk) => {
    wrong += chunk;
  });
  for await (const chunk of child.stdout) {
    said += chunk;
    if (said.includes('\n')) break;
  }
  if (!said.includes('\n')) throw new Error(`the other process failed: ${wrong}`);
  const { url, pid } = JSON.parse(said) as { url: string; pid: number };
  orphans.push(pid);
  return { child, url, pid };
}

const STAY = 'setInterval(() => undefined, 1000);';

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

async function askUntilItAnswers(url: string, text: string, withinMs: number) {
  const deadline = performance.now() + withinMs;
  for (;;) {
    try {
      return await ask(url, text);
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise((done) => setTimeout(done, 20));
    }
  }
}

const fieldOf = (pid: number, field: number) =>
  readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')[field - 3];
const uidOf = (pid: number) => /^Uid:\t\d+\t(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];

describe('after kill -9', () => {
  it('of our process, takes the orphan and keeps every committed row', async () => {
    const first = await startElsewhere(STAY);
    await ask(first.url, 'CREATE TABLE kept AS SELECT 1 AS n');
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    expect(isAlive(first.pid)).toBe(true);
    expect(await ask(first.url, 'TABLE kept')).toHaveLength(1); // the orphan goes on
    const open = new pg.Client({ connectionString: first.url });
    open.on('error', () => undefined);
    await open.connect();

    const second = await startEmbeddedPostgres({ dataDir, log });
    expect(isAlive(first.pid)).toBe(false);
    expect(second.pid).not.toBe(first.pid);
    expect(await ask(second.url, 'TABLE kept')).toHaveLength(1);
    await second.stop();
  });

  it('of our process and the server at once, recovers', async () => {
    const first = await startElsewhere(STAY);
    await ask(first.url, 'CREATE TABLE kept AS SELECT 1 AS n');
    const gone = once(first.child, 'exit');
    first.child.kill('SIGKILL');
    process.kill(first.pid, 'SIGKILL');
    await gone;
    const second = await startEmbeddedPostgres({ dataDir, log });
    expect(await ask(second.url, 'TABLE kept')).toHaveLength(1);
    await second.stop();
  });

  it('of the postmaster, starts it again at the same address', async () => {
    const server = await startEmbeddedPostgres({ dataDir, log });
    await ask(server.url, 'CREATE TABLE kept AS SELECT 1 AS n');
    for (let round = 0; round < 2; round += 1) {
      const before = server.pid;
      process.kill(before, 'SIGKILL');
      await waitForExit(before, 5_000);
      expect(await askUntilItAnswers(server.url, 'TABLE kept', 8_000)).toHaveLength(1);
      await expect.poll(() => server.pid).not.toBe(before);
    }
    process.kill(server.pid, 'SIGKILL'); // and a stop in the middle of it ends it for good
    await server.stop();
    await expect(ask(server.url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('is not fooled by a pid file that names a living stranger of the same user', async () => {
    await (await startEmbeddedPostgres({ dataDir, log })).stop();
    const owner = await stat(dataDir);
    const stranger = spawn('sleep', ['600'], isRoot ? { uid: owner.uid, gid: owner.gid } : {});
    children.push(stranger);
    const pidFile = join(dataDir, 'postmaster.pid');
    await writeFile(pidFile, `${stranger.pid}\n${dataDir}\n1\n1\n\n127.0.0.1\n 1 1\nready\n`);
    await chown(pidFile, owner.uid, owner.gid);
    const server = await startEmbeddedPostgres({ dataDir, log });
    await ask(server.url, 'SELECT 1');
    await server.stop();
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  });
});

describe('beside our process', () => {
  it('refuses the folder of another live HELPDesk by name and leaves its server alone', async () => {
    const first = await startElsewhere(STAY);
    const attempt = startEmbeddedPostgres({ dataDir, log });
    await expect(attempt).rejects.toThrow(new RegExp(`process ${first.child.pid}.*HELPDESK_DATA`));
    await ask(first.url, 'SELECT 1');
  });

  it('runs in a process group of its own and does not hold the process', async () => {
    const first = await startElsewhere('');
    const [code] = await once(first.child, 'exit');
    expect(code).toBe(0);
    expect(isAlive(first.pid)).toBe(true);
    expect(fieldOf(first.pid, 5)).toBe(String(first.pid)); // pgrp
  });

  it('stops in full before a process that does nothing else ends', async () => {
    const first = await startElsewhere('await server.stop();');
    expect(await once(first.child, 'exit')).toEqual([0, null]);
    expect(isAlive(first.pid)).toBe(false);
    expect(await readFile(join(root, 'data', 'postgres.log'), 'utf8')).toMatch(
      /database system is shut down/,
    );
  });
});

describe.runIf(isRoot)('as root (skipped for other users: needs root to become others)', () => {
  const closedFolder = async (): Promise<string> => {
    const closed = await mkdtemp('/root/helpdesk-closed-');
    await chmod(closed, 0o700);
    return closed;
  };

  it('runs the server as nobody, who owns the data folder and nothing above', async () => {
    const server = await startEmbeddedPostgres({ dataDir, log });
    const { uid } = await stat(dataDir);
    expect(uid).not.toBe(0);
    expect(uidOf(server.pid)).toBe(String(uid));
    expect((await stat(join(root, 'data'))).uid).toBe(0);
    expect(/CapEff:\t(\w+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]).toMatch(/^0+$/);
    await server.stop();
  });

  it('passes closed folders above the data and the binaries, with one capability and no more', async () => {
    const closed = await closedFolder();
    try {
      const nativeDir = join(closed, 'native');
      await cp(locateNative(), nativeDir, { recursive: true, verbatimSymlinks: true });
      for (const inner of [{}, { nativeDir }]) {
        const server = await startWith({ dataDir: join(closed, 'data', 'postgres'), log }, inner);
        await ask(server.url, 'SELECT 1');
        expect(uidOf(server.pid)).not.toBe('0');
        const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
        expect(BigInt(`0x${/CapEff:\t(\w+)/.exec(status)?.[1]}`)).toBe(1n << 2n); // dac_read_search
        const before = server.pid;
        process.kill(before, 'SIGKILL');
        await waitForExit(before, 5_000);
        await askUntilItAnswers(server.url, 'SELECT 1', 8_000);
        await server.stop();
      }
      // Only the binaries are closed, and only root may run them (umask 077).
      await chmod(join(nativeDir, 'bin', 'postgres'), 0o700);
      const server = await startWith({ dataDir, log }, { nativeDir });
      await ask(server.url, 'SELECT 1');
      await server.stop();
    } finally {
      await rm(closed, { recursive: true, force: true });
    }
  });

  it('names the closed folder and the ways out when there is no setpriv', async () => {
    const closed = await closedFolder();
    try {
      const start = startWith({ dataDir: join(closed, 'data', 'postgres'), log }, { setpriv: null });
      await expect(start).rejects.toMatchObject({ code: 'postgres.unreachable' });
      await expect(start).rejects.toThrow(/may not enter \/root[^ ]*, and setpriv.*Move.*DATABASE_URL/);
    } finally {
      await rm(closed, { recursive: true, force: true });
    }
  });

  it('runs for an ordinary user, whose folder stays his when root starts on it', async () => {
    const home = join(root, 'data');
    await mkdir(home);
    await chown(home, ORDINARY.uid, ORDINARY.gid);
    const first = await startElsewhere(STAY, ORDINARY);
    expect(uidOf(first.pid)).toBe(String(ORDINARY.uid));
    await ask(first.url, 'CREATE TABLE kept AS SELECT 1 AS n');
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');

    const asRoot = await startEmbeddedPostgres({ dataDir, log }); // takes his orphan, too
    expect(uidOf(asRoot.pid)).toBe(String(ORDINARY.uid));
    await asRoot.stop();

    const again = await startElsewhere('await server.stop();', ORDINARY);
    await once(again.child, 'exit');
    expect(again.child.exitCode).toBe(0);
  });

  it('tells an ordinary user that a folder is not his', async () => {
    await (await startEmbeddedPostgres({ dataDir, log })).stop();
    await expect(startElsewhere(STAY, ORDINARY)).rejects.toThrow(
      /postgres\.denied|Cannot use the data folder.*HELPDESK_DATA/s,
    );
    await chown(join(root, 'data'), ORDINARY.uid, ORDINARY.gid);
    await expect(startElsewhere(STAY, ORDINARY)).rejects.toThrow(/belongs to another user/);
  });

  it('tells a user without a name that PostgreSQL needs one, and serves root on his empty folder', async () => {
    await mkdir(dataDir, { recursive: true });
    for (const folder of [join(root, 'data'), dataDir]) await chown(folder, UNLISTED.uid, UNLISTED.gid);
    await expect(startElsewhere(STAY, UNLISTED)).rejects.toThrow(
      /needs a user with an entry in \/etc\/passwd/,
    );
    const server = await startEmbeddedPostgres({ dataDir, log });
    expect(uidOf(server.pid)).not.toBe(String(UNLISTED.uid));
    await server.stop();
  });

  it('takes over a folder that root restored as his own', async () => {
    await (await startEmbeddedPostgres({ dataDir, log })).stop();
    execFileSync('chown', ['-R', '0:0', dataDir]);
    const server = await startEmbeddedPostgres({ dataDir, log });
    await ask(server.url, 'SELECT 1');
    await server.stop();
  });
});
