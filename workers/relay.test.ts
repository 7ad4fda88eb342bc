import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DomainEvent } from '../core/channel.ts';
import { openTestStore, type TestStore } from '../core/db/store.fixture.ts';
import { NoAnswer } from '../core/errors.ts';
import { appendEvents } from '../core/events.ts';
import { relayRound } from './relay.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
beforeEach(async () => {
  await store.db.deleteFrom('event').execute();
});
afterAll(() => store.close());

/** Connects a reader: what happens from now on is for it. */
const connect = (name: string) => relayRound(store, name, async () => {});
const happen = (count: number) =>
  store.db.transaction().execute((trx) =>
    appendEvents(
      trx,
      Array.from({ length: count }, (_, n) => ({ type: 'contact.received' as const, data: { number: n } })),
    ),
  );
/** A round once all that happened may be read: a transaction of any neighbour on the server holds readers back. */
async function settled(): Promise<void> {
  const behind = sql<{ left: number }>`
    select count(*)::int as left from event where xid >= pg_snapshot_xmin(pg_current_snapshot())`;
  await expect.poll(async () => (await behind.execute(store.db)).rows[0]?.left).toBe(0);
}
const numbers = (events: DomainEvent[]) => events.map((event) => event.data.number);

describe('telling other systems of events', () => {
  it('tells each once, in order, as many as there are', async () => {
    const told: DomainEvent[] = [];
    const publish = async (events: DomainEvent[]) => void told.push(...events);
    await connect('bus');
    await happen(250);
    await settled();
    expect(await relayRound(store, 'bus', publish)).toBe(true);
    expect(await relayRound(store, 'bus', publish)).toBe(false);
    expect(await relayRound(store, 'bus', publish)).toBe(false);
    expect(numbers(told)).toEqual(Array.from({ length: 250 }, (_, n) => n));
    expect(new Set(told.map((event) => event.id)).size).toBe(250);
  });

  it('tells the same again, under the same ids, until they are taken', async () => {
    await connect('slow');
    await happen(3);
    await settled();
    const attempts: string[][] = [];
    const publish = async (events: DomainEvent[]) => {
      attempts.push(events.map((event) => event.id));
      if (attempts.length < 3) throw new NoAnswer('bus.away', 'x');
    };
    await expect(relayRound(store, 'slow', publish)).rejects.toBeInstanceOf(NoAnswer);
    await expect(relayRound(store, 'slow', publish)).rejects.toBeInstanceOf(NoAnswer);
    await relayRound(store, 'slow', publish);
    expect(attempts[1]).toEqual(attempts[0]);
    expect(attempts[2]).toEqual(attempts[0]);
    await relayRound(store, 'slow', publish);
    expect(attempts).toHaveLength(3);
  });

  it('keeps a position for each channel, whatever the others do', async () => {
    await connect('one');
    await connect('two');
    await happen(2);
    await settled();
    const told: string[] = [];
    await relayRound(store, 'one', async (events) => void told.push(`one ${events.length}`));
    await relayRound(store, 'two', async (events) => void told.push(`two ${events.length}`));
    expect(told).toEqual(['one 2', 'two 2']);
  });

  it('begins with what happens after it is connected', async () => {
    await happen(5);
    await settled();
    const told: DomainEvent[] = [];
    const publish = async (events: DomainEvent[]) => void told.push(...events);
    await relayRound(store, 'new', publish);
    await happen(1);
    await settled();
    await relayRound(store, 'new', publish);
    expect(told).toHaveLength(1);
  });

  it('leaves out what somebody said in his own words', async () => {
    await connect('bus-words');
    const data = { refusal: 'Иванов не платит', orderId: 'o-1', endReason: 'звонил Иванов', code: 'sms.27' };
    await store.db.transaction().execute((trx) => appendEvents(trx, [{ type: 'order.refused', data }]));
    await settled();
    const told: DomainEvent[] = [];
    await relayRound(store, 'bus-words', async (events) => void told.push(...events));
    expect(told.map((event) => event.data)).toEqual([{ orderId: 'o-1', code: 'sms.27' }]);
  });
});
