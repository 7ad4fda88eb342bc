import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Logger, pino } from 'pino';
import { liveHolder } from './lock.ts';
import { takeOrphan } from './orphan.ts';
import { startWith } from './start.ts';

const PREFIX = 'helpdesk-pg-';

/**
 * Starts a throw-away server in the system's temporary folder, removed with all its data by stop(). It runs
 * with fsync off: a crash of the machine would lose data, which nobody would look for. Otherwise it is the very
 * server of {@link startEmbeddedPostgres}. Start one per test file and a database per test from it.
 *
 * @param log silent by default
 */
export async function startTestPostgres(
  log: Logger = pino({ level: 'silent' }),
): Promise<{ url: string; stop: () => Promise<void> }> {
  await sweep(log);
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  await chmod(folder, 0o711); // the server may run as another user
  const server = await startWith({ dataDir: join(folder, 'postgres'), log }, { fsync: false }).catch(
    async (error) => {
      await rm(folder, { recursive: true, force: true });
      throw error;
    },
  );
  const onExit = () => killQuietly(server.pid);
  process.once('exit', onExit);
  return {
    url: server.url,
    async stop() {
      process.off('exit', onExit);
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Makes an empty database of a unique name on a running server: some 50 ms, against a second for a server.
 *
 * @param serverUrl of any database on the server, by a role that may create databases
 * @returns the new database's url, and drop(), which cuts the connections to it that are still open
 */
export async function createTestDatabase(
  serverUrl: string,
): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await run(serverUrl, `CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.toString(),
    drop: () => run(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/** What test runs left that were killed. */
async function sweep(log: Logger): Promise<void> {
  const temporary = await realpath(tmpdir());
  for (const name of await readdir(temporary)) {
    const folder = join(temporary, name);
    const entries = name.startsWith(PREFIX) ? await readdir(folder).catch(() => []) : [];
    // Without a lock file it may be one that is starting at this moment.
    if (!entries.includes('instance.json') || (await liveHolder(folder)) !== null) continue;
    await takeOrphan(join(folder, 'postgres'), log).catch(() => undefined);
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGQUIT');
  } catch {
    // it is gone already
  }
}
