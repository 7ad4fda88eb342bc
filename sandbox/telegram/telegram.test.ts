import { type Bot, InputFile } from 'grammy';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestSandbox, withSandbox } from '../sandbox.fixture.ts';
import { botAt, TOKEN } from './chat.fixture.ts';

const ROOT = `/sandbox/telegram/bot${TOKEN}`;
let house: TestSandbox;
let bot: Bot;
beforeAll(async () => {
  house = await withSandbox();
  bot = botAt(house.root);
});
afterAll(() => house.stop());

async function sentTo(chat: string) {
  const response = await house.root.request(`/sandbox/messages?to=${chat}`);
  return ((await response.json()) as { items: { text: string; replyMarkup?: unknown }[] }).items;
}

test('grammY is at home', async () => {
  expect(await bot.api.getMe()).toMatchObject({ id: 100000001, is_bot: true });
  const keyboard = { keyboard: [[{ text: 'Отправить номер', request_contact: true }]] };
  const message = await bot.api.sendMessage(4503599627370495, 'Ваш номер?', { reply_markup: keyboard });
  expect(message).toMatchObject({
    message_id: expect.any(Number),
    date: expect.any(Number),
    chat: { id: 4503599627370495, type: 'private' },
    from: { id: 100000001 },
    text: 'Ваш номер?',
  });
  expect(await sentTo('4503599627370495')).toMatchObject([{ text: 'Ваш номер?', replyMarkup: keyboard }]);
  expect(await bot.api.sendChatAction(1, 'typing')).toBe(true);
  expect(await bot.api.answerCallbackQuery('1')).toBe(true);
});

test('files come with the call, and the chat shows them', async () => {
  const bytes = new TextEncoder().encode('%PDF-1.4 договор');
  const sent = await bot.api.sendDocument(4101, new InputFile(bytes, '"договор; \u2116 7.pdf"'));
  expect(sent.document).toMatchObject({ file_name: 'договор; № 7.pdf', file_size: bytes.length });
  const photo = await bot.api.sendPhoto(4101, new InputFile(bytes, '"a.png"'), { caption: 'Вот' });
  expect(photo).toMatchObject({ caption: 'Вот', photo: [{ file_size: bytes.length }] });
  const served = await house.root.request(`/sandbox/telegram/people/4101/files/${sent.document.file_id}`);
  expect(new Uint8Array(await served.arrayBuffer())).toEqual(bytes);
  expect((await sentTo('4101')).map((each) => each.text).sort()).toEqual([
    '[document: договор; № 7.pdf]',
    '[photo: a.png] Вот',
  ]);
});

test('a form with its keyboard as text', async () => {
  const body = new URLSearchParams({ chat_id: '77', text: 'hi', reply_markup: '{"inline_keyboard":[]}' });
  const response = await house.root.request(`${ROOT}/sendMessage`, { method: 'POST', body });
  expect(await response.json()).toMatchObject({
    ok: true,
    result: { reply_markup: { inline_keyboard: [] } },
  });
});

test('the same idempotency key answers the same message and stores one', async () => {
  const send = async () =>
    (
      await house.send('POST', `${ROOT}/sendMessage`, { chat_id: 78, text: 'x' }, { 'idempotency-key': 'k' })
    ).json();
  const [first, second] = [await send(), await send()];
  expect(second).toMatchObject({
    result: { message_id: (first as { result: { message_id: number } }).result.message_id },
  });
  expect(await sentTo('78')).toHaveLength(1);
});

test.each([
  ['sendNothing', {}, 404],
  ['constructor', {}, 404],
  ['sendMessage', { chat_id: 1, text: ' ' }, 400],
  ['sendMessage', { text: 'x' }, 400],
  ['sendMessage', { chat_id: 1, text: 'x'.repeat(4097) }, 400],
  ['sendPhoto', { chat_id: 1, photo: 'https://example.org/a.png' }, 400],
  ['sendDocument', { document: 'x' }, 400],
  ['sendChatAction', {}, 400],
  ['editMessageText', { chat_id: 1, message_id: 999_999, text: 'x' }, 400],
  ['editMessageText', { chat_id: 1, message_id: 1, text: '' }, 400],
  ['editMessageReplyMarkup', { message_id: 1 }, 400],
  ['deleteMessage', { chat_id: 1, message_id: 999_999 }, 400],
  ['setMyCommands', { commands: [{ command: 'With Space', description: 'x' }] }, 400],
  ['setWebhook', { url: 'nowhere' }, 400],
  ['setWebhook', { url: 'https://example.org', secret_token: 'with space' }, 400],
  ['getFile', {}, 400],
  ['getFile', { file_id: 'unknown' }, 400],
])('%s with %j is refused in the form of the Bot API', async (method, body, status) => {
  const response = await house.send('POST', `${ROOT}/${method}`, body);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({
    ok: false,
    error_code: status,
    description: expect.any(String),
  });
});

test('a malformed token is not authorised', async () => {
  for (const path of ['botnobody/getMe', 'file/botnobody/photos/file_1.jpg']) {
    expect((await house.root.request(`/sandbox/telegram/${path}`)).status).toBe(401);
  }
});

test('a message is edited, its buttons taken away, and deleted', async () => {
  const markup = { inline_keyboard: [[{ text: 'Да', callback_data: 'yes' }]] };
  const { message_id } = await bot.api.sendMessage(79, 'Вопрос', { reply_markup: markup });
  const edited = await bot.api.editMessageText(79, message_id, 'Вопрос решён', { reply_markup: markup });
  expect(edited).toMatchObject({ message_id, text: 'Вопрос решён', edit_date: expect.any(Number) });
  await expect(
    bot.api.editMessageText(79, message_id, 'Вопрос решён', { reply_markup: markup }),
  ).rejects.toMatchObject({
    error_code: 400,
    description: expect.stringContaining('message is not modified'),
  });
  const bare = await bot.api.editMessageReplyMarkup(79, message_id);
  expect(bare).toMatchObject({ text: 'Вопрос решён' });
  expect(bare).not.toHaveProperty('reply_markup');
  expect(await bot.api.deleteMessage(79, message_id)).toBe(true);
  await expect(bot.api.editMessageText(79, message_id, 'x')).rejects.toMatchObject({ error_code: 400 });
  // What was sent stays told as it was sent.
  expect(await sentTo('79')).toMatchObject([{ text: 'Вопрос' }]);
});

test('its switch answers in the API’s own form, 429 with how long to wait', async () => {
  await house.send('PUT', '/sandbox/switches/telegram', { mode: 'fail', status: 429 });
  await expect(bot.api.sendMessage(80, 'x')).rejects.toMatchObject({
    error_code: 429,
    parameters: { retry_after: 1 },
  });
  await house.send('PUT', '/sandbox/switches/telegram', { mode: 'ok' });
  expect(await sentTo('80')).toEqual([]);
});
