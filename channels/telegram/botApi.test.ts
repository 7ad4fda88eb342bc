import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OutboundMessage } from '../../core/channel.ts';
import { NoAnswer, Refused } from '../../core/errors.ts';
import { type HttpPeer, type PeerAnswer, startPeer } from '../edge/httpPeer.fixture.ts';
import { telegram } from './index.ts';
import { openTelegram } from './open.fixture.ts';
import { updates } from './updates.fixture.ts';

const sent: PeerAnswer = { status: 200, body: '{"ok":true,"result":{"message_id":4711}}' };
const failed = (status: number, parameters: object = {}): PeerAnswer => ({
  status,
  body: JSON.stringify({
    ok: false,
    error_code: status,
    description: 'Запрос не принят: Заявка',
    parameters,
  }),
});
const keyboard = (text: string) => ({
  keyboard: [[{ text, request_contact: true }]],
  resize_keyboard: true,
  one_time_keyboard: true,
});

let api: HttpPeer;
beforeAll(async () => {
  api = await startPeer(sent);
});
beforeEach(() => {
  api.seen.length = 0;
  api.answerWith(sent);
});
afterAll(() => api.close());

const message: OutboundMessage = {
  id: '0190a000-0000-7000-8000-000000000002',
  account: '100000001',
  address: '500100200',
  text: 'Заявка № 17 закрыта',
  askForPhone: false,
};

async function send(change: Partial<OutboundMessage> = {}, origin = api.origin) {
  const { channel } = openTelegram(`${origin}/`);
  if (!channel.send) throw new Error('The channel should send');
  return channel.send({ ...message, ...change });
}

const failure = (change?: Partial<OutboundMessage>, origin?: string) =>
  send(change, origin).then(
    () => expect.fail('It should have failed'),
    (error: unknown) => error,
  );

describe('send', () => {
  it('calls sendMessage and answers its message id', async () => {
    expect(await send()).toEqual({ providerId: '4711' });
    expect(api.seen.map(({ method, url }) => [method, url.pathname])).toEqual([
      ['POST', '/bot100000001:dev-token/sendMessage'],
    ]);
    expect(JSON.parse(api.seen[0]?.body ?? '')).toEqual({
      chat_id: '500100200',
      text: 'Заявка № 17 закрыта',
    });
  });

  it('offers the button that shares the phone, in private chats only', async () => {
    await send({ askForPhone: true });
    await send({ askForPhone: true, address: '-1001234567890' });
    const markups = api.seen.map(({ body }) => JSON.parse(body).reply_markup);
    expect(markups).toEqual([expect.objectContaining(keyboard('Поделиться номером телефона')), undefined]);
  });

  it.each([400, 403])('is refused for good by %i', async (status) => {
    api.answerWith(failed(status));
    const error = await failure();
    expect(error).toBeInstanceOf(Refused);
    expect(error).toMatchObject({ code: 'telegram.refused', status });
  });

  it('is to be tried again after 429 in the time asked for, after 5xx, and without an answer', async () => {
    api.answerWith(failed(429, { retry_after: 35 }));
    expect(await failure()).toMatchObject({ name: 'NoAnswer', retryAfterMs: 35_000 });
    const others: PeerAnswer[] = [
      failed(500),
      failed(401),
      failed(404),
      { status: 502, body: '<html>Bad Gateway</html>' },
      'cut',
    ];
    for (const answer of others) {
      api.answerWith(answer);
      const error = await failure();
      expect(error).toBeInstanceOf(NoAnswer);
      expect(error).toMatchObject({ code: 'telegram.no-answer', retryAfterMs: undefined });
    }
  });

  it('fails without telling the token, the chat or the text', async () => {
    const closed = await startPeer('cut');
    await closed.close();
    api.answerWith(failed(403));
    for (const error of [await failure(), await failure({}, closed.origin)]) {
      const told = `${JSON.stringify(error)} ${(error as Error).stack} ${String((error as Error).cause)}`;
      expect(told).not.toMatch(/dev-token|500100200|Заявка/);
    }
  });
});

describe('/start', () => {
  it.each([
    ['ru', 'Здравствуйте!', 'Поделиться номером телефона'],
    [undefined, 'Здравствуйте!', 'Поделиться номером телефона'],
    ['en-GB', 'Hello!', 'Share my phone number'],
  ])('from a client in %s is greeted and is no contact', async (language_code, greeting, button) => {
    const { deps, channel, post } = openTelegram(api.origin);
    const from = { ...updates.start.message.from, language_code };
    const update = { ...updates.start, message: { ...updates.start.message, from, entities: undefined } };
    expect((await post(update)).status).toBe(200);
    await channel.stop?.();
    expect(deps.contacts).toEqual([]);
    const body = JSON.parse(api.seen[0]?.body ?? '');
    expect(body).toMatchObject({ chat_id: 500100200, reply_markup: keyboard(button) });
    expect(body.text.startsWith(greeting)).toBe(true);
  });

  it('is acknowledged before the greeting is through', async () => {
    const { post } = openTelegram(api.origin);
    api.answerWith('hang');
    const before = Date.now();
    expect((await post(updates.start)).status).toBe(200);
    expect(Date.now() - before).toBeLessThan(5_000);
  });

  it('is acknowledged when the greeting fails, which leaves a line without personal data', async () => {
    const { deps, channel, post } = openTelegram(api.origin);
    api.answerWith(failed(403));
    expect((await post(updates.start)).status).toBe(200);
    await channel.stop?.();
    const lines = deps.logged().trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 40, code: 'telegram.refused', updateId: 731000009, msg: 'greeting not sent' },
    ]);
    expect(deps.logged()).not.toMatch(/dev-token|500100200|Здравствуйте|Заявка/);
  });
});

it('settings that Telegram would not take stop the start', () => {
  const good = { TELEGRAM_BOT_TOKEN: '100000001:dev', TELEGRAM_WEBHOOK_SECRET: 'dev-telegram' };
  const accepts = (change: object) => telegram.settings.safeParse({ ...good, ...change }).success;
  expect(accepts({})).toBe(true);
  expect(accepts({ TELEGRAM_BOT_TOKEN: 'dev-telegram' })).toBe(false);
  expect(accepts({ TELEGRAM_WEBHOOK_SECRET: 'with space' })).toBe(false);
  expect(accepts({ TELEGRAM_API_ROOT: 'localhost:8081' })).toBe(false);
});
