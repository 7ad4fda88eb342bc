import type { Bot } from 'grammy';
import type { Update } from 'grammy/types';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createSandbox } from '../index.ts';
import { type TestSandbox, withSandbox } from '../sandbox.fixture.ts';
import { botAt, personAt, type TestPerson } from './chat.fixture.ts';

let house: TestSandbox;
let bot: Bot;
let ivan: TestPerson;
let anna: TestPerson;

beforeAll(async () => {
  house = await withSandbox();
  bot = botAt(house.root);
  ivan = await personAt(house, '+7 916 000-00-01');
  anna = await personAt(house, '79160000002');
});
beforeEach(async () => {
  await bot.api.deleteWebhook({ drop_pending_updates: true });
  await bot.api.getUpdates({ allowed_updates: [] });
});
afterAll(() => house.stop());

const textsOf = (updates: Update[]) => updates.map((update) => update.message?.text);

test('what a person writes is an Update of the Bot API', async () => {
  const sent = await ivan.send('messages', { text: '/start сначала' });
  const [update] = await bot.api.getUpdates();
  expect(update).toEqual(sent);
  expect(update).toEqual({
    update_id: expect.any(Number),
    message: {
      message_id: expect.any(Number),
      date: expect.any(Number),
      from: {
        id: ivan.id,
        is_bot: false,
        first_name: ivan.firstName,
        last_name: ivan.lastName,
        language_code: 'ru',
      },
      chat: { id: ivan.id, type: 'private', first_name: ivan.firstName, last_name: ivan.lastName },
      text: '/start сначала',
      entities: [{ type: 'bot_command', offset: 0, length: 6 }],
    },
  });
  expect(ivan.id).toBeGreaterThan(2 ** 32);
});

test('an update comes again until an offset beyond it confirms it', async () => {
  for (const text of ['один', 'два', 'три']) await ivan.send('messages', { text });
  expect(textsOf(await bot.api.getUpdates())).toEqual(['один', 'два', 'три']);
  const first = await bot.api.getUpdates({ limit: 2 });
  expect(textsOf(first)).toEqual(['один', 'два']);
  const offset = (first[0]?.update_id ?? 0) + 1;
  expect(textsOf(await bot.api.getUpdates({ offset }))).toEqual(['два', 'три']);
  // Confirmed for good: an older offset does not bring it back.
  expect(textsOf(await bot.api.getUpdates({ offset: offset - 1 }))).toEqual(['два', 'три']);
  expect(textsOf(await bot.api.getUpdates({ offset: -1 }))).toEqual(['три']);
  expect(textsOf(await bot.api.getUpdates())).toEqual(['три']);
});

test('a waiting poll is answered as soon as something arrives', async () => {
  const started = Date.now();
  const poll = bot.api.getUpdates({ timeout: 40 });
  await new Promise((resolve) => setTimeout(resolve, 200));
  await anna.send('messages', { text: 'срочно' });
  expect(textsOf(await poll)).toEqual(['срочно']);
  expect(Date.now() - started).toBeLessThan(10_000);
});

test('a poll nobody answers waits as long as it was asked to', async () => {
  const started = Date.now();
  expect(await bot.api.getUpdates({ timeout: 1 })).toEqual([]);
  expect(Date.now() - started).toBeGreaterThanOrEqual(950);
});

test('of two polls the one that waits already ends with 409', async () => {
  const first = bot.api.getUpdates({ timeout: 40 });
  first.catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 100));
  const second = bot.api.getUpdates({ timeout: 40 });
  await expect(first).rejects.toMatchObject({
    error_code: 409,
    description: expect.stringContaining('terminated by other getUpdates request'),
  });
  await ivan.send('messages', { text: 'кому?' });
  expect(textsOf(await second)).toEqual(['кому?']);
});

test('a webhook ends the poll that waits, and keeps others away', async () => {
  const poll = bot.api.getUpdates({ timeout: 40 });
  poll.catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 100));
  await bot.api.setWebhook('https://example.invalid/hook');
  await expect(poll).rejects.toMatchObject({ error_code: 409 });
  await expect(bot.api.getUpdates()).rejects.toMatchObject({
    error_code: 409,
    description: expect.stringContaining('while webhook is active'),
  });
});

