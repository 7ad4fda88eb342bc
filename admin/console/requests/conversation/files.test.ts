import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addSenders } from '../../testing/channels.ts';
import { openConsole, type TestConsole } from '../../testing/openConsole.ts';
import type { Visitor } from '../../testing/visitor.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const PDF = Buffer.from('%PDF-1.4\n%%EOF');
const MOST = 4000;

let house: TestConsole;
let anna: Visitor;
let id: string;
beforeEach(async () => {
  house = await openConsole({ env: { ATTACHMENT_MAX_BYTES: String(MOST) } });
  addSenders(house.ctx, 'telegram', 'sms');
  const telegram = house.ctx.senders.get('telegram');
  if (telegram) house.ctx.senders.set('telegram', { ...telegram, files: { maxBytes: 3000 } });
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
  anna = await house.visit('anna');
});
afterEach(() => house.close());

const file = (name = 'роутер.png', bytes: Buffer = PNG, type = 'image/png') =>
  new File([new Uint8Array(bytes)], name, { type });
const reply = (files: File[], fields: Record<string, string> = {}) =>
  anna.postForm(`/requests/${id}/reply`, { id: randomUUID(), kind: 'reply', text: 'Вот', ...fields, files });
const attach = (files: File[], key = randomUUID(), who = anna) =>
  who.postForm(`/requests/${id}/files`, { id: key, files });
const kept = () => house.db.selectFrom('attachment').selectAll().orderBy('position').execute();
const page = () => anna.read(`/requests/${id}`);

describe('files for the customer', () => {
  test('go with the reply, and stand under it', async () => {
    expect(await page()).toContain('Уйдут клиенту в Telegram вслед за текстом. До 5 файлов, всего до 3 кБ');
    const response = await reply([file(), file('../договор\u202E.pdf', PDF, 'text/html')]);
    expect(response.status).toBe(303);
    const [photo, paper] = await kept();
    expect([photo, paper]).toMatchObject([
      { file_name: 'роутер.png', mime_type: 'image/png', kind: 'photo', state: 'STORED', author_id: 'anna' },
      { file_name: '.._договор_.pdf', mime_type: 'application/pdf', kind: 'document', sent_at: null },
    ]);
    expect(photo?.reply_id).not.toBeNull();
    const shown = await page();
    expect(shown).toMatch(new RegExp(`id="m-${photo?.reply_id}"[\\s\\S]*src="/attachments/${photo?.id}"`));
    expect(shown).not.toContain('Видят только коллеги');
    const bytes = await (await anna.get(`/attachments/${photo?.id}`)).arrayBuffer();
    expect(Buffer.from(bytes).equals(PNG)).toBe(true);
  });

  test('are no condition: a form nothing was chosen in is a reply', async () => {
    expect((await reply([new File([], '')])).status).toBe(303);
    expect(await kept()).toEqual([]);
  });

  test('sent twice they go once, and other files under the id of the first are refused', async () => {
    const key = randomUUID();
    const both = await Promise.all([reply([file()], { id: key }), reply([file()], { id: key })]);
    expect(both.map((each) => each.status)).toEqual([303, 303]);
    const other = await reply([file('роутер.png', Buffer.concat([PNG, PNG]))], { id: key });
    expect(other.status).toBe(409);
    const text = await other.text();
    expect(text).toContain('Эта форма уже отправлена с другими файлами');
    expect(text).toContain('Файлы нужно выбрать ещё раз');
    expect(await kept()).toHaveLength(1);
  });

  test.each([
    ['too many', () => Array.from({ length: 6 }, () => file()), 400, 'до 5'],
    ['too long for the house', () => [file('a.png', Buffer.alloc(MOST + 1))], 413, 'слишком большие'],
    [
      'too long for the channel',
      () => [file('a.png', Buffer.concat([PNG, Buffer.alloc(3001)]))],
      413,
      'слишком',
    ],
    ['empty', () => [file('a.png', Buffer.alloc(0))], 400, 'Файл «a.png» пустой'],
    [
      'of no kind we take',
      () => [file('a.png', Buffer.from('<script>'))],
      400,
      'файлы такого вида не принимаем',
    ],
  ])('%s are refused, the text is kept', async (_name, files, status, words) => {
    const response = await reply(files());
    expect(response.status).toBe(status);
    const text = await response.text();
    expect(text).toContain(words);
    expect(text).toMatch(/<textarea[^>]*>Вот<\/textarea>/);
    expect(await kept()).toEqual([]);
    expect(await house.db.selectFrom('reply').selectAll().execute()).toEqual([]);
  });

  test('longer than anything that is read are refused unread', async () => {
    const response = await reply([file('a.png', Buffer.alloc(100_000))]);
    expect(response.status).toBe(413);
    expect(await response.text()).toContain('Файлы слишком большие: всего можно приложить до 4 кБ');
    expect(await kept()).toEqual([]);
  });

  test('that a channel does not carry are said not to be, and refused', async () => {
    house.ctx.senders.delete('telegram');
    const before = await page();
    expect(before).toContain('Через SMS файлы клиенту не отправить, уйдёт только текст');
    expect(before).not.toContain('id="reply-files"');
    const response = await reply([file()]);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Сообщение не отправлено: канал, которым клиенту уйдёт ответ');
    expect(await kept()).toEqual([]);
  });

  test('that stayed behind are told', async () => {
    await reply([file()]);
    const event = await house.db
      .selectFrom('event')
      .select('id')
      .where('type', '=', 'servicerequest.replied')
      .executeTakeFirstOrThrow();
    const notice = { id: randomUUID(), event_id: event.id, servicerequest_id: id, address: '+79160000007' };
    await house.db
      .insertInto('notification')
      .values({
        ...notice,
        recipient: 'customer',
        channel: 'sms',
        template: 'reply',
        params: JSON.stringify({}),
        state: 'SENT',
      })
      .execute();
    expect(await page()).toContain('Не все файлы ушли клиенту');
    await house.db.updateTable('attachment').set({ sent_at: new Date() }).execute();
    expect(await page()).not.toContain('Не все файлы ушли клиенту');
  });
});

