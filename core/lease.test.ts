import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestStore, type TestStore } from './db/store.fixture.ts';
import { runAlone } from './lease.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const log = pino({ level: 'silent' });
/** Work that says when it runs and ends with its signal. */
function worker(name: string, running: Set<string>) {
  return {
    databaseUrl: store.url,
    name: 'poll',
    log,
    async work(signal: AbortSignal) {
      running.add(name);
      while (!signal.aborted) await sleep(10);
      running.delete(name);
    },
  };
}

it('one process works at a time, and another takes over when it stops', async () => {
  const running = new Set<string>();
  const stopFirst = runAlone(worker('first', running));
  await expect.poll(() => [...running]).toEqual(['first']);
  const stopSecond = runAlone(worker('second', running));
  await sleep(300);
  expect([...running]).toEqual(['first']);
  await stopFirst();
  await expect.poll(() => [...running], { timeout: 8_000 }).toEqual(['second']);
  await stopSecond();
  expect([...running]).toEqual([]);
});

it('whose connection dies stops working, and gets its turn again', async () => {
  const running = new Set<string>();
  let turns = 0;
  let ended = 0;
  const stop = runAlone({
    ...worker('x', running),
    name: 'dies',
    async work(signal) {
      turns += 1;
      while (!signal.aborted) await sleep(10);
      ended += 1;
    },
  });
  await expect.poll(() => turns).toBe(1);
  await sql`
    select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()
      and database = (select oid from pg_database where datname = current_database())`.execute(store.db);
  await expect.poll(() => turns, { timeout: 10_000 }).toBe(2);
  expect(ended).toBe(1);
  await stop();
});

it('work that fails is tried again', async () => {
  let turns = 0;
  const stop = runAlone({
    databaseUrl: store.url,
    name: 'fails',
    log,
    async work() {
      turns += 1;
      throw new Error('once more');
    },
  });
  await expect.poll(() => turns, { timeout: 8_000 }).toBeGreaterThanOrEqual(2);
  await stop();
});
