import type { TelegramClient } from 'telegram-test-api/lib/modules/telegramClient.js';
import type { StoredBotUpdate, TelegramServer } from 'telegram-test-api/lib/telegramServer.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { recordDeps } from '../edge/deps.fixture.ts';
import { openTelegram, TOKEN } from './open.fixture.ts';
import { type Front, openFront, startTestApi } from './telegramTestApi.fixture.ts';

const PERSON = { userId: 500100200, chatId: 500100200, firstName: 'Пётр', timeout: 10_000, interval: 50 };
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 20 });

let api: TelegramServer;
let front: Front;
let telegram: ReturnType<typeof openTelegram>;
beforeEach(async () => {
  api = await startTestApi();
  front = await openFront('dev-telegram');
});
afterEach(async () => {
  await telegram.channel.stop?.();
  await api.stop();
  await front.close();
});

async function begin(mode: string): Promise<TelegramClient> {
  const deps = recordDeps();
  deps.publicUrl = front.origin;
  telegram = openTelegram(api.config.apiURL, { TELEGRAM_MODE: mode }, deps);
  front.show(telegram.channel);
  await telegram.channel.start?.();
  if (mode === 'webhook') await eventually(() => expect(deps.logged()).toContain('the webhook is set'));
  return api.getClient(TOKEN, PERSON);
}

/** Resolves when the server is through with it: until then it would give the next update the same id. */
async function write(send: Promise<unknown>): Promise<void> {
  await Promise.all([api.waitUserMessage(), send]);
}

/** What the bot says to the person until it has said so many messages. */
async function hear(client: TelegramClient, count: number): Promise<StoredBotUpdate['message'][]> {
  const heard: StoredBotUpdate['message'][] = [];
  while (heard.length < count) {
    const { result } = await client.getUpdates();
    heard.push(...result.map((update) => update.message));
  }
  return heard;
}

describe.each(['polling', 'webhook'])('against telegram-test-api, by %s', (mode) => {
  it('a person is greeted, shares his phone, writes, chooses, and hears from an agent', async () => {
    const client = await begin(mode);
    const { deps, channel } = telegram;

    await write(client.sendCommand(client.makeCommand('/start')));
    const [greeting, offer] = await hear(client, 2);
    expect(greeting?.text).toMatch(/^Здравствуйте!/);
    const button = { text: 'Поделиться номером телефона', request_contact: true };
    expect(greeting?.reply_markup).toMatchObject({ keyboard: [[button]] });
    expect(offer?.reply_markup).toMatchObject({
      inline_keyboard: [
        [
          { text: 'Интернет', callback_data: 'service:svc-internet' },
          { text: 'Счета и оплата', callback_data: 'service:svc-billing' },
        ],
      ],
    });
    expect(deps.contacts).toEqual([]);

    const card = { phone_number: '79160000007', first_name: 'Пётр', user_id: PERSON.userId };
    await write(client.sendMessage(client.makeMessage('', { contact: card })));
    const [thanks] = await hear(client, 1);
    expect(thanks).toMatchObject({ reply_markup: { remove_keyboard: true } });
    await write(client.sendMessage(client.makeMessage('Не работает интернет')));
    const offered = offerOf(api);
    const { message_id, reply_markup } = { ...offered.message, message_id: offered.messageId };
    const press = client.makeCallbackQuery('service:svc-internet', { message: { message_id, reply_markup } });
    await write(client.sendCallback(press));
    await eventually(() => expect(deps.contacts).toHaveLength(3));
    const him = { thread: '500100200', address: '500100200', identity: '500100200' };
    expect(deps.contacts).toMatchObject([
      { ...him, sender: '+79160000007', rung: 'SHARED_CONTACT', text: null },
      { ...him, sender: null, rung: 'UNKNOWN', text: 'Не работает интернет' },
      { ...him, choice: 'service:svc-internet', text: null },
    ]);
    await eventually(() =>
      expect(offerOf(api).message.reply_markup).toEqual({
        inline_keyboard: [[{ text: '✓ Интернет', callback_data: 'settled' }]],
      }),
    );

    const reply = {
      ...{
        id: 'notice-1',
        account: null,
        address: '500100200',
        thread: '500100200',
        language: 'ru' as const,
      },
      ...{ text: 'Мастер придёт завтра', askForPhone: false, choices: [] },
    };
    const { providerId } = (await channel.outbound?.send(reply)) ?? {};
    expect(await hear(client, 1)).toMatchObject([{ text: 'Мастер придёт завтра' }]);
    expect(providerId).toBe(String(api.storage.botMessages.at(-1)?.messageId));
    expect(deps.quarantined).toEqual([]);
  });
});

/** The newest message that offers the services, as the server keeps it. */
function offerOf(server: TelegramServer): StoredBotUpdate {
  const offers = server.storage.botMessages.filter(({ message }) => /услугу/.test(message.text));
  const newest = offers.at(-1);
  if (!newest) throw new Error('The bot offered nothing');
  return newest;
}