test('a kind the bot does not ask for is not told, and the wish stays until it is changed', async () => {
  await bot.api.getUpdates({ allowed_updates: ['callback_query', 'my_chat_member'] });
  await ivan.send('messages', { text: 'мимо' });
  await ivan.block(true);
  await ivan.block(false);
  const updates = await bot.api.getUpdates();
  expect(updates.map((each) => each.my_chat_member?.new_chat_member.status)).toEqual(['kicked', 'member']);
  await bot.api.getUpdates({ allowed_updates: ['message'] });
  await ivan.send('messages', { text: 'слышно' });
  expect(textsOf(await bot.api.getUpdates({ offset: -1 }))).toEqual(['слышно']);
});

test('what nobody fetched for a day is gone', async () => {
  await ivan.send('messages', { text: 'вчера' });
  await house.pool.query("update sandbox.telegram_update set at = now() - interval '25 hours'");
  await ivan.send('messages', { text: 'сегодня' });
  expect(textsOf(await bot.api.getUpdates())).toEqual(['сегодня']);
});

test('written at once by many: every update once, ids rising, none passed over by an offset', async () => {
  const count = 24;
  const people = [ivan, anna, await personAt(house, 'anonymous')];
  const writing = Promise.all(
    Array.from({ length: count }, async (_, index) =>
      people[index % people.length]?.send('messages', { text: `№ ${index}` }),
    ),
  );
  const seen: Update[] = [];
  let offset = 0;
  while (seen.length < count) {
    const batch = await bot.api.getUpdates({ offset, timeout: 5, limit: 5 });
    if (batch.length === 0) break;
    seen.push(...batch);
    offset = (batch.at(-1)?.update_id ?? 0) + 1;
  }
  await writing;
  expect(new Set(textsOf(seen)).size).toBe(count);
  const ids = seen.map((update) => update.update_id);
  expect(ids).toEqual(ids.toSorted((one, other) => one - other));
});

test('a bot of grammY polls, answers, and is answered by its buttons', async () => {
  const running = botAt(house.root);
  running.command('start', (ctx) =>
    ctx.reply('Что случилось?', {
      reply_markup: { inline_keyboard: [[{ text: 'Интернет', callback_data: 'svc:1' }]] },
    }),
  );
  running.on('callback_query:data', async (ctx) => {
    await ctx.answerCallbackQuery('Принято');
    await ctx.editMessageText(`Выбрано: ${ctx.callbackQuery.data}`);
  });
  const polling = running.start();
  try {
    await anna.send('messages', { text: '/start' });
    const asked = await eventually(async () => {
      const bubble = (await anna.chat()).bubbles.at(-1);
      return bubble?.from === 'bot' ? bubble : undefined;
    });
    expect(asked).toMatchObject({ text: 'Что случилось?', buttons: [[{ text: 'Интернет', data: 'svc:1' }]] });
    await anna.send('press', { messageId: asked.id, data: 'svc:1' });
    const chat = await eventually(async () => {
      const now = await anna.chat();
      return now.bubbles.at(-1)?.edited ? now : undefined;
    });
    expect(chat).toMatchObject({ bot: 'polling', press: { answer: { text: 'Принято', alert: false } } });
    expect(chat.bubbles.at(-1)).toMatchObject({ text: 'Выбрано: svc:1', buttons: [] });
  } finally {
    await running.stop();
    await polling;
  }
});

test('what waits outlives the process, and ids go on', async () => {
  const before = await ivan.send('messages', { text: 'до перезапуска' });
  const second = createSandbox({
    pool: house.pool,
    publicUrl: 'http://localhost:8080',
    log: pino({ level: 'silent' }),
  });
  await second.start();
  try {
    const after = await ivan.send('messages', { text: 'после' });
    expect(after.update_id).toBeGreaterThan(before.update_id);
    expect(textsOf(await bot.api.getUpdates())).toEqual(['до перезапуска', 'после']);
  } finally {
    await second.stop();
  }
});

async function eventually<Value>(look: () => Promise<Value | undefined>): Promise<Value> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const value = await look();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come to be within 10 s');
}
