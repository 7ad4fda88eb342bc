import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.ts';
import type { CallEvent } from '../channel.ts';
import { inboundContact } from '../contact/contact.fixture.ts';
import { workContact } from '../contact/workContact.ts';
import { Conflict, NotFound } from '../errors.ts';
import { listTimeline } from '../events.ts';
import { openTestHouse, type TestHouse } from '../house.fixture.ts';
import { closeRequest } from '../service-request/closeRequest.ts';
import { getRequest } from '../service-request/readRequests.ts';
import { completeCallback, settleEndedCalls } from './callbacks.ts';
import { listCallbacks, listCalls } from './readCalls.ts';
import { recordCall } from './recordCall.ts';

const SYSTEM_ACTOR: Actor = { kind: 'service', id: 'test', roles: [] };
let house: TestHouse;
let calls = 0;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

const newPhone = () => `+7916111${String(++calls).padStart(4, '0')}`;
const step = (callId: string, type: CallEvent['type'], changes: Partial<CallEvent> = {}) =>
  recordCall(house.ctx, 'pbx', {
    account: 'default',
    callId,
    type,
    direction: 'in',
    from: null,
    to: '1234',
    queue: null,
    agentExtension: type === 'answered' ? '101' : null,
    endReason: type === 'ended' ? 'noAnswer' : null,
    occurredAt: new Date(),
    ...changes,
  });
/** A customer calls; his call is a request. */
async function ring(phone = newPhone()) {
  const callId = `call-${++calls}`;
  const contact = inboundContact({ kind: 'call', externalId: callId, sender: phone, text: null });
  const { contactId } = await house.ctx.intake.accept('pbx', contact);
  const requestId = (await workContact(house.ctx, contactId)) ?? '';
  return { callId, requestId, phone };
}
const settle = async () => {
  await house.ctx.db
    .updateTable('call')
    .set({ updated_at: new Date(Date.now() - 60_000) })
    .execute();
  await settleEndedCalls(house.ctx.db);
};
const missed = async () => {
  const call = await ring();
  await step(call.callId, 'ended');
  await settle();
  return call;
};

describe('a call nobody answered', () => {
  it('becomes one callback task, seen on its request, in whatever process', async () => {
    const call = await ring();
    await step(call.callId, 'ended');
    await settleEndedCalls(house.ctx.db);
    expect(await listCallbacks(house.ctx.db, call.requestId)).toEqual([]);
    await Promise.all([settle(), settle()]);
    await settle();
    expect(await listCallbacks(house.ctx.db, call.requestId)).toMatchObject([{ doneAt: null }]);
    expect(await getRequest(house.ctx.db, SYSTEM_ACTOR, call.requestId)).toMatchObject({ callbackDue: true });
    const types = (await listTimeline(house.ctx.db, call.requestId)).map((each) => each.type);
    expect(types.filter((type) => type === 'call.missed')).toHaveLength(1);
    expect(await listCalls(house.ctx.db, call.requestId)).toMatchObject([
      { missed: true, endReason: 'noAnswer' },
    ]);
  });

  it('is none when the answer is told after the end', async () => {
    const call = await ring();
    await step(call.callId, 'ended');
    await step(call.callId, 'answered');
    await settle();
    expect(await listCallbacks(house.ctx.db, call.requestId)).toEqual([]);
  });

  it('waits for its contact to become a request', async () => {
    const contact = inboundContact({ kind: 'call', externalId: 'early-end', sender: newPhone(), text: null });
    const { contactId } = await house.ctx.intake.accept('pbx', contact);
    await step('early-end', 'ended');
    await settle();
    const requestId = (await workContact(house.ctx, contactId)) ?? '';
    expect(await listCallbacks(house.ctx.db, requestId)).toEqual([]);
    await settle();
    expect(await listCallbacks(house.ctx.db, requestId)).toHaveLength(1);
  });
});

describe('a talk and a missed call', () => {
  const open = async (requestId: string) =>
    (await listCallbacks(house.ctx.db, requestId)).filter((task) => task.doneAt === null);
  const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 10, minute));

  it('that came first does not end the task of the later', async () => {
    const phone = newPhone();
    const first = await ring(phone);
    await step(first.callId, 'answered', { occurredAt: at(0), agentExtension: null });
    const later = await ring(phone);
    await step(later.callId, 'ended', { occurredAt: at(10) });
    await settle();
    // Who answered the first call is told only now.
    await step(first.callId, 'answered', { occurredAt: at(0), agentExtension: '102' });
    expect(await open(later.requestId)).toHaveLength(1);
  });

  it('that has been had before the task was to be opened opens none', async () => {
    const phone = newPhone();
    const first = await ring(phone);
    await step(first.callId, 'ended', { occurredAt: at(0) });
    const again = await ring(phone);
    await step(again.callId, 'answered', { occurredAt: at(1) });
    await settle();
    expect(await open(first.requestId)).toEqual([]);
  });

  it('whose contact still waits for its work ends the task all the same', async () => {
    const { requestId, phone } = await missed();
    const contact = inboundContact({ kind: 'call', externalId: 'slow-crm', sender: phone, text: null });
    await house.ctx.intake.accept('pbx', contact);
    await step('slow-crm', 'answered');
    expect(await open(requestId)).toEqual([]);
  });

  it('leaves no task on a request that is closed meanwhile', async () => {
    for (let round = 0; round < 10; round += 1) {
      const call = await ring();
      await step(call.callId, 'ended');
      await Promise.all([
        settle(),
        closeRequest(house.ctx, SYSTEM_ACTOR, { requestId: call.requestId, reason: 'SPAM' }),
      ]);
      expect(await open(call.requestId)).toEqual([]);
    }
  });
});

