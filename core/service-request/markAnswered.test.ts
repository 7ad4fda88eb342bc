import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { recordCall } from '../call/recordCall.ts';
import type { CallEvent } from '../channel.ts';
import { workContact } from '../contact/workContact.ts';
import { openTestHouse, rememberingOutbound, type TestHouse } from '../house.fixture.ts';
import { moveIncident } from '../incident/moveIncident.ts';
import { openIncident } from '../incident/openIncident.ts';
import { replyToCustomer } from './replyToCustomer.ts';

let house: TestHouse;
const ops = { kind: 'service' as const, id: 'ops', roles: [] };

beforeAll(async () => {
  house = await openTestHouse();
  house.ctx.senders.set('sms', rememberingOutbound());
  house.ctx.agentLoads = { pick: async () => null };
});
afterAll(() => house.close());

const answeredAt = async (id: string) =>
  (
    await house.ctx.db
      .selectFrom('servicerequest')
      .select('answered_at')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).answered_at;

async function take(changes: object = {}): Promise<string> {
  const { contactId } = await house.ctx.intake.accept('sms', {
    account: 'a',
    externalId: uuid(),
    kind: 'message',
    thread: null,
    address: '+79160000001',
    sender: '+79160000001',
    identity: null,
    rung: 'SMS_SENDER',
    serviceId: 'svc-internet',
    queue: null,
    text: 'Нет связи',
    occurredAt: new Date(),
    raw: {},
    ...changes,
  });
  const id = await workContact(house.ctx, contactId);
  if (id === null) throw new Error('not worked');
  return id;
}
const call = (callId: string, type: CallEvent['type'], at: Date) =>
  recordCall(house.ctx, 'sms', {
    account: 'a',
    callId,
    type,
    direction: 'in',
    from: '+79160000001',
    to: null,
    queue: null,
    agentExtension: '101',
    endReason: null,
    occurredAt: at,
  });

describe('the first answer to a customer', () => {
  it('is the first reply', async () => {
    const id = await take();
    expect(await answeredAt(id)).toBeNull();
    const reply = { id: uuid(), requestId: id, kind: 'reply' as const, text: 'Смотрим' };
    await replyToCustomer(house.ctx, ops, reply);
    const first = await answeredAt(id);
    expect(first).toBeInstanceOf(Date);
    await replyToCustomer(house.ctx, ops, { ...reply, id: uuid() });
    expect(await answeredAt(id)).toEqual(first);
  });

  it('is the answered call, whether the answer comes before or after the request', async () => {
    const at = new Date('2026-01-05T10:00:00Z');
    const after = uuid();
    const id = await take({ externalId: after, kind: 'call' });
    expect(await answeredAt(id)).toBeNull();
    await call(after, 'answered', at);
    expect(await answeredAt(id)).toEqual(at);
    const before = uuid();
    await call(before, 'answered', at);
    expect(await answeredAt(await take({ externalId: before, kind: 'call' }))).toEqual(at);
    const missed = uuid();
    const unanswered = await take({ externalId: missed, kind: 'call' });
    await call(missed, 'ended', at);
    expect(await answeredAt(unanswered)).toBeNull();
  });

  it('is never lost between an answer and the work on its call at the same moment', async () => {
    for (let round = 0; round < 8; round += 1) {
      const callId = uuid();
      const [id] = await Promise.all([
        take({ externalId: callId, kind: 'call' }),
        call(callId, 'answered', new Date()),
      ]);
      expect(await answeredAt(id)).toBeInstanceOf(Date);
    }
  });

  it('is a person’s first move of the incident, and nothing a machine does', async () => {
    const anna: Actor = { kind: 'user', id: 'anna', roles: ['User'] };
    for (const [actor, answers] of [
      [ops, false],
      [anna, true],
    ] as [Actor, boolean][]) {
      const id = await take();
      const { db } = house.ctx;
      await db.updateTable('servicerequest').set({ order_id: uuid() }).where('id', '=', id).execute();
      await openIncident(house.ctx, id);
      const incident = await db
        .updateTable('incident')
        .set({ assignee_id: 'anna' })
        .where('servicerequest_id', '=', id)
        .returning('id')
        .executeTakeFirstOrThrow();
      await moveIncident(house.ctx, actor, { incidentId: incident.id, toStep: 'answer' });
      expect((await answeredAt(id)) !== null).toBe(answers);
    }
  });
});
