import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HouseContext } from '../context.ts';
import { openTestStore, type TestStore } from '../db/store.fixture.ts';
import { createLog } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { createIntake } from './acceptContact.ts';
import { inboundContact } from './contact.fixture.ts';
import { readLedger, readWaiting } from './ledger.ts';
import { noteFailure } from './quarantineContact.ts';
import { replayContact } from './replayContact.ts';

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

  it('goes on its way again when a person says so, its patience renewed', async () => {
    const id = await accept();
    const ctx = {
      db: store.db,
      log: createLog('silent'),
      queues: { enqueue: async () => {} },
    } as unknown as HouseContext;
    const actor = { kind: 'service' as const, id: 'ops', roles: [] };
    await expect(replayContact(ctx, actor, id)).rejects.toMatchObject({ code: 'contact.not_quarantined' });
    for (let failure = 0; failure < 10; failure += 1) {
      await noteFailure(store.db, id, { code: 'internal', ours: true });
    }
    await replayContact(ctx, actor, id);
    expect(await read(id)).toMatchObject({ state: 'WAITING', attempts: 0, last_error: null });
    expect(await noteFailure(store.db, id, { code: 'internal', ours: true })).toBe(false);
    await store.db.deleteFrom('contact').where('id', '=', id).execute();
  });

  it('and a silent channel shows in the books as zero', async () => {
    const ledger = await readLedger(store.db, ['sms', 'cti']);
    expect(ledger.map((entry) => entry.channel)).toEqual(['cti', 'sms']);
    expect(ledger[0]).toMatchObject({ received: 0, duplicates: 0, oldestWaitingSeconds: null });
  });
});
