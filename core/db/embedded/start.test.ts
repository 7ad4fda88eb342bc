import { appendFile, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './index.ts';
import { isAlive } from './processes.ts';
import { startWith } from './start.ts';
import { createTestDatabase, startTestPostgres } from './testing.ts';

const log = pino({ level: 'silent' });
let root: string;
let dataDir: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'helpdesk-start-'));
  dataDir = join(root, 'data', 'postgres');
});
afterAll(() => rm(root, { recursive: true, force: true }));

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

async function whileRunning<T>(work: (server: EmbeddedPostgres) => Promise<T>, dir = dataDir): Promise<T> {
  const server = await startEmbeddedPostgres({ dataDir: dir, log });
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

describe('startEmbeddedPostgres', () => {
  it('lays a durable UTF-8 database that knows Cyrillic, for its password only', async () => {
    await whileRunning(async (server) => {
      expect(server.url).toMatch(/^postgres:\/\/helpdesk:[\w-]{32}@127\.0\.0\.1:\d+\/helpdesk$/);
      const [row] = await ask(
        server.url,
        `SELECT lower('ЁЖИК') AS lower, 'Привет' ILIKE 'ПРИВЕТ' AS ilike, current_setting('fsync') AS fsync,
          current_setting('synchronous_commit') AS commit, current_setting('max_connections') AS connections,
          current_setting('data_checksums') AS checksums, pg_encoding_to_char(encoding) AS encoding
          FROM pg_database WHERE datname = current_database()`,
      );
      expect(row).toEqual({
        lower: 'ёжик',
        ilike: true,
        fsync: 'on',
        commit: 'on',
        connections: '200',
        checksums: 'on',
        encoding: 'UTF8',
      });
      await ask(server.url, 'CREATE TABLE kept (word text)');
      await ask(server.url, `INSERT INTO kept VALUES ('да')`);
      const wrong = server.url.replace(/:[\w-]{32}@/, ':wrong@');
      await expect(ask(wrong, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
      expect((await stat(join(root, 'data', 'postgres.password'))).mode & 0o777).toBe(0o600);
      expect((await readdir(join(root, 'data'))).sort()).toEqual([
        'instance.json',
        'postgres',
        'postgres.log',
        'postgres.password',
      ]);
    });
    expect(await readdir(join(root, 'data'))).not.toContain('instance.json');
  });

  it('keeps its data, starts warm in no time, stops once and for all', async () => {
    const started = performance.now();
    const server = await startEmbeddedPostgres({ dataDir, log });
    expect(performance.now() - started).toBeLessThan(1500); // seen: 0.06 s
    expect(await ask(server.url, 'SELECT word FROM kept')).toEqual([{ word: 'да' }]);
    const open = new pg.Client({ connectionString: server.url });
    open.on('error', () => undefined);
    await open.connect(); // an open session does not delay the stop
    const { pid } = server;
    await Promise.all([server.stop(), server.stop()]);
    await server.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('makes the database asked for', async () => {
    const server = await startEmbeddedPostgres({ dataDir, log, database: 'другая' });
    expect(await ask(server.url, 'SELECT current_database() AS name')).toEqual([{ name: 'другая' }]);
    await server.stop();
  });

  it('runs beside another one, and refuses a second start on the same folder', async () => {
    await whileRunning(async (first) => {
      await whileRunning(
        async (second) => {
          expect(second.url).not.toBe(first.url);
          await ask(second.url, 'SELECT 1');
          await expect(ask(second.url, 'SELECT * FROM kept')).rejects.toMatchObject({ code: '42P01' });
        },
        join(root, 'other', 'postgres'),
      );
      await expect(startEmbeddedPostgres({ dataDir, log })).rejects.toThrow(/HELPDESK_DATA/);
      expect(await ask(first.url, 'SELECT word FROM kept')).toHaveLength(1);
    });
  });

  it('takes another port when the first is taken meanwhile', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => squatter.once('listening', resolve));
    const { port: taken } = squatter.address() as { port: number };
    const { freePort } = await import('./port.ts');
    let asked = 0;
    const server = await startWith(
      { dataDir, log },
      { freePort: async () => (++asked < 3 ? taken : freePort()) },
    );
    expect(asked).toBe(3);
    await ask(server.url, 'SELECT 1');
    await server.stop();
    squatter.close();
  });

  it('sets a new password when the file with the old one is lost', async () => {
    await rm(join(root, 'data', 'postgres.password'));
    await whileRunning(async ({ url }) => {
      expect(await ask(url, 'SELECT word FROM kept')).toHaveLength(1);
    });
  });

  it('lays a half-made folder anew and keeps what was in it', async () => {
    const folder = join(root, 'half');
    await mkdir(join(folder, 'postgres', 'base'), { recursive: true });
    await mkdir(join(folder, 'postgres.init-1'), { recursive: true });
    await writeFile(join(folder, 'postgres', 'PG_VERSION'), '18\n');
    await whileRunning(({ url }) => ask(url, 'SELECT 1'), join(folder, 'postgres'));
    const left = await readdir(folder);
    expect(left.filter((name) => name.includes('.init-'))).toEqual([]);
    expect(left.filter((name) => name.includes('.broken-'))).toHaveLength(1);
  });

  it('shows the end of the log when the server does not start', async () => {
    const folder = join(root, 'bad', 'postgres');
    await whileRunning(async () => undefined, folder);
    await appendFile(join(folder, 'postgresql.conf'), '\nno_such_setting = 1\n');
    await expect(startEmbeddedPostgres({ dataDir: folder, log })).rejects.toThrow(/no_such_setting/);
    expect(await readdir(join(root, 'bad'))).not.toContain('instance.json');
  });
});

describe('the test helpers', () => {
  it('give empty databases apart from each other, and leave nothing', async () => {
    const server = await startTestPostgres();
    const [one, two] = await Promise.all([createTestDatabase(server.url), createTestDatabase(server.url)]);
    await ask(one.url, 'CREATE TABLE only_here (id int)');
    await expect(ask(two.url, 'TABLE only_here')).rejects.toMatchObject({ code: '42P01' });
    await one.drop();
    await expect(ask(one.url, 'SELECT 1')).rejects.toMatchObject({ code: '3D000' });
    await server.stop();
    await expect(ask(server.url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
