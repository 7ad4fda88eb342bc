import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HouseContext } from '../context.ts';
import { openTestStore, type TestStore } from '../db/store.fixture.ts';
import { NotFound } from '../errors.ts';
import { createLog } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { createIntake } from './acceptContact.ts';
import { inboundContact } from './contact.fixture.ts';
import { dropContact } from './dropContact.ts';
import { readLedger, readWaiting } from './ledger.ts';
import { noteFailure } from './quarantineContact.ts';
import { getContact, listContacts } from './readContacts.ts';
import { getPutAside, listPutAside } from './readPutAside.ts';
import { replayContact, replayContacts } from './replayContact.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const accept = async () => {
  const intake = createIntake({
    db: store.db,
    metrics: createMetrics(),
    defaultCountry: 'RU',
    sweepAfterSeconds: 5,
    onJournalled: () => {},
  });
  return (await intake.accept('sms', inboundContact())).contactId;
};
const read = (id: string) =>
  store.db.selectFrom('contact').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('a contact that cannot be worked', () => {
  it('waits through any number of an outside system’s silences, the reason shown', async () => {
    const id = await accept();
    for (let failure = 0; failure < 30; failure += 1) {
      expect(await noteFailure(store.db, id, { code: 'customers.http_500', ours: false })).toBe(false);
    }
    expect(await read(id)).toMatchObject({ state: 'WAITING', attempts: 0, last_error: 'customers.http_500' });
  });

  it('is quarantined after ten faults of ours, with an event, and stays in the books', async () => {
    const id = await accept();
    const quarantined: boolean[] = [];
    for (let failure = 0; failure < 11; failure += 1) {
      quarantined.push(await noteFailure(store.db, id, { code: 'internal', ours: true }));
    }
    expect(quarantined).toEqual([...Array(9).fill(false), true, false]);
    expect(await read(id)).toMatchObject({ state: 'QUARANTINED', attempts: 10 });
    const events = await store.db
      .selectFrom('event')
      .select('type')
      .where('contact_id', '=', id)
      .orderBy('id')
      .execute();
    expect(events.map((event) => event.type)).toEqual(['contact.received', 'contact.quarantined']);
    const [entry] = await readLedger(store.db, []);
    expect(entry).toMatchObject({ channel: 'sms', received: 2, worked: 0, waiting: 1, quarantined: 1 });
    expect(await readWaiting(store.db)).toMatchObject([{ channel: 'sms', waiting: 1 }]);
  });

  const queued: string[] = [];
  const context = () =>
    ({
      db: store.db,
      log: createLog('silent'),
      queues: { enqueue: async (_: string, ids: string[]) => void queued.push(...ids) },
    }) as unknown as HouseContext;
  const ops = { kind: 'service' as const, id: 'ops', roles: [] };
  const vera = { kind: 'user' as const, id: 'vera', roles: ['Supervisor'] };
  const anna = { kind: 'user' as const, id: 'anna', roles: ['User'] };
  const quarantine = async () => {
    const id = await accept();
    for (let failure = 0; failure < 10; failure += 1) {
      await noteFailure(store.db, id, { code: 'internal', ours: true });
    }
    return id;
  };
  const eventsOf = async (id: string) => {
    const events = store.db
      .selectFrom('event')
      .select(['type', 'actor', 'data'])
      .where('contact_id', '=', id);
    return (await events.orderBy('id').execute()).filter((event) => event.actor !== 'system');
  };

  it('goes on its way again when a person says so, its patience renewed', async () => {
    const id = await accept();
    const ctx = context();
    await expect(replayContact(ctx, ops, id)).rejects.toMatchObject({ code: 'contact.not_quarantined' });
    for (let failure = 0; failure < 10; failure += 1) {
      await noteFailure(store.db, id, { code: 'internal', ours: true });
    }
    await expect(replayContact(ctx, anna, id)).rejects.toMatchObject({ code: 'setting.supervisors' });
    await replayContact(ctx, ops, id);
    expect(queued).toContain(id);
    expect(await read(id)).toMatchObject({ state: 'WAITING', attempts: 0, last_error: null });
    expect(await noteFailure(store.db, id, { code: 'internal', ours: true })).toBe(false);
    await store.db.deleteFrom('contact').where('id', '=', id).execute();
  });

  it('is replayed with others, each once however many people do it', async () => {
    const ids = [await quarantine(), await quarantine(), await quarantine()];
    const waiting = await accept();
    const both = await Promise.all(
      [ids, ids.toReversed()].map((some) => replayContacts(context(), vera, [...some, waiting])),
    );
    expect(both.flat().sort()).toEqual(ids.toSorted());
    for (const id of ids) expect(await eventsOf(id)).toHaveLength(1);
    await store.db
      .deleteFrom('contact')
      .where('id', 'in', [...ids, waiting])
      .execute();
  });

  it('is dropped with a reason, stays in the books, and comes back by a replay', async () => {
    const id = await quarantine();
    const drop = (actor = vera, reason = ' Проверка шлюза ') =>
      dropContact(store.db, actor, { contactId: id, reason });
    await expect(drop(anna)).rejects.toMatchObject({ code: 'setting.supervisors' });
    await expect(drop(vera, ' ')).rejects.toMatchObject({ field: 'dropReason' });
    const before = (await readLedger(store.db, []))[0];
    const results = await Promise.allSettled([drop(), drop()]);
    expect(results.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await read(id)).toMatchObject({
      state: 'DROPPED',
      dropped_by: 'vera',
      drop_reason: 'Проверка шлюза',
      last_error: 'internal',
    });
    expect(await eventsOf(id)).toEqual([{ type: 'contact.dropped', actor: 'vera', data: {} }]);
    const after = (await readLedger(store.db, []))[0];
    expect(after).toMatchObject({
      received: before?.received,
      quarantined: (before?.quarantined ?? 0) - 1,
      dropped: 1,
    });
    const { worked = 0, waiting = 0, quarantined = 0, dropped = 0 } = after ?? {};
    expect(after?.received).toBe(worked + waiting + quarantined + dropped);

    await replayContact(context(), vera, id);
    expect(await read(id)).toMatchObject({ state: 'WAITING', dropped_at: null, drop_reason: null });
    await store.db.deleteFrom('contact').where('id', '=', id).execute();
  });

  it('is listed to supervisors page by page, with all it came with', async () => {
    const ids = [await quarantine(), await quarantine(), await quarantine()];
    const [dropped, ...left] = ids;
    await dropContact(store.db, vera, { contactId: dropped ?? '', reason: 'спам' });
    const mine = (page: { items: { id: string }[] }) =>
      page.items.map((each) => each.id).filter((id) => ids.includes(id));
    const first = await listPutAside(store.db, vera, { state: 'QUARANTINED' }, { limit: 1 });
    expect(mine(first)).toEqual(left.slice(1));
    const cursor = first.nextCursor ?? undefined;
    const second = await listPutAside(store.db, vera, { state: 'QUARANTINED' }, { limit: 1, cursor });
    expect(mine(second)).toEqual(left.slice(0, 1));
    const [item] = (await listPutAside(store.db, vera, { state: 'DROPPED' }, { limit: 9 })).items;
    expect(item).toMatchObject({ id: dropped, droppedBy: 'vera', dropReason: 'спам', reason: 'internal' });
    const channel = { state: 'DROPPED' as const, channel: 'telegram' };
    expect((await listPutAside(store.db, vera, channel, { limit: 9 })).items).toEqual([]);
    expect(await getPutAside(store.db, vera, dropped ?? '')).toMatchObject({ raw: {}, attempts: 10 });
    await expect(getPutAside(store.db, anna, dropped ?? '')).rejects.toMatchObject({
      code: 'setting.supervisors',
    });
    await store.db.deleteFrom('contact').where('id', 'in', ids).execute();
  });

  it('is read by supervisors and systems only, and so is what was dropped', async () => {
    const id = await quarantine();
    const reads = (actor: typeof anna | typeof ops) =>
      getContact(store.db, actor, id).then((each) => each.id);
    for (const state of ['QUARANTINED', 'DROPPED']) {
      if (state === 'DROPPED') await dropContact(store.db, vera, { contactId: id, reason: 'пусто' });
      await expect(reads(anna)).rejects.toBeInstanceOf(NotFound);
      expect(await reads(vera)).toBe(id);
      expect(await reads(ops)).toBe(id);
      const { items } = await listContacts(store.db, anna, {}, { limit: 100 });
      expect(items.map((each) => each.id)).not.toContain(id);
    }
    const waiting = await accept();
    expect((await getContact(store.db, anna, waiting)).id).toBe(waiting);
  });

  it('and a silent channel shows in the books as zero', async () => {
    const ledger = await readLedger(store.db, ['sms', 'cti']);
    expect(ledger.map((entry) => entry.channel)).toEqual(['cti', 'sms']);
    expect(ledger[0]).toMatchObject({ received: 0, duplicates: 0, oldestWaitingSeconds: null });
  });
});
