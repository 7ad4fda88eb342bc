import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listTimeline } from '../../core/events.ts';
import { rememberingOutbound } from '../../core/house.fixture.ts';
import { planNotices } from '../../core/notification/planNotices.ts';
import { noticePolicy } from '../../core/notification/policy.ts';
import { sendNotice } from '../../core/notification/sendNotice.ts';
import { EventPage } from './schemas/event.ts';
import { NoticePage } from './schemas/notice.ts';
import { Reply, ReplyPage } from './schemas/reply.ts';
import { readAnswer, readProblem } from './testing/client.ts';
import { startHouse, type TestHouse } from './testing/house.ts';

const KEY = '0197c1de-7a51-7c3e-9f0a-3d1c5b6a7e01';
const UNKNOWN = '0197c1de-7a51-7c3e-9f0a-3d1c5b6a7e02';

let house: TestHouse;
let requestId: string;
let path: string;

beforeAll(async () => {
  house = await startHouse();
  house.ctx.senders.set('sms', rememberingOutbound({ byPhone: true }));
});
afterAll(() => house.stop());
beforeEach(async () => {
  ({ requestId } = await house.receiveFor('anna'));
  path = `/service-requests/${requestId}/replies`;
});

const post = (body: unknown, key?: string, to = path) =>
  house.call(to, 'anna', body, key === undefined ? {} : { 'idempotency-key': key });
const listed = async () => (await house.read(ReplyPage, path, 'anna')).items;
const fieldsOf = async (response: Response) =>
  (await readProblem(response, 400)).errors?.map((each) => each.field);

