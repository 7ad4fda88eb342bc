import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Bot } from 'grammy';
import type { Update } from 'grammy/types';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type TestSandbox, withSandbox } from '../sandbox.fixture.ts';
import { botAt, personAt, type TestPerson } from './chat.fixture.ts';

interface Seen {
  headers: IncomingHttpHeaders;
  update: Update;
  status: number;
}

let house: TestSandbox;
let bot: Bot;
let ivan: TestPerson;
let anna: TestPerson;
const seen: Seen[] = [];
/** What the webhook answers to an update. */
let answer: (update: Update) => { status: number; headers?: Record<string, string> };

const hook = createServer(async (req, res) => {
  const update = JSON.parse(await text(req)) as Update;
  const { status, headers = {} } = answer(update);
  seen.push({ headers: req.headers, update, status });
  res.writeHead(status, headers).end();
});

beforeAll(async () => {
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
  house = await withSandbox();
  bot = botAt(house.root);
  ivan = await personAt(house, '79160000001');
  anna = await personAt(house, '79160000002');
});
beforeEach(async () => {
  await bot.api.deleteWebhook({ drop_pending_updates: true });
  seen.length = 0;
  answer = () => ({ status: 200 });
});
afterAll(async () => {
  await house.stop();
  await new Promise((resolve) => {
    hook.close(resolve);
    hook.closeAllConnections();
  });
});

const address = () => `http://127.0.0.1:${(hook.address() as AddressInfo).port}/hook`;
const taken = () => seen.filter(({ status }) => status === 200).map(({ update }) => update.message?.text);
const wait = async (condition: () => boolean) => {
  for (let attempt = 0; attempt < 400 && !condition(); attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  expect(condition()).toBe(true);
};

test('the webhook is set, told and deleted', async () => {
  await bot.api.setWebhook('https://example.org/hook', { secret_token: 's', allowed_updates: ['message'] });
  expect(await bot.api.getWebhookInfo()).toMatchObject({
    url: 'https://example.org/hook',
    pending_update_count: 0,
    max_connections: 40,
    allowed_updates: ['message'],
  });
  await bot.api.deleteWebhook();
  expect(await bot.api.getWebhookInfo()).toMatchObject({ url: '' });
  expect(await bot.api.getUpdates({ timeout: 0 })).toEqual([]);
});

test('an update is posted with the secret, and what waited before is too', async () => {
  await ivan.send('messages', { text: 'раньше' });
  await bot.api.setWebhook(address(), { secret_token: 'dev-telegram' });
  await ivan.send('messages', { text: 'теперь' });
  await wait(() => seen.length === 2);
  expect(taken()).toEqual(['раньше', 'теперь']);
  expect(seen[0]?.headers).toMatchObject({
    'content-type': 'application/json',
    'x-telegram-bot-api-secret-token': 'dev-telegram',
  });
  expect(await ivan.chat()).toMatchObject({ bot: 'webhook' });
});

test('without a secret there is no header of it', async () => {
  await bot.api.setWebhook(address());
  await ivan.send('messages', { text: 'без секрета' });
  await wait(() => seen.length === 1);
  expect(seen[0]?.headers).not.toHaveProperty('x-telegram-bot-api-secret-token');
});

test('what is not taken comes again and holds back its own chat only', async () => {
  let refusals = 2;
  answer = (update) => {
    const poison = update.message?.text === 'яд' && refusals > 0;
    if (poison) refusals -= 1;
    return { status: poison ? 500 : 200 };
  };
  await bot.api.setWebhook(address());
  for (const said of ['яд', 'следом']) await ivan.send('messages', { text: said });
  await anna.send('messages', { text: 'у Анны' });
  await wait(() => taken().includes('у Анны'));
  expect(taken()).toEqual(['у Анны']);
  const waiting = await bot.api.getWebhookInfo();
  expect(waiting).toMatchObject({
    pending_update_count: 2,
    last_error_message: 'Wrong response from the webhook: 500 Internal Server Error',
  });
  expect((await ivan.chat()).bubbles.slice(-2).map(({ delivered }) => delivered)).toEqual([false, false]);
  await wait(() => taken().length === 3);
  expect(taken()).toEqual(['у Анны', 'яд', 'следом']);
  const ids = seen
    .filter(({ update }) => update.message?.text === 'яд')
    .map(({ update }) => update.update_id);
  expect(ids).toHaveLength(3);
  expect(new Set(ids).size).toBe(1);
  expect(await bot.api.getWebhookInfo()).toMatchObject({ pending_update_count: 0 });
  expect((await ivan.chat()).bubbles.at(-1)?.delivered).toBe(true);
});

test('it waits as long as Retry-After asks', async () => {
  let refuse = true;
  answer = () => {
    const first = refuse;
    refuse = false;
    return first ? { status: 503, headers: { 'retry-after': '1' } } : { status: 200 };
  };
  await bot.api.setWebhook(address());
  const started = Date.now();
  await ivan.send('messages', { text: 'позже' });
  await wait(() => taken().length === 1);
  expect(Date.now() - started).toBeGreaterThanOrEqual(950);
});

test('what no webhook took is there for the polls', async () => {
  answer = () => ({ status: 503, headers: { 'retry-after': '60' } });
  await bot.api.setWebhook(address());
  await anna.send('messages', { text: 'не потерять' });
  await wait(() => seen.length === 1);
  await bot.api.deleteWebhook();
  expect((await bot.api.getUpdates()).map((update) => update.message?.text)).toEqual(['не потерять']);
});
