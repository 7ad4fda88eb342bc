import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createIntake } from './contact/acceptContact.ts';
import { inboundContact } from './contact/contact.fixture.ts';
import { openTestStore, type TestStore } from './db/store.fixture.ts';
import { createMetrics } from './metrics.ts';
import { sweep } from './sweep.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.db.deleteFrom('contact').execute();
});

const accept = async (count: number) => {
  const intake = createIntake({
    db: store.db,
    metrics: createMetrics(),
    defaultCountry: 'RU',
    sweepAfterSeconds: 5,
    onJournalled: () => {},
  });
  const accepted = await Promise.all(
    Array.from({ length: count }, () => intake.accept('sms', inboundContact())),
  );
  return accepted.map((each) => each.contactId).sort();
};
const sweepOnce = async (atOnce = false) => {
  const found: string[] = [];
  await sweep(store.db, { everySeconds: 5, atOnce }, async (queue, ids) => {
    expect(queue).toBe('intake');
    found.push(...ids);
  });
  return found.sort();
};
const passTime = (seconds: number) =>
  store.db
    .updateTable('contact')
    .set({ sweep_at: sql`sweep_at - make_interval(secs => ${seconds})` })
    .execute();

describe('the sweep', () => {
  it('leaves what the queue has just been given, and shows it when it is overdue', async () => {
    const ids = await accept(3);
    expect(await sweepOnce()).toEqual([]);
    await passTime(6);
    expect(await sweepOnce()).toEqual(ids);
    expect(await sweepOnce()).toEqual([]);
  });

  it('shows everything at start, each row once, however many there are', async () => {
    const ids = await accept(1200);
    expect(await sweepOnce(true)).toEqual(ids);
    expect(await sweepOnce()).toEqual([]);
  });

  it('shows a row again and again while it waits, and no more when it is worked', async () => {
    const ids = await accept(1);
    await passTime(6);
    expect(await sweepOnce()).toEqual(ids);
    await passTime(11);
    expect(await sweepOnce()).toEqual(ids);
    await store.db.updateTable('contact').set({ state: 'QUARANTINED' }).execute();
    await passTime(11);
    expect(await sweepOnce()).toEqual([]);
  });

  it('shows a row of a long backlog ever less often', async () => {
    await accept(1);
    await store.db.updateTable('contact').set({ received_at: sql`now() - interval '5 minutes'` }).execute();
    await passTime(6);
    expect(await sweepOnce()).toHaveLength(1);
    await passTime(60);
    expect(await sweepOnce()).toEqual([]);
    await passTime(260);
    expect(await sweepOnce()).toHaveLength(1);
  });

  it('keeps a row due whose queue could not be told', async () => {
    const ids = await accept(2);
    await passTime(6);
    const away = sweep(store.db, { everySeconds: 5, atOnce: false }, async () => {
      throw new Error('away');
    });
    await expect(away).rejects.toThrow('away');
    expect(await sweepOnce()).toEqual(ids);
  });

  it('holds no transaction open while the queue does not answer', async () => {
    await accept(1);
    await passTime(6);
    let free = () => {};
    const hung = new Promise<void>((resolve) => {
      free = resolve;
    });
    let asked = () => {};
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const sweeping = sweep(store.db, { everySeconds: 5, atOnce: false }, () => {
      asked();
      return hung;
    });
    await isAsked;
    const { rows } = await sql<{ open: string }>`
      select count(*) as open from pg_stat_activity
      where datname = current_database() and state = 'idle in transaction'`.execute(store.db);
    free();
    await sweeping;
    expect(rows).toEqual([{ open: '0' }]);
  });

  it('run by two processes at once shows no row twice', async () => {
    const ids = await accept(700);
    await passTime(6);
    const [one, other] = await Promise.all([sweepOnce(), sweepOnce()]);
    expect([...(one ?? []), ...(other ?? [])].sort()).toEqual(ids);
  });
});