describe('POST /service-requests/{id}/replies', () => {
  it('is 201 with the reply, which is then in the list and on the timeline', async () => {
    const reply = await readAnswer(Reply, await post({ text: '  Мастер придёт завтра  ' }), 201);
    expect(reply).toMatchObject({
      kind: 'reply',
      authorId: 'u-anna',
      authorName: 'anna',
      text: 'Мастер придёт завтра',
    });
    const question = await readAnswer(Reply, await post({ kind: 'question', text: 'Горит ли лампа?' }), 201);
    expect(question.kind).toBe('question');
    expect(await listed()).toEqual([reply, question]);
    const { items } = await house.read(EventPage, `/service-requests/${requestId}/timeline`, 'anna');
    expect(items.filter((event) => event.type === 'servicerequest.replied')).toMatchObject([
      { actor: 'u-anna', data: { replyId: reply.id, kind: 'reply' } },
      { actor: 'u-anna', data: { replyId: question.id, kind: 'question' } },
    ]);
    expect(house.logged()).not.toMatch(/Мастер|лампа/);
  });

  it('is a system’s word, too', async () => {
    const reply = await readAnswer(Reply, await house.call(path, 'system', { text: 'Готово' }), 201);
    expect(reply).toMatchObject({ authorId: 'helpdesk-api', authorName: null });
  });

  it('sent twice under one key is one reply of that id', async () => {
    const first = await readAnswer(Reply, await post({ text: 'Уже едем' }, KEY), 201);
    const second = await readAnswer(Reply, await post({ text: 'Уже едем' }, KEY.toUpperCase()), 201);
    expect(first.id).toBe(KEY);
    expect(second).toEqual(first);
    expect(await listed()).toEqual([first]);
  });

  it('sent by two at once under one key is one reply', async () => {
    const key = '0197c1de-7a51-7c3e-9f0a-3d1c5b6a7e11';
    const answers = await Promise.all(Array.from({ length: 4 }, () => post({ text: 'Уже едем' }, key)));
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201]);
    expect((await listed()).map((reply) => reply.id)).toEqual([key]);
  });

  it('without a key each is a reply of its own', async () => {
    await post({ text: 'Уже едем' });
    await post({ text: 'Уже едем' });
    expect(await listed()).toHaveLength(2);
  });

  it('does not take other words, or another request, under a key that was used', async () => {
    const key = '0197c1de-7a51-7c3e-9f0a-3d1c5b6a7e21';
    await readAnswer(Reply, await post({ text: 'Уже едем' }, key), 201);
    const other = await house.receiveFor('anna');
    const wrong = [
      await post({ text: 'Не едем' }, key),
      await post({ kind: 'question', text: 'Уже едем' }, key),
      await post({ text: 'Уже едем' }, key, `/service-requests/${other.requestId}/replies`),
    ];
    for (const response of wrong) expect((await readProblem(response, 409)).code).toBe('reply.key_used');
    expect((await listed()).map((reply) => reply.text)).toEqual(['Уже едем']);
  });

  it.each(['7', '', 'order-7', `"${KEY}"`, `${KEY}0`, KEY.replaceAll('-', '')])(
    'names a key that is no UUID: %j',
    async (key) => {
      expect(await fieldsOf(await post({ text: 'Уже едем' }, key))).toEqual(['Idempotency-Key']);
      expect(await listed()).toEqual([]);
    },
  );

  it.each([
    [{}, ['text']],
    [{ text: 7 }, ['text']],
    [{ text: ' \n ' }, ['text']],
    [{ text: '\u0000' }, ['text']],
    [{ text: 'x'.repeat(4001) }, ['text']],
    [{ text: 'x', kind: 'shout' }, ['kind']],
    [{ text: 'x', channel: 'sms' }, ['channel']],
    [[], ['(body)']],
  ])('names what is wrong with %j', async (body, fields) => {
    expect(await fieldsOf(await post(body))).toEqual(fields);
  });

  it('is refused where the request is closed, or nothing reaches its customer', async () => {
    const nobody = await house.receive({ sender: 'anonymous', address: null });
    const unreachable = await post(
      { text: 'Уже едем' },
      undefined,
      `/service-requests/${nobody.requestId}/replies`,
    );
    expect((await readProblem(unreachable, 409)).code).toBe('servicerequest.unreachable');
    await house.call(`/service-requests/${requestId}/close`, 'anna', { reason: 'RESOLVED' });
    expect((await readProblem(await post({ text: 'Уже едем' }), 409)).code).toBe('servicerequest.closed');
  });

  it('is not for those who do not see the request', async () => {
    await house.refused(404, path, 'boris', { text: 'Уже едем' });
    await house.refused(404, path, 'boris');
    await house.refused(404, `/service-requests/${UNKNOWN}/replies`, 'system', { text: 'Уже едем' });
    await house.refused(404, '/service-requests/7/replies', 'system', { text: 'Уже едем' });
    expect(await listed()).toEqual([]);
  });

  it('comes in parts where a limit is given', async () => {
    for (const text of ['раз', 'два', 'три']) await post({ text });
    const first = await house.read(ReplyPage, `${path}?limit=2`, 'anna');
    const second = await house.read(ReplyPage, `${path}?limit=2&cursor=${first.nextCursor}`, 'anna');
    expect([...first.items, ...second.items].map((reply) => reply.text)).toEqual(['раз', 'два', 'три']);
    expect(second.nextCursor).toBeNull();
    expect(await fieldsOf(await house.call(`${path}?cursor=x`, 'anna'))).toEqual(['cursor']);
  });
});

describe('GET /service-requests/{id}/notices', () => {
  const notices = async () =>
    (await house.read(NoticePage, `/service-requests/${requestId}/notices`, 'anna')).items;

  it('tells what became of each, and not what it said', async () => {
    await post({ text: 'Мастер придёт завтра' });
    const events = await listTimeline(house.db, requestId);
    const due = await house.db
      .transaction()
      .execute((trx) => planNotices(trx, events, noticePolicy(house.ctx)));
    const pending = (await notices()).find((notice) => notice.template === 'reply');
    expect(pending).toMatchObject({ recipient: 'customer', channel: 'sms', state: 'PENDING', sentAt: null });
    for (const id of due) await sendNotice(house.ctx, id);
    const sent = await notices();
    expect(sent.find((notice) => notice.id === pending?.id)).toMatchObject({ state: 'SENT', error: null });
    expect(JSON.stringify(sent)).not.toMatch(/Мастер|9160000007/);
  });
});
