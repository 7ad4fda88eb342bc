import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.ts';
import type { InboundContact } from '../channel.ts';
import { inboundContact } from '../contact/contact.fixture.ts';
import { workContact } from '../contact/workContact.ts';
import { Conflict, Invalid, NotFound } from '../errors.ts';
import { listTimeline } from '../events.ts';
import { openTestHouse, type TestHouse } from '../house.fixture.ts';
import { listOwnRequests } from '../service-request/listOwnRequests.ts';
import { listCustomerIdentities, listRequestIdentities } from './readIdentities.ts';
import { recogniseSender } from './recogniseSender.ts';
import { highest, RUNGS, reaches } from './rung.ts';
import { unlinkIdentity } from './unlinkIdentity.ts';

const ANNA: Actor = { kind: 'user', id: 'anna', roles: ['User'] };
let house: TestHouse;
let people = 0;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

async function says(identity: string, changes: Partial<InboundContact> = {}, channel = 'chat') {
  const who = { thread: identity, address: identity, identity, account: 'bot' };
  const contact = inboundContact({ ...who, sender: null, text: 'помогите', ...changes });
  const { contactId } = await house.ctx.intake.accept(channel, contact);
  return (await workContact(house.ctx, contactId)) ?? '';
}
const someone = () => `person-${++people}`;
const request = (id: string) =>
  house.ctx.db.selectFrom('servicerequest').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const close = (id: string) =>
  house.ctx.db
    .updateTable('servicerequest')
    .set({ status: 'CLOSED', close_reason: 'RESOLVED', closed_at: new Date() })
    .where('id', '=', id)
    .execute();

describe('the ladder', () => {
  it('has its rungs in their order', () => {
    expect(RUNGS).toEqual(['UNKNOWN', 'CALLER_ID', 'SMS_SENDER', 'SHARED_CONTACT', 'CUSTOMER_MATCH']);
    expect(reaches('SHARED_CONTACT', 'SMS_SENDER')).toBe(true);
    expect(reaches('CALLER_ID', 'SMS_SENDER')).toBe(false);
    expect(highest('SMS_SENDER', 'CALLER_ID')).toBe('SMS_SENDER');
    expect(highest()).toBe('UNKNOWN');
  });
});

describe('a sender', () => {
  it('an agent recognises is his customer from then on, whatever number he has', async () => {
    const who = someone();
    const first = await says(who);
    await recogniseSender(house.ctx, ANNA, { requestId: first, customerId: 'cust-2' });
    await close(first);
    expect(await request(await says(who))).toMatchObject({ customer_id: 'cust-2', rung: 'CUSTOMER_MATCH' });
  });

  it('whose request waits for its customer settles it by the same word', async () => {
    const first = await says(someone());
    await recogniseSender(house.ctx, ANNA, { requestId: first, customerId: 'cust-2' });
    expect(await request(first)).toMatchObject({
      status: 'TRIAGE',
      customer_id: 'cust-2',
      triage_reasons: ['SERVICE_UNKNOWN'],
      settled_by: ANNA.id,
    });
    const whole = await says(someone(), { serviceId: 'svc-billing' });
    await recogniseSender(house.ctx, ANNA, { requestId: whole, customerId: 'cust-2' });
    expect(await request(whole)).toMatchObject({ status: 'ORDERING', customer_id: 'cust-2' });
    expect(house.queued).toContainEqual({ queue: 'orders', id: whole, delayMs: 0 });
  });

  it('of a shared number is told apart by who he is on his channel', async () => {
    const who = someone();
    const proof = { sender: '+79160000099', rung: 'SHARED_CONTACT' as const };
    const first = await says(who, proof);
    expect(await request(first)).toMatchObject({ triage_reasons: ['CUSTOMER_AMBIGUOUS', 'SERVICE_UNKNOWN'] });
    await recogniseSender(house.ctx, ANNA, { requestId: first, customerId: 'cust-3' });
    await close(first);
    expect(await request(await says(who))).toMatchObject({ customer_id: 'cust-3', phone: '+79160000099' });
  });

  it('with a number that can be forged stays on its rung, whoever it is linked to', async () => {
    const first = await says('79990000000', { sender: '+79990000000', rung: 'CALLER_ID' }, 'pbx');
    await recogniseSender(house.ctx, ANNA, { requestId: first, customerId: 'cust-1' });
    await close(first);
    const again = await says('79990000000', { sender: '+79990000000', rung: 'CALLER_ID' }, 'pbx');
    expect(await request(again)).toMatchObject({ customer_id: 'cust-1', rung: 'CALLER_ID' });
  });

  it('must be somebody, his customer must exist, and the agent must see the request', async () => {
    const nobody = await says(someone(), { identity: null });
    const choice = { requestId: nobody, customerId: 'cust-1' };
    await expect(recogniseSender(house.ctx, ANNA, choice)).rejects.toBeInstanceOf(Conflict);
    const requestId = await says(someone());
    await expect(recogniseSender(house.ctx, ANNA, { requestId, customerId: 'none' })).rejects.toBeInstanceOf(
      Invalid,
    );
    await close(requestId);
    await expect(
      recogniseSender(house.ctx, ANNA, { requestId, customerId: 'cust-1' }),
    ).rejects.toBeInstanceOf(NotFound);
  });
});

