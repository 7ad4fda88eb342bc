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

const happen = (count: number) =>
  store.db.transaction().execute((trx) =>
    appendEvents(
      trx,
      Array.from({ length: count }, (_, n) => ({ type: 'contact.received' as const, data: { n } })),
    ),
  );
const numbers = (events: DomainEvent[]) => events.map((event) => event.data.n);

describe('telling other systems of events', () => {
  it('tells each once, in order, as many as there are', async () => {
    const told: DomainEvent[] = [];
    const publish = async (events: DomainEvent[]) => void told.push(...events);
    await happen(250);
    expect(await relayRound(store, 'bus', publish)).toBe(true);
    expect(await relayRound(store, 'bus', publish)).toBe(false);
    expect(await relayRound(store, 'bus', publish)).toBe(false);
    expect(numbers(told)).toEqual(Array.from({ length: 250 }, (_, n) => n));
    expect(new Set(told.map((event) => event.id)).size).toBe(250);
  });

  it('tells the same again, under the same ids, until they are taken', async () => {
    await happen(3);
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
    await happen(2);
    const told: string[] = [];
    await relayRound(store, 'one', async (events) => void told.push(`one ${events.length}`));
    await relayRound(store, 'two', async (events) => void told.push(`two ${events.length}`));
    expect(told).toEqual(['one 2', 'two 2']);
  });
});
