import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settleRestored } from './db/settleRestored.ts';
import { openTestStore, type TestStore } from './db/store.fixture.ts';
import { readEvents } from './eventReaders.ts';
import { appendEvents } from './events.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const append = (reason: string) =>
  store.db
    .transaction()
    .execute((trx) => appendEvents(trx, [{ type: 'servicerequest.closed', data: { reason } }]));

const take = async (name: string) => {
  const seen: unknown[] = [];
  await readEvents(store.db, name, 100, async (_, events) => {
    seen.push(...events.map((event) => event.data.reason));
  });
  return seen;
};

/** Takes until as many came: transactions of other suites on the same server hold a reader back for a moment. */
const takeAll = async (name: string, count: number) => {
  const seen: unknown[] = [];
  await expect
    .poll(async () => seen.push(...(await take(name))), { timeout: 10_000 })
    .toBeGreaterThanOrEqual(count);
  return seen;
};

describe('a reader of events', () => {
  it('sees each event once, in order, and keeps its place', async () => {
    await append('a');
    await append('b');
    expect(await takeAll('order', 2)).toEqual(['a', 'b']);
    await append('c');
    expect(await takeAll('order', 1)).toEqual(['c']);
    expect(await take('order')).toEqual([]);
    expect(await takeAll('another', 3)).toEqual(['a', 'b', 'c']);
  });

  it('does not step over an event whose transaction commits late', async () => {
    await takeAll('late', 3);
    let release = () => {};
    let written = () => {};
    const isWritten = new Promise<void>((resolve) => {
      written = resolve;
    });
    const slow = store.db.transaction().execute(async (trx) => {
      await appendEvents(trx, [{ type: 'servicerequest.closed', data: { reason: 'slow' } }]);
      written();
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    });
    await isWritten;
    await append('quick');
    // A bare `id > last` would take the quick one here and never see the slow one, whose id is lower.
    expect(await take('late')).toEqual([]);
    release();
    await slow;
    expect(await takeAll('late', 2)).toEqual(['slow', 'quick']);
  });

  it('takes nothing when its work fails, and everything the next time', async () => {
    await takeAll('failing', 5);
    await append('kept');
    const fail = () =>
      readEvents(store.db, 'failing', 100, async () => {
        throw new Error('no');
      }).catch((error: Error) => error.message);
    await expect.poll(fail).toBe('no');
    expect(await takeAll('failing', 1)).toEqual(['kept']);
  });

  it('reads under one name in one place at a time', async () => {
    await takeAll('single', 6);
    await append('once');
    await takeAll('witness', 7);
    let inside = () => {};
    const isInside = new Promise<void>((resolve) => {
      inside = resolve;
    });
    let release = () => {};
    const first = readEvents(store.db, 'single', 100, async (trx) => {
      await sql`select 1`.execute(trx);
      inside();
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    });
    await isInside;
    expect(await take('single')).toEqual([]);
    release();
    expect(await first).toBe(1);
    expect(await take('single')).toEqual([]);
  });

  it('goes on after a restore into a younger cluster, where old transaction ids lie ahead', async () => {
    await takeAll('restored', 7);
    await append('unread at the dump');
    await sql`update event set xid = (xid::text::bigint + 1000000000)::text::xid8`.execute(store.db);
    await sql`update event_reader set xid = (xid::text::bigint + 1000000000)::text::xid8`.execute(store.db);
    await append('new');
    expect(await take('restored')).toEqual([]);
    expect(await settleRestored(store.db)).toBe(true);
    expect(await settleRestored(store.db)).toBe(false);
    expect(await takeAll('restored', 2)).toEqual(['unread at the dump', 'new']);
  });
});
