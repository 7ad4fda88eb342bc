import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addSenders } from '../../testing/channels.ts';
import { openConsole, type TestConsole } from '../../testing/openConsole.ts';

let house: TestConsole;
let id: string;
beforeEach(async () => {
  house = await openConsole();
  addSenders(house.ctx, 'telegram', 'sms');
  id = await house.take({
    channel: 'telegram',
    thread: '700',
    address: '700',
    identity: '700',
    sender: '+79160000007',
    serviceId: 'svc-internet',
    text: 'Нет интернета',
  });
  await house.advance(id);
});
afterEach(() => house.close());

const replies = () => house.db.selectFrom('reply').selectAll().execute();
const formId = (page: string) => /name="id" value="([^"]+)"/.exec(page)?.[1] ?? '';

test('a reply is taken, shown at once, and told on the timeline', async () => {
  const anna = await house.visit('anna');
  const before = await anna.read(`/requests/${id}`);
  expect(before).toContain('Уйдёт в Telegram');
  const response = await anna.post(`/requests/${id}/reply`, {
    id: formId(before),
    kind: 'reply',
    text: '  Мастер едет.\r\nЖдите. ',
  });
  expect(response.status).toBe(303);
  expect(await replies()).toMatchObject([
    { id: formId(before), kind: 'reply', author_id: 'anna', text: 'Мастер едет.\nЖдите.' },
  ]);
  const page = await anna.read(`/requests/${id}`);
  expect(page).toContain('Ответ принят и уходит клиенту.');
  expect(page).toContain('Мастер едет.\nЖдите.</p>');
  expect(page).toContain('готовится к отправке');
  expect(page).toContain('Клиенту написан ответ');
  expect(formId(page)).not.toBe(formId(before));
});

test('a question is one', async () => {
  const anna = await house.visit('anna');
  await anna.post(`/requests/${id}/reply`, { id: randomUUID(), kind: 'question', text: 'Какая квартира?' });
  const page = await anna.read(`/requests/${id}`);
  expect(page).toContain('Вопрос принят и уходит клиенту.');
  expect(page).toContain('Клиенту задан вопрос');
  expect(await replies()).toMatchObject([{ kind: 'question' }]);
});

describe('a form sent twice', () => {
  test('is one reply', async () => {
    const anna = await house.visit('anna');
    const form = { id: randomUUID(), kind: 'reply', text: 'Мастер едет' };
    const answers = await Promise.all([1, 2, 3].map(() => anna.post(`/requests/${id}/reply`, form)));
    expect(answers.map((answer) => answer.status)).toEqual([303, 303, 303]);
    expect(await replies()).toHaveLength(1);
  });

  test('with other words in it is no reply, and says so with the words kept', async () => {
    const anna = await house.visit('anna');
    const form = { id: randomUUID(), kind: 'reply' };
    await anna.post(`/requests/${id}/reply`, { ...form, text: 'Первое' });
    const second = await anna.post(`/requests/${id}/reply`, { ...form, text: 'Второе' });
    expect(second.status).toBe(409);
    const page = await second.text();
    expect(page).toContain('уже отправлена с другим текстом');
    expect(page).toMatch(/<textarea[^>]*>Второе<\/textarea>/);
    // What is in the form now can be sent.
    expect(
      (await anna.post(`/requests/${id}/reply`, { id: formId(page), kind: 'reply', text: 'Второе' })).status,
    ).toBe(303);
    expect((await replies()).map((reply) => reply.text).sort()).toEqual(['Второе', 'Первое']);
  });

  test('under an id of another request’s reply is no reply', async () => {
    const other = await house.take({ sender: 'anonymous', address: 'x', channel: 'telegram' });
    const anna = await house.visit('anna');
    const form = { id: randomUUID(), kind: 'reply', text: 'Мастер едет' };
    await anna.post(`/requests/${other}/reply`, form);
    expect((await anna.post(`/requests/${id}/reply`, form)).status).toBe(409);
    expect(await replies()).toHaveLength(1);
  });
});