describe('a callback task', () => {
  const reasonOf = async (requestId: string) => (await listCallbacks(house.ctx.db, requestId))[0]?.doneReason;

  it('ends when we reach the customer', async () => {
    const { requestId, phone } = await missed();
    await step('out-1', 'ringing', { direction: 'out', from: '101', to: phone, agentExtension: '101' });
    expect(await reasonOf(requestId)).toBeNull();
    await step('out-1', 'answered', { direction: 'out', from: '101', to: phone, agentExtension: '101' });
    expect(await reasonOf(requestId)).toBe('called_back');
    const types = (await listTimeline(house.ctx.db, requestId)).map((each) => each.type);
    expect(types).toEqual(expect.arrayContaining(['call.outgoing', 'call.answered', 'callback.done']));
    expect(await listCalls(house.ctx.db, requestId)).toMatchObject([
      { direction: 'in', missed: true },
      { direction: 'out', state: 'answered', agentExtension: '101' },
    ]);
  });

  it('ends when the customer reaches us', async () => {
    const { requestId, phone } = await missed();
    const again = await ring(phone);
    await step(again.callId, 'answered');
    expect(await reasonOf(requestId)).toBe('customer_called');
  });

  it('ends with its request', async () => {
    const { requestId } = await missed();
    await closeRequest(house.ctx, SYSTEM_ACTOR, { requestId, reason: 'SPAM' });
    expect(await reasonOf(requestId)).toBe('closed');
  });

  it('ends by a person’s word, once, and only for who sees it', async () => {
    const { requestId } = await missed();
    const [task] = await listCallbacks(house.ctx.db, requestId);
    const id = task?.id ?? '';
    await house.ctx.db
      .updateTable('servicerequest')
      .set({ status: 'ORDERING' })
      .where('id', '=', requestId)
      .execute();
    const stranger: Actor = { kind: 'user', id: 'nobody', roles: ['User'] };
    await expect(completeCallback(house.ctx, stranger, id)).rejects.toBeInstanceOf(NotFound);
    await completeCallback(house.ctx, SYSTEM_ACTOR, id);
    await expect(completeCallback(house.ctx, SYSTEM_ACTOR, id)).rejects.toBeInstanceOf(Conflict);
    expect(await reasonOf(requestId)).toBe('by_hand');
  });
});

describe('a call of ours', () => {
  it('belongs to the newest open request of the number, and stays there', async () => {
    const first = await ring();
    const second = await ring(first.phone);
    const out = { direction: 'out' as const, from: '101', to: first.phone, agentExtension: '101' };
    await step('out-2', 'ringing', out);
    await ring(first.phone);
    await step('out-2', 'ended', out);
    expect((await listCalls(house.ctx.db, second.requestId)).map((each) => each.state)).toContain('ended');
  });

  it('by nobody known goes to the newest too, whoever has the older', async () => {
    const first = await ring();
    await house.ctx.db
      .insertInto('user_account')
      .values({
        id: 'with-phone',
        username: 'x',
        name: 'X',
        extension: '177',
        roles: ['User'],
        work_group_ids: [],
      })
      .execute();
    await house.ctx.db
      .insertInto('incident')
      .values({
        id: '019235aa-0000-7000-8000-00000000aaaa',
        servicerequest_id: first.requestId,
        order_id: 'o',
        service_id: 's',
        customer_id: 'c',
        process_id: 'fault',
        process_version: 1,
        step: 'new',
        category: 'TODO',
        assignee_id: 'with-phone',
      })
      .execute();
    const second = await ring(first.phone);
    await step('out-nobody', 'ringing', { direction: 'out', to: first.phone });
    await step('out-own', 'ringing', { direction: 'out', to: first.phone, agentExtension: '177' });
    const ours = async (requestId: string) =>
      (await listCalls(house.ctx.db, requestId)).filter((each) => each.direction === 'out');
    expect(await ours(second.requestId)).toHaveLength(1);
    expect(await ours(first.requestId)).toHaveLength(1);
  });

  it('ends on its request, though its last step says it came in', async () => {
    const { requestId, phone } = await ring();
    await step('out-odd', 'ringing', { direction: 'out', to: phone });
    await step('out-odd', 'ended', { direction: 'in' });
    const types = (await listTimeline(house.ctx.db, requestId)).map((each) => each.type);
    expect(types).toContain('call.ended');
  });

  it('to a number without a request is recorded and nobody’s', async () => {
    await step('out-3', 'answered', { direction: 'out', to: '+79169999999' });
    const call = await house.ctx.db
      .selectFrom('call')
      .selectAll()
      .where('call_id', '=', 'out-3')
      .executeTakeFirst();
    expect(call).toMatchObject({ state: 'answered', servicerequest_id: null });
  });
});

describe('a recording', () => {
  it('told of at any time moves nothing and stays', async () => {
    const call = await ring();
    await step(call.callId, 'recorded', { recordingUrl: 'https://pbx.example/1.mp3' });
    await step(call.callId, 'answered');
    await step(call.callId, 'recorded', { recordingUrl: 'https://evil.example/2.mp3' });
    expect(await listCalls(house.ctx.db, call.requestId)).toMatchObject([
      { state: 'answered', hasRecording: true },
    ]);
    const row = await house.ctx.db
      .selectFrom('call')
      .select('recording_url')
      .where('call_id', '=', call.callId)
      .executeTakeFirst();
    expect(row?.recording_url).toBe('https://pbx.example/1.mp3');
  });
});
