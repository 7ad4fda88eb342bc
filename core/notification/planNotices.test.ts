import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestStore, type TestStore } from '../db/store.fixture.ts';
import { appendEvents, type EventType, listTimeline } from '../events.ts';
import type { JsonObject } from '../json.ts';
import { planNotices } from './planNotices.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const ROUTES = { sendable: ['chat', 'text', 'email'], fallback: ['text'] };

async function request(changes: { channel?: string; address?: string | null; phone?: string | null }) {
  const id = uuid();
  await store.db
    .insertInto('servicerequest')
    .values({
      id,
      status: 'TRIAGE',
      channel: 'chat',
      account: 'bot',
      address: '42',
      phone: '+79160000001',
      phone_kind: 'e164',
      ...changes,
    })
    .execute();
  return id;
}

async function plan(requestId: string, type: EventType, data: JsonObject = {}, routes = ROUTES) {
  await store.db
    .transaction()
    .execute((trx) => appendEvents(trx, [{ type, serviceRequestId: requestId, data }]));
  const events = await listTimeline(store.db, requestId);
  await store.db.transaction().execute((trx) => planNotices(trx, events, routes));
  return store.db
    .selectFrom('notification')
    .select(['recipient', 'channel', 'address', 'template'])
    .where('servicerequest_id', '=', requestId)
    .orderBy('id')
    .execute();
}

describe('the notices of an event', () => {
  beforeEach(async () => {
    await store.db.deleteFrom('notification').execute();
  });

  it('go to the customer by his own channel where it can answer', async () => {
    expect(await plan(await request({}), 'servicerequest.opened')).toEqual([
      { recipient: 'customer', channel: 'chat', address: '42', template: 'registered' },
    ]);
  });

  it.each([
    ['cannot send', { channel: 'call' }],
    ['has no address', { address: null }],
  ])('fall back to his phone where his channel %s', async (_, changes) => {
    expect(await plan(await request(changes), 'servicerequest.opened')).toEqual([
      { recipient: 'customer', channel: 'text', address: '+79160000001', template: 'registered' },
    ]);
  });

  it('ask for the phone where there is none, and say nothing to whom nothing reaches', async () => {
    expect(await plan(await request({ phone: null }), 'servicerequest.opened')).toMatchObject([
      { channel: 'chat', template: 'registeredAskPhone' },
    ]);
    expect(await plan(await request({ phone: null, address: null }), 'servicerequest.opened')).toEqual([]);
    expect(
      await plan(
        await request({ address: null }),
        'servicerequest.opened',
        {},
        { sendable: [], fallback: ['text'] },
      ),
    ).toEqual([]);
  });

  it('are written once, however often the event is read', async () => {
    const id = await request({});
    await plan(id, 'servicerequest.opened');
    expect(await plan(id, 'order.placed')).toHaveLength(1);
  });

  it.each(['SPAM', 'DUPLICATE'])('keep silent to the customer about %s', async (reason) => {
    expect(await plan(await request({}), 'servicerequest.closed', { reason })).toEqual([]);
  });

  it('tell the customer and the assignee’s manager of the end', async () => {
    const id = await request({});
    const person = { username: 'x', roles: ['User'], work_group_ids: [] };
    await store.db
      .insertInto('user_account')
      .values([
        { ...person, id: 'agent', name: 'Агент', manager_id: 'boss' },
        { ...person, id: 'boss', name: 'Начальник', email: 'boss@example.org' },
      ])
      .execute();
    await store.db
      .insertInto('incident')
      .values({
        id: uuid(),
        servicerequest_id: id,
        order_id: 'o',
        service_id: 's',
        customer_id: 'c',
        process_id: 'fault',
        process_version: 1,
        step: 'new',
        category: 'TODO',
        assignee_id: 'agent',
      })
      .execute();
    expect(await plan(id, 'servicerequest.closed', { reason: 'RESOLVED' })).toEqual([
      { recipient: 'customer', channel: 'chat', address: '42', template: 'closed' },
      { recipient: 'manager', channel: 'email', address: 'boss@example.org', template: 'managerClosed' },
    ]);
  });
});