describe('a wrong link', () => {
  it('can be undone, stays as history, and gives nobody away any more', async () => {
    const who = someone();
    const first = await says(who);
    await recogniseSender(house.ctx, ANNA, { requestId: first, customerId: 'cust-1' });
    await close(first);
    const open = await says(who);
    expect(await request(open)).toMatchObject({ customer_id: 'cust-1', rung: 'CUSTOMER_MATCH' });
    const [link] = await listRequestIdentities(house.ctx.db, open);
    const undo = { linkId: link?.id ?? '', reason: 'это его сосед' };
    await unlinkIdentity(house.ctx, ANNA, undo);
    expect(await request(open)).toMatchObject({
      customer_id: null,
      rung: 'UNKNOWN',
      triage_reasons: ['NO_PHONE', 'SERVICE_UNKNOWN'],
    });
    expect(await listRequestIdentities(house.ctx.db, open)).toMatchObject([
      { customerId: 'cust-1', linkedBy: 'anna', unlinkedBy: 'anna', unlinkReason: 'это его сосед' },
    ]);
    const types = (await listTimeline(house.ctx.db, open)).map((each) => each.type);
    expect(types).toContain('identity.unlinked');
    await expect(unlinkIdentity(house.ctx, ANNA, undo)).rejects.toBeInstanceOf(Conflict);
    await close(open);
    expect(await request(await says(who))).toMatchObject({ customer_id: null, rung: 'UNKNOWN' });
  });

  it('is replaced when the person proves another number, and both are on record', async () => {
    const who = someone();
    const shared = (sender: string) => says(who, { sender, rung: 'SHARED_CONTACT' });
    await shared('+79160000001');
    const id = await shared('+79160000001');
    expect(await listRequestIdentities(house.ctx.db, id)).toHaveLength(1);
    await shared('+79160000099');
    expect(await listRequestIdentities(house.ctx.db, id)).toMatchObject([
      { phone: '+79160000099', unlinkedAt: null },
      { phone: '+79160000001', unlinkedBy: 'system', unlinkReason: 'replaced' },
    ]);
  });

  it('takes his number with it, unless he told it on this request himself', async () => {
    const who = someone();
    await close(await says(who, { sender: '+79160000001', rung: 'SHARED_CONTACT' }));
    const open = await says(who);
    expect(await request(open)).toMatchObject({ phone: '+79160000001', customer_id: 'cust-1' });
    const [link] = await listRequestIdentities(house.ctx.db, open);
    await unlinkIdentity(house.ctx, ANNA, { linkId: link?.id ?? '', reason: 'чужой номер' });
    expect(await request(open)).toMatchObject({
      phone: null,
      phone_kind: 'none',
      customer_id: null,
      triage_reasons: ['NO_PHONE', 'SERVICE_UNKNOWN'],
    });
  });

  it('an agent made is not wiped out by the same number once more', async () => {
    const who = someone();
    const shared = { sender: '+79160000099', rung: 'SHARED_CONTACT' as const };
    const id = await says(who, shared);
    await recogniseSender(house.ctx, ANNA, { requestId: id, customerId: 'cust-2' });
    await says(who, shared);
    const [link] = await listRequestIdentities(house.ctx.db, id);
    expect(link).toMatchObject({ customerId: 'cust-2', rung: 'CUSTOMER_MATCH', unlinkedAt: null });
  });

  it('made by two people at once is one, and neither word is lost on the way', async () => {
    const who = someone();
    const id = await says(who);
    const choose = (customerId: string) => recogniseSender(house.ctx, ANNA, { requestId: id, customerId });
    await Promise.all([choose('cust-1'), choose('cust-2'), choose('cust-1'), choose('cust-2')]);
    const links = await listRequestIdentities(house.ctx.db, id);
    expect(links.filter((each) => each.unlinkedAt === null)).toHaveLength(1);
    expect(new Set(links.map((each) => each.customerId))).toEqual(new Set(['cust-1', 'cust-2']));
  });

  it('is nobody else’s to undo', async () => {
    const requestId = await says(someone());
    await recogniseSender(house.ctx, ANNA, { requestId, customerId: 'cust-1' });
    const [link] = await listRequestIdentities(house.ctx.db, requestId);
    await close(requestId);
    const undo = { linkId: link?.id ?? '', reason: 'x' };
    await expect(unlinkIdentity(house.ctx, { ...ANNA, id: 'somebody-else' }, undo)).rejects.toBeInstanceOf(
      NotFound,
    );
  });
});

