import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { listAttachments } from '../attachment/readAttachments.ts';
import type { Outbound } from '../channel.ts';
import { inboundContact } from '../contact/contact.fixture.ts';
import { workContact } from '../contact/workContact.ts';
import { Conflict, Invalid, NotFound } from '../errors.ts';
import { listTimeline } from '../events.ts';
import { openTestHouse, rememberingOutbound, type TestHouse } from '../house.fixture.ts';
import { planNotices } from '../notification/planNotices.ts';
import { noticePolicy } from '../notification/policy.ts';
import { sendNotice } from '../notification/sendNotice.ts';
import { listReplies } from './readReplies.ts';
import { replyToCustomer } from './replyToCustomer.ts';

const ANNA: Actor = { kind: 'user', id: 'anna', roles: ['User'] };
let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
  house.ctx.senders.set('chat', rememberingOutbound());
});
afterAll(() => house.close());

async function asked(changes = {}) {
  const contact = inboundContact({ address: '42', ...changes });
  const { contactId } = await house.ctx.intake.accept('chat', contact);
  return (await workContact(house.ctx, contactId)) ?? '';
}
const reply = (requestId: string, changes = {}) =>
  replyToCustomer(house.ctx, ANNA, {
    id: uuid(),
    requestId,
    kind: 'reply',
    text: ' Всё починили ',
    ...changes,
  });

describe('a reply', () => {
  it('is kept once, with its event, whose words it does not hold', async () => {
    const requestId = await asked();
    const id = uuid();
    await Promise.all([reply(requestId, { id }), reply(requestId, { id })]);
    await reply(requestId, { id });
    expect(await listReplies(house.ctx.db, requestId)).toMatchObject([
      { id, text: 'Всё починили', authorId: 'anna', kind: 'reply' },
    ]);
    const told = (await listTimeline(house.ctx.db, requestId)).filter(
      (each) => each.type === 'servicerequest.replied',
    );
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told)).not.toContain('починили');
  });

  it('to what closes at the same moment is refused, and leaves nothing behind', async () => {
    const requestId = await asked();
    let replying: Promise<unknown> = Promise.resolve();
    const { db } = house.ctx;
    await db.transaction().execute(async (trx) => {
      await trx
        .updateTable('servicerequest')
        .set({ status: 'CLOSED', close_reason: 'RESOLVED', closed_at: new Date(), closed_by: 'anna' })
        .where('id', '=', requestId)
        .execute();
      replying = reply(requestId).catch((error: unknown) => error);
      const waits = async () =>
        (
          await sql<{ waits: boolean }>`select exists (select 1 from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock') as waits`.execute(db)
        ).rows[0]?.waits;
      await expect.poll(waits).toBe(true);
    });
    expect(await replying).toMatchObject({ code: 'servicerequest.closed' });
    expect(await listReplies(db, requestId)).toEqual([]);
  });

  it('told again after its request was closed was taken; its id with other words is another’s', async () => {
    const requestId = await asked();
    const id = uuid();
    await reply(requestId, { id });
    await expect(reply(requestId, { id, text: 'другое' })).rejects.toMatchObject({ code: 'reply.key_used' });
    await house.ctx.db
      .updateTable('servicerequest')
      .set({ status: 'CLOSED', close_reason: 'RESOLVED', closed_at: new Date(), closed_by: 'anna' })
      .where('id', '=', requestId)
      .execute();
    await expect(reply(requestId, { id })).resolves.toBeUndefined();
  });

  it('takes its files along where the channel carries them, each once', async () => {
    const outbound = rememberingOutbound({ files: { maxBytes: 1000 } });
    const left = {
      ...outbound,
      send: async (message: Parameters<Outbound['send']>[0]) => {
        await outbound.send(message);
        return { providerId: 'p', leftOut: message.files?.slice(1).map((each) => each.id) };
      },
    };
    house.ctx.senders.set('chat', left);
    const requestId = await asked();
    const id = uuid();
    const file = (fileName: string) => ({ fileName, mimeType: null, bytes: Buffer.from('%PDF-1.4') });
    const files = [file('a.pdf'), file('б.pdf')];
    await Promise.all([reply(requestId, { id, files }), reply(requestId, { id, files })]);
    await reply(requestId, { id, files });
    await expect(reply(requestId, { id })).rejects.toMatchObject({ code: 'attachment.key_used' });
    await expect(reply(requestId, { id, files: files.toReversed() })).rejects.toBeInstanceOf(Conflict);
    const events = await listTimeline(house.ctx.db, requestId);
    const due = await house.ctx.db
      .transaction()
      .execute((trx) => planNotices(trx, events, noticePolicy(house.ctx)));
    for (const each of due) await sendNotice(house.ctx, each);
    const sent = outbound.sent.map((message) => message.files ?? []);
    // Of the two notices, registered and reply, one has files.
    expect(sent.map((each) => each.map(({ fileName, size }) => [fileName, size]))).toEqual([
      [],
      [
        ['a.pdf', 8],
        ['б.pdf', 8],
      ],
    ]);
    expect(Buffer.from((await sent[1]?.[0]?.read()) ?? []).toString()).toBe('%PDF-1.4');
    expect(await listAttachments(house.ctx.db, requestId)).toMatchObject([
      { fileName: 'a.pdf', replyId: id, sentAt: expect.any(Date) },
      { fileName: 'б.pdf', replyId: id, sentAt: null },
    ]);
    expect(JSON.stringify(events)).not.toContain('a.pdf');
    house.ctx.senders.set('chat', rememberingOutbound());
    await expect(reply(requestId, { files })).rejects.toMatchObject({ field: 'files', fault: 'channel' });
  });

  it.each([' ', 'x'.repeat(4001)])('must say something, and not too much', async (text) => {
    const requestId = await asked();
    await expect(reply(requestId, { text })).rejects.toMatchObject({ field: 'text', constructor: Invalid });
  });

  it('needs an open request that the agent sees and a way to its customer', async () => {
    await expect(reply(uuid())).rejects.toBeInstanceOf(NotFound);
    const unreachable = await asked({ address: null });
    await expect(reply(unreachable)).rejects.toMatchObject({ code: 'servicerequest.unreachable' });
    const closed = await asked();
    await house.ctx.db
      .updateTable('servicerequest')
      .set({ status: 'CLOSED', close_reason: 'RESOLVED', closed_at: new Date(), closed_by: 'anna' })
      .where('id', '=', closed)
      .execute();
    await expect(reply(closed)).rejects.toBeInstanceOf(Conflict);
  });
});
