import { Bot } from 'grammy';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestSandbox, withSandbox } from '../sandbox.fixture.ts';

const TOKEN = '100000001:sandbox-bot-token';
const ROOT = `/sandbox/telegram/bot${TOKEN}`;
let house: TestSandbox;
let bot: Bot;
beforeAll(async () => {
  house = await withSandbox();
  bot = new Bot(TOKEN, {
    client: {
      apiRoot: 'http://localhost:8080/sandbox/telegram',
      fetch: ((input: string, init?: RequestInit) => house.root.request(input, init)) as typeof fetch,
    },
  });
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

test('the webhook is set, told and deleted; polling beside it is a conflict', async () => {
  await bot.api.setWebhook('https://example.org/hook', { secret_token: 's', allowed_updates: ['message'] });
  expect(await bot.api.getWebhookInfo()).toMatchObject({
    url: 'https://example.org/hook',
    pending_update_count: 0,
    allowed_updates: ['message'],
  });
  await expect(bot.api.getUpdates()).rejects.toMatchObject({ error_code: 409 });
  await bot.api.deleteWebhook();
  expect(await bot.api.getWebhookInfo()).toMatchObject({ url: '' });
  expect(await bot.api.getUpdates({ timeout: 0 })).toEqual([]);
});

test('a poll waits as long as it was asked to', async () => {
  const started = Date.now();
  expect(await bot.api.getUpdates({ timeout: 1 })).toEqual([]);
  expect(Date.now() - started).toBeGreaterThanOrEqual(950);
});

test.each([
  ['sendNothing', {}, 404],
  ['constructor', {}, 404],
  ['sendMessage', { chat_id: 1, text: ' ' }, 400],
  ['sendMessage', { text: 'x' }, 400],
  ['sendMessage', { chat_id: 1, text: 'x'.repeat(4097) }, 400],
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
  expect((await house.root.request('/sandbox/telegram/botnobody/getMe')).status).toBe(401);
});
