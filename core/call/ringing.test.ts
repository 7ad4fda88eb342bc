import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.ts';
import type { CallEvent, InboundContact } from '../channel.ts';
import { inboundContact } from '../contact/contact.fixture.ts';
import { workContact } from '../contact/workContact.ts';
import { Conflict, NotFound } from '../errors.ts';
import { openTestHouse, type TestHouse } from '../house.fixture.ts';
import { addIncident } from '../sla/incident.fixture.ts';
import { listOwnCalls } from './ownCalls.ts';
import { readCallPop } from './readCallPop.ts';
import { listCalls } from './readCalls.ts';
import { recordCall } from './recordCall.ts';
import { takeCall } from './takeCall.ts';

const anna: Actor = { kind: 'user', id: 'anna', roles: ['User'] };
const boris: Actor = { kind: 'user', id: 'boris', roles: ['User'] };
let house: TestHouse;
let count = 0;

beforeAll(async () => {
  house = await openTestHouse();
  await house.ctx.db
    .insertInto('user_account')
    .values(
      [
        ['anna', '101'],
        ['boris', '102'],
      ].map(([id = '', extension = '']) => ({ id, username: id, name: id, extension, roles: ['User'] })),
    )
    .execute();
});
afterAll(() => house.close());

/** A customer calls. @returns his call's id at the PBX, and ours. */
async function ring(changes: Partial<InboundContact> = {}) {
  count += 1;
  const externalId = `ring-${count}`;
  const contact = inboundContact({
    kind: 'call',
    externalId,
    sender: '+79160000001',
    text: null,
    ...changes,
  });
  const { contactId } = await house.ctx.intake.accept('pbx', contact);
  return { externalId, contactId, contact, callId: (await read(externalId)).id };
}
const read = (callId: string) =>
  house.ctx.db.selectFrom('call').selectAll().where('call_id', '=', callId).executeTakeFirstOrThrow();
const step = (callId: string, type: CallEvent['type'], changes: Partial<CallEvent> = {}) =>
  recordCall(house.ctx, 'pbx', {
    account: 'default',
    callId,
    type,
    direction: 'in',
    from: '+79160000001',
    to: null,
    queue: null,
    agentExtension: null,
    endReason: null,
    occurredAt: new Date(),
    ...changes,
  });
const told = async (callId: string) => {
  const rows = await house.ctx.db
    .selectFrom('event')
    .selectAll()
    .where('type', '=', 'call.ringing')
    .orderBy('id')
    .execute();
  return rows.filter((row) => row.data.callId === callId);
};

describe('an inbound call', () => {
  it('is recorded and told of while it rings, with its queue and telephones and never its number', async () => {
    const { externalId, contactId, callId } = await ring({ queue: 'Интернет', ringsAt: ['101', '102'] });
    expect(await read(externalId)).toMatchObject({
      state: 'ringing',
      direction: 'in',
      queue: 'Интернет',
      ringing_extensions: ['101', '102'],
      agent_extension: null,
      contact_known: true,
    });
    const events = await told(callId);
    expect(events).toMatchObject([{ contact_id: contactId, actor: 'system' }]);
    expect(events[0]?.data).toEqual({ callId, queue: 'Интернет', extensions: ['101', '102'] });
  });

  it('is listed with its request', async () => {
    const { contactId } = await ring({ queue: 'tv' });
    const requestId = (await workContact(house.ctx, contactId)) ?? '';
    expect(await listCalls(house.ctx.db, requestId)).toMatchObject([{ state: 'ringing', queue: 'tv' }]);
  });

  it('told again is told once, unless it rings somewhere else', async () => {
    const { externalId, contact, callId } = await ring({ ringsAt: ['101'] });
    await house.ctx.intake.accept('pbx', contact);
    await step(externalId, 'ringing', { ringsAt: ['101'] });
    expect(await told(callId)).toHaveLength(1);
    await house.ctx.intake.accept('pbx', { ...contact, ringsAt: ['102'] });
    await step(externalId, 'ringing', { ringsAt: ['103'] });
    expect((await told(callId)).map((event) => event.data.extensions)).toEqual([['101'], ['102'], ['103']]);
    expect(await read(externalId)).toMatchObject({ ringing_extensions: ['101', '102', '103'] });
  });

  it('whose newCall comes late does not ring again', async () => {
    await step('late-ring', 'answered', { agentExtension: '102' });
    const contact = inboundContact({ kind: 'call', externalId: 'late-ring', ringsAt: ['101'] });
    await house.ctx.intake.accept('pbx', contact);
    const call = await read('late-ring');
    expect(call).toMatchObject({ state: 'answered', agent_extension: '102', contact_known: true });
    expect(await told(call.id)).toEqual([]);
  });

  it('is one call, however many of its contacts share a commit with steps of it', async () => {
    const contact = inboundContact({ kind: 'call', externalId: 'at-once', ringsAt: ['101'] });
    await Promise.all([
      ...Array.from({ length: 8 }, () => house.ctx.intake.accept('pbx', contact)),
      ...Array.from({ length: 4 }, () => step('at-once', 'answered', { agentExtension: '101' })),
    ]);
    await step('at-once', 'ended');
    expect(await read('at-once')).toMatchObject({ state: 'ended', agent_extension: '101' });
    const contacts = house.ctx.db.selectFrom('contact').select('id').where('external_id', '=', 'at-once');
    expect(await contacts.execute()).toHaveLength(1);
  });
});

