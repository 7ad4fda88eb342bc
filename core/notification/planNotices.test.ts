import type { Insertable } from 'kysely';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestStore, type TestStore } from '../db/store.fixture.ts';
import type { Servicerequest } from '../db/types.generated.ts';
import { appendEvents, type EventType, listTimeline } from '../events.ts';
import { rememberingOutbound } from '../house.fixture.ts';
import type { JsonObject } from '../json.ts';
import { planNotices } from './planNotices.ts';
import type { NoticePolicy } from './policy.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const policyOf = (sendable: string[], changes: Partial<NoticePolicy> = {}): NoticePolicy => ({
  senders: new Map(
    sendable.map((name) => [
      name,
      rememberingOutbound({ choices: name === 'chat' ? 'buttons' : name === 'text' ? 'numbers' : 'none' }),
    ]),
  ),
  fallback: ['text'],
  disclosureRung: 'SHARED_CONTACT',
  quietHours: undefined,
  timeZone: 'Europe/Moscow',
  ...changes,
});
const POLICY = policyOf(['chat', 'text', 'email']);

async function request(changes: Partial<Insertable<Servicerequest>>) {
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

async function plan(requestId: string, type: EventType, data: JsonObject = {}, policy = POLICY) {
  await store.db
    .transaction()
    .execute((trx) => appendEvents(trx, [{ type, serviceRequestId: requestId, data }]));
  const events = await listTimeline(store.db, requestId);
  await store.db.transaction().execute((trx) => planNotices(trx, events, policy));
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
    expect(await plan(await request({ address: null }), 'servicerequest.opened', {}, policyOf([]))).toEqual(
      [],
    );
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

  const notices = (id: string) =>
    store.db
      .selectFrom('notification')
      .selectAll()
      .where('servicerequest_id', '=', id)
      .where('recipient', '=', 'customer')
      .orderBy('id')
      .execute();
  const offer = () =>
    store.db
      .insertInto('service')
      .values([
        { id: 'svc-a', name: 'Интернет', name_en: 'Internet' },
        { id: 'svc-b', name: 'Счета', name_en: 'Billing' },
      ])
      .onConflict((conflict) => conflict.doNothing())
      .execute();

  it('ask for the service once, with the catalogue to choose from in his language', async () => {
    await offer();
    const id = await request({ triage_reasons: ['SERVICE_UNKNOWN'], language: 'en' });
    await plan(id, 'servicerequest.opened');
    await plan(id, 'servicerequest.triaged', { reasons: ['SERVICE_UNKNOWN'] });
    const [asked, ...others] = await notices(id);
    expect(others).toEqual([]);
    expect(asked).toMatchObject({
      template: 'registeredAskService',
      language: 'en',
      choices: [
        { id: 'service:svc-a', label: 'Internet' },
        { id: 'service:svc-b', label: 'Billing' },
      ],
    });
    expect((await listTimeline(store.db, id)).map((each) => each.type)).toContain('servicerequest.asked');
  });

  it('do not ask on a way the customer did not come by', async () => {
    await offer();
    const id = await request({ channel: 'call', triage_reasons: ['SERVICE_UNKNOWN'] });
    await plan(id, 'servicerequest.opened');
    expect(await notices(id)).toMatchObject([{ channel: 'text', template: 'registered', choices: [] }]);
  });

  it('name the customer only from the disclosure rung up', async () => {
    const hello = async (rung: 'SMS_SENDER' | 'SHARED_CONTACT') => {
      const id = await request({ rung, customer_name: 'Иван' });
      await plan(id, 'servicerequest.opened');
      return (await notices(id))[0]?.params.hello;
    };
    expect(await hello('SMS_SENDER')).toBe('');
    expect(await hello('SHARED_CONTACT')).toContain('Иван');
  });

  it('carry an agent’s words, and a rating to give at the end where there are buttons', async () => {
    const id = await request({});
    const reply = { id: uuid(), servicerequest_id: id, author_id: 'anna', text: 'Какой адрес?' };
    await store.db
      .insertInto('reply')
      .values({ ...reply, kind: 'question' })
      .execute();
    await plan(id, 'servicerequest.replied', { replyId: reply.id });
    await plan(id, 'servicerequest.closed', { reason: 'RESOLVED' });
    const [question, closed] = await notices(id);
    expect(question).toMatchObject({ template: 'question', params: { text: 'Какой адрес?' } });
    expect(closed?.choices.map((choice) => choice.id)).toEqual([1, 2, 3, 4, 5].map((n) => `rate:${id}:${n}`));
  });

  it('wait for the morning, unless he has just written', async () => {
    const hour = new Date().getUTCHours();
    const quietHours = { from: hour * 60, to: ((hour + 2) % 24) * 60 };
    const policy = policyOf(['chat'], { quietHours, timeZone: 'UTC' });
    const asleep = await request({});
    await plan(asleep, 'servicerequest.closed', { reason: 'RESOLVED' }, policy);
    const awake = await request({});
    await store.db
      .insertInto('contact')
      .values({
        id: uuid(),
        channel: 'chat',
        account: 'bot',
        external_id: awake,
        kind: 'message',
        phone_kind: 'none',
        raw: '{}',
        occurred_at: new Date(),
        state: 'WORKED',
        servicerequest_id: awake,
      })
      .execute();
    await plan(awake, 'servicerequest.closed', { reason: 'RESOLVED' }, policy);
    const inFuture = async (id: string) =>
      ((await notices(id))[0]?.not_before.getTime() ?? 0) > Date.now() + 60_000;
    expect(await inFuture(asleep)).toBe(true);
    expect(await inFuture(awake)).toBe(false);
  });
});
