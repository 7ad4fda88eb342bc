import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { InboundContact } from '../channel.ts';
import { listTimeline } from '../events.ts';
import { openTestHouse, rememberingOutbound, type TestHouse } from '../house.fixture.ts';
import { planNotices } from '../notification/planNotices.ts';
import { noticePolicy } from '../notification/policy.ts';
import { ratingChoice } from './choice.ts';
import { inboundContact } from './contact.fixture.ts';
import { workContact } from './workContact.ts';

let house: TestHouse;
let chat = 0;
beforeAll(async () => {
  house = await openTestHouse();
  const { senders, db } = house.ctx;
  senders.set('chat', rememberingOutbound());
  senders.set('text', rememberingOutbound({ choices: 'numbers', byPhone: true }));
  await db
    .insertInto('routing_rule')
    .values({
      id: '019235aa-0000-7000-8000-000000000001',
      position: 1,
      keyword: 'интернет',
      service_id: 'svc-internet',
    })
    .execute();
});
afterAll(() => house.close());

/** A person in a chat of his own. */
function person() {
  chat += 1;
  const who = { thread: `chat-${chat}`, address: `chat-${chat}`, identity: `chat-${chat}` };
  const say = async (changes: Partial<InboundContact>, channel = 'chat') => {
    const contact = inboundContact({ ...who, sender: null, rung: 'UNKNOWN', text: null, ...changes });
    return (await house.ctx.intake.accept(channel, contact)).contactId;
  };
  return { ...who, say };
}
const work = (id: string) => workContact(house.ctx, id);
const request = (id: string | null) =>
  house.ctx.db
    .selectFrom('servicerequest')
    .selectAll()
    .where('id', '=', id ?? '')
    .executeTakeFirstOrThrow();
const plan = async (id: string) => {
  const events = await listTimeline(house.ctx.db, id);
  await house.ctx.db.transaction().execute((trx) => planNotices(trx, events, noticePolicy(house.ctx)));
};

describe('a burst', () => {
  it('becomes one request with all its words, whoever’s turn comes first', async () => {
    const { say } = person();
    const ids = [
      await say({ text: 'Добрый день' }),
      await say({ text: 'интернет' }),
      await say({ text: 'не работает' }),
    ];
    const ends = [];
    for (const id of ids) ends.push(await work(id));
    expect(ends.slice(0, 2)).toEqual([null, null]);
    const opened = await request(ends[2] ?? null);
    expect(opened).toMatchObject({ text: 'Добрый день\nинтернет\nне работает', service_id: 'svc-internet' });
    const contacts = await house.ctx.db
      .selectFrom('contact')
      .select(['state', 'servicerequest_id'])
      .where('id', 'in', ids)
      .execute();
    expect(contacts).toEqual(Array(3).fill({ state: 'WORKED', servicerequest_id: opened.id }));
    const joined = (await listTimeline(house.ctx.db, opened.id)).filter(
      (each) => each.type === 'contact.joined',
    );
    expect(joined.map((each) => each.contactId).sort()).toEqual(ids.slice(0, 2).sort());
  });

  it('waits its settling time in the queue', async () => {
    const id = await person().say({ text: 'x', settleMs: 1500 });
    expect(house.queued).toContainEqual({ queue: 'intake', id, delayMs: 1500 });
  });

  it('worked by several at once makes one request', async () => {
    const { say, thread } = person();
    const ids = await Promise.all(
      Array.from({ length: 6 }, (_, index) => say({ text: `интернет ${index}` })),
    );
    await Promise.all([...ids, ...ids].map(work));
    const requests = await house.ctx.db
      .selectFrom('servicerequest')
      .select('id')
      .where('thread', '=', thread)
      .execute();
    expect(requests).toHaveLength(1);
  });
});

describe('who speaks', () => {
  it('is remembered once he proved his number, and known by it from then on', async () => {
    const { say } = person();
    const shared = await work(await say({ sender: '+79160000001', rung: 'SHARED_CONTACT' }));
    expect(await request(shared)).toMatchObject({
      customer_id: 'cust-1',
      rung: 'SHARED_CONTACT',
      status: 'TRIAGE',
      triage_reasons: ['SERVICE_UNKNOWN'],
    });
    expect(await work(await say({ text: 'нет интернета' }))).toBe(shared);
    expect(await request(shared)).toMatchObject({ status: 'ORDERING', service_id: 'svc-internet' });
    expect(house.queued).toContainEqual({ queue: 'orders', id: shared, delayMs: 0 });
  });

  it('stands on the rung of his channel, which a later word may raise and never lowers', async () => {
    const { say } = person();
    const id = await work(await say({ sender: '+79160000001', rung: 'SMS_SENDER', text: 'раз' }));
    expect(await request(id)).toMatchObject({ rung: 'SMS_SENDER' });
    await work(await say({ sender: '+79160000001', rung: 'SHARED_CONTACT' }));
    expect(await request(id)).toMatchObject({ rung: 'SHARED_CONTACT' });
    await work(await say({ sender: '+79160000001', rung: 'CALLER_ID', text: 'два' }));
    expect(await request(id)).toMatchObject({ rung: 'SHARED_CONTACT' });
  });
});

