import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rememberingOutbound } from '../../core/house.fixture.ts';
import { AttachmentPage } from './schemas/attachment.ts';
import { Reply, ReplyPage } from './schemas/reply.ts';
import { readAnswer, readProblem } from './testing/client.ts';
import { startHouse, type TestHouse } from './testing/house.ts';

const KEY = '0197c1de-7a51-7c3e-9f0a-3d1c5b6a7e01';

let house: TestHouse;
let requestId: string;
beforeAll(async () => {
  house = await startHouse({ ATTACHMENT_MAX_BYTES: 100_000 });
});
afterAll(() => house.stop());
beforeEach(async () => {
  house.ctx.senders.set('sms', rememberingOutbound({ files: { maxBytes: 200_000 } }));
  ({ requestId } = await house.receiveFor('anna'));
});

const pdf = (name = 'договор.pdf', length = 20) =>
  new File(['%PDF-1.4\n'.padEnd(length)], name, { type: 'text/html' });
const listed = async () =>
  (await house.read(AttachmentPage, `/service-requests/${requestId}/attachments`, 'anna')).items;
const attach = (files: File[], key?: string, as: 'anna' | 'boris' | 'system' = 'anna') =>
  house.send(
    `/service-requests/${requestId}/attachments`,
    as,
    { files },
    key === undefined ? {} : { 'idempotency-key': key },
  );
const replyWith = (fields: Record<string, string | File[]>, key?: string) =>
  house.send(
    `/service-requests/${requestId}/replies`,
    'anna',
    fields,
    key === undefined ? {} : { 'idempotency-key': key },
  );
const fieldsOf = async (response: Response) =>
  (await readProblem(response, 400)).errors?.map((each) => each.field);

describe('POST /service-requests/{id}/attachments', () => {
  it('is 201 with what was attached, whose bytes can be read', async () => {
    const answer = await readAnswer(AttachmentPage, await attach([pdf(), pdf('b.pdf')], KEY), 201);
    expect(answer.items).toMatchObject([
      { fileName: 'договор.pdf', mimeType: 'application/pdf', uploadId: KEY, replyId: null, contactId: null },
      { fileName: 'b.pdf', authorId: 'u-anna', authorName: 'anna', state: 'STORED', sentAt: null },
    ]);
    expect(await readAnswer(AttachmentPage, await attach([pdf(), pdf('b.pdf')], KEY), 201)).toEqual(answer);
    expect(await listed()).toEqual(answer.items);
    const content = await house.call(`/attachments/${answer.items[0]?.id}/content`, 'anna');
    expect(await content.text()).toMatch(/^%PDF/);
    expect((await readProblem(await attach([pdf()], KEY), 409)).code).toBe('attachment.key_used');
    expect(house.logged()).not.toContain('договор');
  });

  it('takes as much as the house takes, and no more', async () => {
    expect((await attach([pdf('a.pdf', 100_000)])).status).toBe(201);
    expect(await fieldsOf(await attach([pdf('a.pdf', 100_001)]))).toEqual(['files']);
    await readProblem(await attach([pdf('a.pdf', 400_000)]), 413);
    expect(await fieldsOf(await attach(Array.from({ length: 6 }, () => pdf())))).toEqual(['files']);
    expect(await fieldsOf(await attach([new File(['MZ'], 'a.pdf')]))).toEqual(['files']);
    expect(await fieldsOf(await attach([]))).toEqual(['files']);
    await readProblem(await house.call(`/service-requests/${requestId}/attachments`, 'anna', {}), 415);
  });

  it('is for those who see the request', async () => {
    await readProblem(await attach([pdf()], undefined, 'boris'), 404);
    expect(await listed()).toEqual([]);
  });
});

describe('POST /service-requests/{id}/replies with files', () => {
  it('keeps them with the reply, and counts them in its event', async () => {
    const reply = await readAnswer(
      Reply,
      await replyWith({ text: 'Вот договор', kind: 'question', files: [pdf()] }, KEY.replace('01', '31')),
      201,
    );
    expect(reply).toMatchObject({ kind: 'question', text: 'Вот договор' });
    expect(await listed()).toMatchObject([{ replyId: reply.id, fileName: 'договор.pdf' }]);
    const event = await house.db
      .selectFrom('event')
      .select('data')
      .where('type', '=', 'servicerequest.replied')
      .where('servicerequest_id', '=', requestId)
      .executeTakeFirst();
    expect(event?.data).toMatchObject({ files: 1 });
  });

  it('names the field where the channel carries none, or one is no file', async () => {
    expect(await fieldsOf(await replyWith({ text: 'x', files: 'text' }))).toEqual(['files.0']);
    expect(await fieldsOf(await replyWith({ files: [pdf()] }))).toEqual(['text']);
    house.ctx.senders.set('sms', rememberingOutbound());
    expect(await fieldsOf(await replyWith({ text: 'x', files: [pdf()] }))).toEqual(['files']);
    expect((await house.read(ReplyPage, `/service-requests/${requestId}/replies`, 'anna')).items).toEqual([]);
  });
});