describe('files for colleagues', () => {
  test('are attached to any request, and nothing goes to the customer', async () => {
    await anna.post(`/requests/${id}/close`, { reason: 'RESOLVED' });
    expect((await attach([file('скан.pdf', PDF)])).status).toBe(303);
    const shown = await page();
    expect(shown).toContain('Файлы приложены. Их видят только коллеги.');
    expect(shown).toContain('Видят только коллеги, клиенту не отправлено');
    expect(shown).toContain('скан.pdf');
    expect(shown).toContain('Файл: приложено для коллег');
    expect(await house.db.selectFrom('reply').selectAll().execute()).toEqual([]);
  });

  test('sent twice are attached once', async () => {
    const key = randomUUID();
    const both = await Promise.all([attach([file()], key), attach([file()], key)]);
    expect(both.map((each) => each.status)).toEqual([303, 303]);
    expect((await attach([file('b.png')], key)).status).toBe(409);
    expect(await kept()).toHaveLength(1);
  });

  test('must be there, and may not be too long', async () => {
    const none = await attach([]);
    expect(none.status).toBe(400);
    expect(await none.text()).toMatch(/id="attach-fold" open[\s\S]*/);
    const long = await attach([file('a.png', Buffer.alloc(100_000))]);
    expect(long.status).toBe(413);
    expect(await long.text()).toContain('Файлы слишком большие');
  });

  test('are for those who see the request, from our own pages only', async () => {
    const boris = await house.visit('boris');
    expect((await attach([file()], randomUUID(), boris)).status).toBe(404);
    expect((await attach([file()], randomUUID(), await house.visit())).status).toBe(303);
    const form = { id: randomUUID(), files: [file()] };
    const foreign = await anna.postForm(`/requests/${id}/files`, form, { origin: 'https://evil.example' });
    expect(foreign.status).toBe(403);
    expect(await kept()).toEqual([]);
    await attach([file()]);
    const [{ id: fileId } = { id: '' }] = await kept();
    expect((await boris.get(`/attachments/${fileId}`)).status).toBe(404);
    await (await house.visit('vera')).get(`/attachments/${fileId}`);
    const seen = await house.db.selectFrom('sighting').selectAll().where('actor', '=', 'vera').execute();
    expect(seen).toMatchObject([{ subject: `attachment:${fileId}` }]);
  });

  test('a form that is none is refused, not failed on', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    expect((await anna.post(`/requests/${id}/files`, {}, headers)).status).toBe(400);
  });
});