describe('the agent at whose telephone it rings', () => {
  it('reads who calls, what he has open and what came before; nobody else does', async () => {
    const earlier = await house.ctx.intake.accept(
      'sms',
      inboundContact({ sender: '+79160000001', text: 'Раньше' }),
    );
    await workContact(house.ctx, earlier.contactId);
    const { callId } = await ring({ ringsAt: ['101'] });
    const pop = await readCallPop(house.ctx, anna, callId);
    expect(pop).toMatchObject({
      call: { state: 'ringing', phone: '+79160000001', answeredBy: null },
      caller: { people: [{ id: 'cust-1', name: 'Иван Петров' }], isLinked: false, fresh: true },
      outages: [],
      request: null,
    });
    // Whoever serves him: what was said there stays with who does.
    expect(pop.openRequests.map((each) => each.opens)).toContain(true);
    expect(pop.recent).toHaveLength(3);
    expect(pop.recent.map((each) => each.text)).toContain('Раньше');
    await expect(readCallPop(house.ctx, boris, callId)).rejects.toBeInstanceOf(NotFound);
    expect((await listOwnCalls(house.ctx.db, anna)).map((each) => each.id)).toContain(callId);
    expect((await listOwnCalls(house.ctx.db, boris)).map((each) => each.id)).not.toContain(callId);
  });

  it('is offered everybody of a shared number, and whom it was found to be from then on', async () => {
    const shared = { sender: '+79160000099', identity: '+79160000099', ringsAt: ['101'] };
    const first = await ring(shared);
    expect((await readCallPop(house.ctx, anna, first.callId)).caller.people).toHaveLength(2);
    await house.ctx.db
      .insertInto('identity_link')
      .values({
        id: '019235aa-0000-7000-8000-0000000000f1',
        channel: 'pbx',
        account: 'default',
        identity: '+79160000099',
        phone: '+79160000099',
        customer_id: 'cust-3',
        customer_name: 'Пётр Иванов',
        rung: 'CALLER_ID',
        linked_by: 'anna',
      })
      .execute();
    const second = await ring(shared);
    expect((await readCallPop(house.ctx, anna, second.callId)).caller).toMatchObject({
      people: [{ id: 'cust-3', name: 'Пётр Иванов' }],
      isLinked: true,
    });
  });

  it('is told of the outage of a service he called about', async () => {
    await house.ctx.db
      .insertInto('servicerequest')
      .values({
        id: '019235aa-0000-7000-8000-0000000000e1',
        status: 'TRIAGE',
        channel: 'sms',
        account: 'a',
        phone: '+79161112233',
        phone_kind: 'e164',
        service_id: 'svc-internet',
        area: 'Тверь',
      })
      .execute();
    await house.ctx.db
      .insertInto('mass_incident')
      .values(
        [
          { id: '1', service_id: 'svc-internet', area: null, state: 'OPEN' as const },
          { id: '2', service_id: 'svc-billing', area: 'Тверь', state: 'OPEN' as const },
          { id: '3', service_id: 'svc-billing', area: null, state: 'OPEN' as const },
          { id: '4', service_id: 'svc-internet', area: 'Тверь', state: 'PROPOSED' as const },
        ].map(({ id, state, ...each }) => ({
          ...each,
          id: `019235aa-0000-7000-8000-00000000000${id}`,
          state,
          title: id,
          began_at: new Date(),
          ...(state === 'OPEN' && { opened_at: new Date(), opened_by: 'vera' }),
        })),
      )
      .execute();
    const { callId } = await ring({ sender: '+79161112233', ringsAt: ['101'] });
    const { outages } = await readCallPop(house.ctx, anna, callId);
    expect(outages.map((each) => each.title)).toEqual(['2', '1']);
  });

  it('takes it once its contact is a request: he sees it, and it is nobody else’s', async () => {
    const { callId, contactId } = await ring({ ringsAt: ['101', '102'] });
    expect(await takeCall(house.ctx, anna, callId)).toBeNull();
    const requestId = await workContact(house.ctx, contactId);
    expect(await takeCall(house.ctx, anna, callId)).toBe(requestId);
    await expect(takeCall(house.ctx, boris, callId)).rejects.toBeInstanceOf(Conflict);
    const request = await house.ctx.db
      .selectFrom('servicerequest')
      .select('opened_by')
      .where('id', '=', requestId)
      .executeTakeFirst();
    expect(request).toEqual({ opened_by: 'anna' });
    expect((await listOwnCalls(house.ctx.db, anna)).map((each) => each.id)).not.toContain(callId);
  });

  it('neither sees nor takes one that ended a while ago', async () => {
    const { callId, externalId, contactId } = await ring({ ringsAt: ['101', '102'] });
    const requestId = (await workContact(house.ctx, contactId)) ?? '';
    await step(externalId, 'ended', { occurredAt: new Date(Date.now() - 60_000) });
    expect((await readCallPop(house.ctx, anna, callId)).call.state).toBe('ended');
    await house.ctx.db
      .updateTable('call')
      .set({ ended_at: new Date(Date.now() - 130_000) })
      .where('id', '=', callId)
      .execute();
    await expect(readCallPop(house.ctx, anna, callId)).rejects.toBeInstanceOf(NotFound);
    await expect(takeCall(house.ctx, anna, callId)).rejects.toBeInstanceOf(NotFound);
    const request = await house.ctx.db
      .selectFrom('servicerequest')
      .select('opened_by')
      .where('id', '=', requestId)
      .executeTakeFirst();
    expect(request).toEqual({ opened_by: null });
  });

  it('does not get an incident its agent has begun to work on', async () => {
    const { callId, contactId } = await ring({ ringsAt: ['101'] });
    const requestId = (await workContact(house.ctx, contactId)) ?? '';
    const { id } = await addIncident(house.ctx.db, {
      servicerequest_id: requestId,
      assignee_id: 'boris',
      step: 'diagnose',
      category: 'DOING',
    });
    const assignee = () =>
      house.ctx.db.selectFrom('incident').select('assignee_id').where('id', '=', id).executeTakeFirst();
    await takeCall(house.ctx, anna, callId);
    expect(await assignee()).toEqual({ assignee_id: 'boris' });
    await house.ctx.db
      .updateTable('incident')
      .set({ step: 'new', category: 'TODO' })
      .where('id', '=', id)
      .execute();
    await takeCall(house.ctx, anna, callId);
    expect(await assignee()).toEqual({ assignee_id: 'anna' });
  });

  it('does not take one that a colleague has answered, or that rings at others only', async () => {
    const { callId, externalId } = await ring({ ringsAt: ['101', '102'] });
    await step(externalId, 'answered', { agentExtension: '102' });
    await expect(takeCall(house.ctx, anna, callId)).rejects.toBeInstanceOf(Conflict);
    const others = await ring({ ringsAt: ['102'] });
    await expect(takeCall(house.ctx, anna, others.callId)).rejects.toBeInstanceOf(NotFound);
  });
});
