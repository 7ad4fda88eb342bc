import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Invalid, Unavailable } from '../../../core/errors.ts';
import { recordDeps } from '../../edge/deps.fixture.ts';
import { contactEvent, orderStateEvent } from '../bus.fixture.ts';
import { readEvents } from './receivedEvent.ts';
import { createEventTaker } from './takeEvents.ts';

function open() {
  const deps = recordDeps();
  const events = createEventTaker(deps);
  const take = (batch: unknown[]) =>
    events.take(
      readEvents({
        mediaType: 'application/cloudevents-batch+json',
        attributes: {},
        readJson: () => JSON.parse(JSON.stringify(batch)),
      }),
    );
  return { deps, events, take };
}

/** One thing to put into a batch: a contact, an order state, or something that is neither. */
const item = fc.oneof(
  fc.record({ kind: fc.constant('contact' as const), n: fc.nat(20) }),
  fc.record({ kind: fc.constant('state' as const), n: fc.nat(20), order: fc.constantFrom('o1', 'o2') }),
  fc.record({ kind: fc.constant('bad' as const), n: fc.nat(4) }),
);
const BAD = [7, null, [], contactEvent('x', { type: 'other' }), contactEvent('x', { data: { phone: '1' } })];
const eventOf = (each: typeof item extends fc.Arbitrary<infer Item> ? Item : never) => {
  if (each.kind === 'contact') return contactEvent(`c${each.n}`);
  return each.kind === 'state' ? orderStateEvent(`s${each.n}`, each.order, `state${each.n}`) : BAD[each.n];
};

describe('a batch', () => {
  it('is taken whole and in order, or not at all and the first bad event is named', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(item, { maxLength: 12 }), async (items) => {
        const { deps, take } = open();
        const firstBad = items.findIndex(({ kind }) => kind === 'bad');
        const taking = take(items.map(eventOf));
        if (firstBad >= 0) {
          const error = await taking.catch((thrown: unknown) => thrown);
          expect(error).toBeInstanceOf(Invalid);
          expect((error as Invalid).field).toMatch(new RegExp(`^\\[${firstBad}\\]\\.`));
          expect(deps.order).toEqual([]);
          return;
        }
        const taken = await taking;
        expect(taken.map(({ id }) => id)).toEqual(
          items.map(({ kind, n }) => `${kind === 'state' ? 's' : 'c'}${n}`),
        );
        const seen = new Set<string>();
        for (const { id, duplicate } of taken) {
          expect(duplicate).toBe(seen.has(id));
          seen.add(id);
        }
        const kept = [
          ...deps.contacts.map((each) => each.externalId),
          ...deps.orderStates.map((each) => each.eventId),
        ];
        expect(new Set(kept)).toEqual(seen);
        expect(kept).toHaveLength(seen.size);
      }),
    );
  });
});

describe('states of one order', () => {
  it('are recorded one after another, those of another order meanwhile', async () => {
    const { deps, take } = open();
    const record = deps.recordOrderState;
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    deps.recordOrderState = async (change) => {
      if (change.eventId === '1') await held;
      return record(change);
    };
    const taking = take([
      orderStateEvent('1', 'o1', 'acknowledged'),
      orderStateEvent('2', 'o1', 'completed'),
      orderStateEvent('3', 'o2', 'failed'),
    ]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(deps.orderStates.map(({ eventId }) => eventId)).toEqual(['3']);
    release();
    expect(await taking).toMatchObject([
      { id: '1', orderId: 'o1' },
      { id: '2', orderId: 'o1' },
      { id: '3', orderId: 'o2' },
    ]);
    expect(deps.orderStates.map(({ eventId }) => eventId)).toEqual(['3', '1', '2']);
  });

  it('do not overtake one that could not be recorded, and go on when it comes again', async () => {
    const { deps, take } = open();
    const record = deps.recordOrderState;
    let isDown = true;
    deps.recordOrderState = async (change) => {
      if (!isDown) return record(change);
      isDown = false;
      throw new Unavailable('store.down', 'The store is down');
    };
    const first = take([orderStateEvent('1', 'o1', 'acknowledged')]);
    const second = take([orderStateEvent('2', 'o1', 'completed')]);
    await expect(first).rejects.toBeInstanceOf(Unavailable);
    await expect(second).rejects.toBeInstanceOf(Unavailable);
    expect(deps.orderStates).toEqual([]);
    await take([orderStateEvent('1', 'o1', 'acknowledged')]);
    await take([orderStateEvent('2', 'o1', 'completed')]);
    expect(deps.orderStates.map(({ state }) => state)).toEqual(['acknowledged', 'completed']);
  });
});

describe('a state change of an order', () => {
  const event = orderStateEvent('1', 'order-1', 'completed');
  const at = new Date('2025-11-24T07:15:30.000Z');

  it.each([
    'ServiceOrderStateChangeEvent',
    'serviceorderstatechangeevent',
    'org.tmforum.serviceOrdering.ServiceOrderStateChangeEvent',
    'com.example.oms.serviceOrderStateChangeEvent.v4',
  ])('is known by its type %s', async (type) => {
    const { deps, take } = open();
    expect(await take([{ ...event, type }])).toEqual([{ id: '1', orderId: 'order-1', duplicate: false }]);
    expect(deps.orderStates).toEqual([
      { source: '/oms', eventId: '1', orderId: 'order-1', state: 'completed', at },
    ]);
  });

  it.each(['XServiceOrderStateChangeEvent', 'ServiceOrderStateChangeEvent.v5', 'ServiceOrderCreateEvent'])(
    'is not %s',
    async (type) => {
      const { take } = open();
      await expect(take([{ ...event, type }])).rejects.toMatchObject({ field: '[0].type' });
    },
  );

  it('keeps a state no specification names', async () => {
    const { deps, take } = open();
    await take([orderStateEvent('1', 'order-1', 'waitingForCrane')]);
    expect(deps.orderStates[0]?.state).toBe('waitingForCrane');
  });

  it.each([
    [{ eventTime: '2025-11-24T10:15:30+03:00', timeOcurred: '2020-01-01T00:00:00Z' }, undefined],
    [{ timeOcurred: '2025-11-24T07:15:30.000Z' }, undefined],
    [{ timeOccurred: '2025-11-24T07:15:30.000Z' }, undefined],
    [{}, '2025-11-24T07:15:30Z'],
  ])('happened at the time it names: %o %s', async (times, time) => {
    const { deps, take } = open();
    const { eventTime, ...data } = event.data;
    await take([{ ...event, time, data: { ...data, ...times } }]);
    expect(deps.orderStates[0]?.at).toEqual(at);
  });

  it.each([
    ['[0].data.event', { event: undefined }],
    ['[0].data.event.serviceOrder', { event: {} }],
    ['[0].data.event.serviceOrder.id', { event: { serviceOrder: { state: 'completed' } } }],
    ['[0].data.event.serviceOrder.state', { event: { serviceOrder: { id: 'order-1' } } }],
    ['[0].data.eventTime', { eventTime: 'yesterday' }],
    ['[0].data.eventTime', { eventTime: '2025-11-24T10:15:30' }],
    ['[0].data.eventType', { eventType: 'ServiceOrderCreateEvent' }],
  ])('at fault in %s is refused', async (field, change) => {
    const { deps, take } = open();
    await expect(take([{ ...event, data: { ...event.data, ...change } }])).rejects.toMatchObject({ field });
    expect(deps.orderStates).toEqual([]);
  });
});