describe('the service', () => {
  it('is chosen by a button of the catalogue', async () => {
    const { say } = person();
    const id = await work(await say({ text: 'помогите', sender: '+79160000001' }));
    expect(await request(id)).toMatchObject({ triage_reasons: ['SERVICE_UNKNOWN'] });
    expect(await work(await say({ choice: 'service:svc-billing' }))).toBe(id);
    expect(await request(id)).toMatchObject({
      status: 'ORDERING',
      service_id: 'svc-billing',
      text: 'помогите',
    });
    expect(await work(await say({ choice: 'service:svc-internet' }))).toBe(id);
    expect(await request(id)).toMatchObject({ service_id: 'svc-billing' });
  });

  it('is chosen by the number of a menu that was asked, and by no number without one', async () => {
    const { say } = person();
    const id = await work(await say({ text: 'помогите', sender: '+79160000001' }, 'text'));
    await work(await say({ text: '1' }, 'text'));
    expect(await request(id)).toMatchObject({ status: 'TRIAGE' });
    await plan(id ?? '');
    await work(await say({ text: '9' }, 'text'));
    expect(await request(id)).toMatchObject({ status: 'TRIAGE' });
    await work(await say({ text: ' 2) \nспасибо' }, 'text'));
    const { menu, service_id, status } = await request(id);
    expect(status).toBe('ORDERING');
    expect(service_id).toBe(menu?.[1]);
  });
});

describe('an answer to a question', () => {
  const phone = '+79160000333';
  const sms = { ...{ address: phone, identity: phone, sender: phone }, thread: phone };

  it('that went out by another way than the request came in joins it, and nothing else does', async () => {
    const called = inboundContact({ kind: 'call', sender: phone, text: null });
    const id = await work((await house.ctx.intake.accept('pbx', called)).contactId);
    const stranger = { ...sms, thread: '+79160000334', sender: '+79160000334' };
    const text = async (changes: Partial<InboundContact>) => {
      const contact = inboundContact({ text: 'Красная', ...changes });
      return work((await house.ctx.intake.accept('text', contact)).contactId);
    };
    const before = await text({ ...sms, account: 'unasked' });
    expect(before).not.toBe(id);
    await house.ctx.db
      .insertInto('notification')
      .values({
        id: '019235aa-0000-7000-8000-0000000000cc',
        event_id: 1,
        servicerequest_id: id ?? '',
        recipient: 'customer',
        channel: 'text',
        address: phone,
        template: 'question',
        state: 'SENT',
      })
      .execute();
    expect(await text(sms)).toBe(id);
    expect(await text(stranger)).not.toBe(id);
  });
});

describe('a rating', () => {
  const closed = async () => {
    const one = person();
    const id = await work(await one.say({ text: 'интернет', sender: '+79160000001' }));
    await house.ctx.db
      .updateTable('servicerequest')
      .set({ status: 'CLOSED', close_reason: 'RESOLVED', closed_at: new Date() })
      .where('id', '=', id ?? '')
      .execute();
    return { id: id ?? '', one };
  };

  it('goes to the closed request, opens none, and the last word counts', async () => {
    const { id, one } = await closed();
    for (const stars of [2, 5])
      expect(await work(await one.say({ choice: ratingChoice(id, stars) }))).toBe(id);
    expect(await request(id)).toMatchObject({ rating: 5, status: 'CLOSED' });
    const rated = (await listTimeline(house.ctx.db, id)).filter(
      (each) => each.type === 'servicerequest.rated',
    );
    expect(rated.map((each) => each.data.rating)).toEqual([2, 5]);
  });

  it('of another’s request, or of one still open, is put aside', async () => {
    const { id } = await closed();
    const stranger = person();
    const contactId = await stranger.say({ choice: ratingChoice(id, 1) });
    expect(await work(contactId)).toBeNull();
    expect(await request(id)).toMatchObject({ rating: null });
    const mine = await work(await stranger.say({ text: 'интернет', sender: '+79160000001' }));
    expect(await work(await stranger.say({ choice: ratingChoice(mine ?? '', 5) }))).toBeNull();
    expect(await request(mine)).toMatchObject({ rating: null });
    const contact = await house.ctx.db
      .selectFrom('contact')
      .select(['state', 'last_error'])
      .where('id', '=', contactId)
      .executeTakeFirst();
    expect(contact).toEqual({ state: 'QUARANTINED', last_error: 'choice.unknown' });
  });
});

describe('what comes along', () => {
  it('is fetched once its contact has become work', async () => {
    const file = { kind: 'photo' as const, externalId: 'f', fileName: null, mimeType: null, size: null };
    const id = await person().say({ attachments: [file] });
    expect(house.queued.filter((each) => each.queue === 'attachments')).toEqual([]);
    await work(id);
    const { id: attachmentId } = await house.ctx.db
      .selectFrom('attachment')
      .select('id')
      .where('contact_id', '=', id)
      .executeTakeFirstOrThrow();
    expect(house.queued).toContainEqual({ queue: 'attachments', id: attachmentId, delayMs: 0 });
  });
});