describe('what is refused', () => {
  test.each([
    ['nothing', ''],
    ['blanks', ' \r\n '],
    ['too much', 'я'.repeat(4001)],
  ])('%s', async (_name, text) => {
    const fields = { id: randomUUID(), kind: 'question', text };
    const response = await (await house.visit('anna')).post(`/requests/${id}/reply`, fields);
    expect(response.status).toBe(400);
    const page = await response.text();
    expect(page).toContain('не длиннее 4000 знаков');
    expect(page).toMatch(/value="question" checked/);
    expect(await replies()).toEqual([]);
  });

  test('a form whose id was tampered with', async () => {
    const fields = { id: 'nonsense', kind: 'reply', text: 'x' };
    expect((await (await house.visit('anna')).post(`/requests/${id}/reply`, fields)).status).toBe(400);
  });

  test('a colleague’s, a stranger’s and a foreign page’s words', async () => {
    const fields = { id: randomUUID(), kind: 'reply', text: 'x' };
    const path = `/requests/${id}/reply`;
    expect((await (await house.visit('boris')).post(path, fields)).status).toBe(404);
    expect((await (await house.visit()).post(path, fields)).status).toBe(303);
    const anna = await house.visit('anna');
    expect((await anna.post(path, fields, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await anna.post(`${path}/parts`, fields, { origin: 'https://evil.example' })).status).toBe(403);
    expect(await replies()).toEqual([]);
  });

  test('a reply in a closed request, whose form is gone', async () => {
    const anna = await house.visit('anna');
    const form = { id: formId(await anna.read(`/requests/${id}`)), kind: 'reply', text: 'Поздно' };
    await anna.post(`/requests/${id}/close`, { reason: 'RESOLVED' });
    const page = await anna.read(`/requests/${id}`);
    expect(page).toContain('Обращение закрыто, писать в него больше нельзя');
    expect(page).not.toContain('<textarea');
    const response = await anna.post(`/requests/${id}/reply`, form);
    expect(response.status).toBe(409);
    expect(await response.text()).toContain('Обращение уже закрыто.');
    expect(await replies()).toEqual([]);
  });

  test('a reply nothing carries, with the reason in the form’s place', async () => {
    house.ctx.senders.clear();
    const anna = await house.visit('anna');
    const page = await anna.read(`/requests/${id}`);
    expect(page).toContain('через Telegram ему не ответить');
    expect(page).not.toContain('name="text"');
    const form = { id: randomUUID(), kind: 'reply', text: 'x' };
    const response = await anna.post(`/requests/${id}/reply`, form);
    expect(response.status).toBe(409);
    expect(await response.text()).toContain('ни один канал');
  });
});

describe('by SMS', () => {
  beforeEach(() => house.ctx.senders.delete('telegram'));
  const parts = async (text: string, kind = 'reply') =>
    (await house.visit('anna'))
      .post(`/requests/${id}/reply/parts`, { id: randomUUID(), kind, text }, { 'hx-request': 'true' })
      .then((response) => response.text());

  test('it says to which number, and counts the parts with the heading the house adds', async () => {
    const page = await (await house.visit('anna')).read(`/requests/${id}`);
    expect(page).toContain('Уйдёт через SMS на +7');
    // "Ответ по обращению SR-000001: " is 30 characters, a part of this test's SMS is 70.
    expect(page).toContain('частей: 1, знаков с заголовком: 30');
    expect(await parts('я'.repeat(40))).toContain('частей: 1, знаков с заголовком: 70');
    expect(await parts('я'.repeat(41))).toContain('частей: 2, знаков с заголовком: 71');
    // A line end is one character, however the browser sends it; what stands around the text is not sent.
    expect(await parts(` ${'я'.repeat(20)}\r\n${'я'.repeat(19)} `)).toContain(
      'частей: 1, знаков с заголовком: 70',
    );
    expect(await parts('', 'question')).toContain('знаков с заголовком: 31');
  });

  test('the count is for those who see the request', async () => {
    const boris = await house.visit('boris');
    const fields = { id: randomUUID(), kind: 'reply', text: 'x' };
    expect((await boris.post(`/requests/${id}/reply/parts`, fields)).status).toBe(404);
  });
});

test('in triage the form is folded, for there is something else to do first', async () => {
  const waiting = await house.take({ channel: 'telegram', thread: '9', address: '9', text: 'Помогите' });
  const anna = await house.visit('anna');
  expect(await anna.read(`/requests/${waiting}`)).toMatch(/<details[^>]*id="reply-fold"(?![^>]* open)/);
  const fields = { id: randomUUID(), kind: 'reply', text: 'я'.repeat(4001) };
  const refused = await anna.post(`/requests/${waiting}/reply`, fields);
  expect(await refused.text()).toMatch(/<details[^>]*id="reply-fold" open/);
});