describe('one customer', () => {
  it('has many identities, on any channel, by himself and by his number', async () => {
    const phones = ['+79160000777'];
    house.customers.push({ id: 'cust-7', name: 'Семь', phones });
    await says(someone(), { sender: '+79160000777', rung: 'SHARED_CONTACT' });
    const mail = await says(someone(), {}, 'mail');
    await recogniseSender(house.ctx, ANNA, { requestId: mail, customerId: 'cust-7' });
    const identities = await listCustomerIdentities(house.ctx.db, ANNA, { id: 'cust-7', phones });
    expect(identities.map((each) => each.channel).sort()).toEqual(['chat', 'mail']);
  });
});

describe('what a person is told of his requests', () => {
  it('is only what he asked here below the disclosure rung, all of his above it', async () => {
    const bySms = await says(
      '79160000888',
      { sender: '+79160000888', rung: 'SMS_SENDER', account: 'bot' },
      'sms',
    );
    const who = someone();
    const here = await says(who);
    const own = async () =>
      (await listOwnRequests(house.ctx, 'chat', asker)).map((each) => each.number).sort();
    const asker = { account: 'bot', identity: who, thread: who };
    const numbers = async (...ids: string[]) =>
      (await Promise.all(ids.map(request))).map((each) => each.number).sort();
    expect(await own()).toEqual(await numbers(here));
    await says(who, { sender: '+79160000888', rung: 'SHARED_CONTACT', text: null });
    expect(await own()).toEqual(await numbers(here, bySms));
    await close(here);
    expect(await own()).toEqual(await numbers(bySms));
  });

  it('follows the setting', async () => {
    const who = someone();
    await says(who, { sender: '+79160000888', rung: 'SHARED_CONTACT' });
    const strict = {
      ...house.ctx,
      config: { ...house.ctx.config, DISCLOSURE_RUNG: 'CUSTOMER_MATCH' as const },
    };
    const asker = { account: 'bot', identity: who, thread: who };
    expect(await listOwnRequests(strict, 'chat', asker)).toHaveLength(1);
    expect((await listOwnRequests(house.ctx, 'chat', asker)).length).toBeGreaterThan(1);
  });
});
