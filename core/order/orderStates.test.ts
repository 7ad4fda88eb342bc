import fc from 'fast-check';
import { pino } from 'pino';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrderStateChange } from '../channel.ts';
import { createDb, createPool } from '../db/db.ts';
import { openTestStore, type TestStore } from '../db/store.fixture.ts';
import { Invalid, Unavailable } from '../errors.ts';
import { listTimeline } from '../events.ts';
import { applyWaitingOrderStates } from './applyOrderStates.ts';
import { recordOrderState } from './recordOrderState.ts';

const log = pino({ level: 'silent' });
let store: TestStore;
let events = 0;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const CATEGORY: Record<string, 'DOING' | 'WAITING'> = {
  diagnose: 'DOING',
  field: 'WAITING',
  install: 'WAITING',
};

async function ordered(processId: 'fault' | 'connection', step: string) {
  const requestId = uuid();
  const orderId = `order-${requestId}`;
  await store.db
    .insertInto('servicerequest')
    .values({
      id: requestId,
      status: 'IN_PROGRESS',
      channel: 'chat',
      account: 'bot',
      phone_kind: 'none',
      order_id: orderId,
    })
    .execute();
  const open = () =>
    store.db
      .insertInto('incident')
      .values({
        id: uuid(),
        servicerequest_id: requestId,
        order_id: orderId,
        service_id: 's',
        customer_id: 'c',
        process_id: processId,
        process_version: 2,
        step,
        category: CATEGORY[step] ?? 'DOING',
      })
      .execute();
  return { requestId, orderId, open };
}
const change = (
  orderId: string,
  state: string,
  changes: Partial<OrderStateChange> = {},
): OrderStateChange => ({
  source: '/orders',
  eventId: `event-${++events}`,
  orderId,
  state,
  at: new Date(),
  ...changes,
});
const incident = (requestId: string) =>
  store.db
    .selectFrom('incident')
    .innerJoin('servicerequest as r', 'r.id', 'incident.servicerequest_id')
    .select(['step', 'r.status', 'r.close_reason'])
    .where('r.id', '=', requestId)
    .executeTakeFirstOrThrow();
const told = async (requestId: string) =>
  (await listTimeline(store.db, requestId))
    .filter((each) => each.type === 'order.state_changed')
    .map((each) => each.data.state);

describe('a state of an order', () => {
  it('moves its incident where the process says so, and says who did', async () => {
    const { requestId, orderId, open } = await ordered('fault', 'field');
    await open();
    await recordOrderState(store.db, change(orderId, 'inProgress'));
    expect(await incident(requestId)).toMatchObject({ step: 'field' });
    await recordOrderState(store.db, change(orderId, 'completed'));
    expect(await incident(requestId)).toMatchObject({ step: 'diagnose', status: 'IN_PROGRESS' });
    expect(await told(requestId)).toEqual(['inProgress', 'completed']);
    const moved = (await listTimeline(store.db, requestId)).find((each) => each.type === 'incident.moved');
    expect(moved).toMatchObject({ actor: 'order-system', data: { from: 'field', to: 'diagnose' } });
  });

  it('that ends the process closes incident and request together', async () => {
    const { requestId, orderId, open } = await ordered('connection', 'install');
    await open();
    await recordOrderState(store.db, change(orderId, 'completed'));
    expect(await incident(requestId)).toEqual({
      step: 'connected',
      status: 'CLOSED',
      close_reason: 'RESOLVED',
    });
  });

  it('of a step that does not wait for it is only told', async () => {
    const { requestId, orderId, open } = await ordered('fault', 'diagnose');
    await open();
    await recordOrderState(store.db, change(orderId, 'completed'));
    await recordOrderState(store.db, change(orderId, 'what-is-this'));
    expect(await incident(requestId)).toMatchObject({ step: 'diagnose' });
    expect(await told(requestId)).toEqual(['completed', 'what-is-this']);
  });

  it('told twice counts once', async () => {
    const { requestId, orderId, open } = await ordered('fault', 'field');
    await open();
    const once = change(orderId, 'completed');
    expect(await recordOrderState(store.db, once)).toEqual({ duplicate: false });
    expect(await recordOrderState(store.db, once)).toEqual({ duplicate: true });
    expect(await told(requestId)).toEqual(['completed']);
  });

  it('that comes before its incident waits for it', async () => {
    const { requestId, orderId, open } = await ordered('fault', 'field');
    await recordOrderState(store.db, change(orderId, 'completed'));
    await open();
    await applyWaitingOrderStates({ db: store.db, log });
    expect(await incident(requestId)).toMatchObject({ step: 'diagnose' });
    await applyWaitingOrderStates({ db: store.db, log });
    expect(await told(requestId)).toEqual(['completed']);
  });

  it('that is old news moves nothing', async () => {
    const { requestId, orderId, open } = await ordered('connection', 'install');
    await open();
    await recordOrderState(store.db, change(orderId, 'held', { at: new Date('2026-02-02') }));
    await recordOrderState(store.db, change(orderId, 'completed', { at: new Date('2026-02-01') }));
    expect(await incident(requestId)).toMatchObject({ step: 'install' });
    expect(await told(requestId)).toEqual(['held', 'completed']);
  });

  it('in any order, however often, at once, is told once each and leaves the incident on its way', async () => {
    const states = fc.array(fc.constantFrom('acknowledged', 'inProgress', 'held', 'completed', 'failed'), {
      minLength: 1,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(states, async (list) => {
        const { requestId, orderId, open } = await ordered('fault', 'field');
        await open();
        const changes = list.map((state) => change(orderId, state));
        await Promise.all([...changes, ...changes].map((each) => recordOrderState(store.db, each)));
        await applyWaitingOrderStates({ db: store.db, log });
        expect((await told(requestId)).sort()).toEqual([...list].sort());
        expect(['field', 'diagnose']).toContain((await incident(requestId)).step);
      }),
      { numRuns: 10 },
    );
  });

  it('that can never be stored is told apart from a store that is away', async () => {
    const random = Array.from({ length: 4000 }, () => uuid()).join('');
    await expect(recordOrderState(store.db, change(random, 'held'))).rejects.toBeInstanceOf(Invalid);
  });

  it('cannot be recorded while the store is away, and says so', async () => {
    const pool = createPool('postgres://nobody@127.0.0.1:1/none', { max: 1, onError: () => {} });
    await expect(recordOrderState(createDb(pool), change('x', 'held'))).rejects.toBeInstanceOf(Unavailable);
    await pool.end();
  });
});
