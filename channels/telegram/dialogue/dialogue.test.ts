import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Unavailable } from '../../../core/errors.ts';
import { type BotApi, startBotApi } from '../botApi.fixture.ts';
import { linesOf, openTelegram } from '../open.fixture.ts';
import { updates } from '../updates.fixture.ts';

let api: BotApi;
beforeAll(async () => {
  api = await startBotApi();
});
beforeEach(() => {
  api.calls.length = 0;
});
afterAll(() => api.close());

/** Waits for so many calls of the Bot API, and then for the channel to stop: no more will come. */
async function quiet({ channel }: ReturnType<typeof openTelegram>, calls: number): Promise<void> {
  await vi.waitFor(() => expect(api.calls.length).toBeGreaterThanOrEqual(calls), { timeout: 10_000 });
  await channel.stop?.();
}

const sent = () => api.callsOf('sendMessage');
const phoneButton = (text: string) => ({ keyboard: [[{ text, request_contact: true }]] });
const serviceButtons = (...names: string[]) => ({
  inline_keyboard: [
    [
      { text: names[0], callback_data: 'service:svc-internet' },
      { text: names[1], callback_data: 'service:svc-billing' },
    ],
  ],
});
/** The same update from a client of another language. */
const inLanguage = (
  language_code: string | undefined,
  update: typeof updates.start | typeof updates.status,
) => ({
  ...update,
  message: { ...update.message, from: { ...update.message.from, language_code } },
});

describe('/start', () => {
  it.each([
    ['ru', 'Здравствуйте!', 'Поделиться номером телефона', ['Интернет', 'Счета и оплата']],
    [undefined, 'Здравствуйте!', 'Поделиться номером телефона', ['Интернет', 'Счета и оплата']],
    ['en-GB', 'Hello!', 'Share my phone number', ['Internet', 'Billing']],
  ])(
    'from a client in %s greets, asks for the phone, offers the services',
    async (language, hello, share, names) => {
      const telegram = openTelegram(api.origin);
      const { deps, post } = telegram;
      expect((await post(inLanguage(language, updates.start))).status).toBe(200);
      await quiet(telegram, 2);
      expect(deps.contacts).toEqual([]);
      expect(sent()).toMatchObject([
        { chat_id: 500100200, reply_markup: phoneButton(share) },
        { chat_id: 500100200, reply_markup: serviceButtons(...names) },
      ]);
      expect(String(sent()[0]?.text).startsWith(hello)).toBe(true);
    },
  );

  it('without the entity that marks a command is one all the same', async () => {
    const telegram = openTelegram(api.origin);
    const { post } = telegram;
    await post({ ...updates.start, message: { ...updates.start.message, entities: undefined } });
    await quiet(telegram, 2);
    expect(sent()).toHaveLength(2);
  });

  it('offers twenty services at the most, none with an id Telegram would not take, and no empty list', async () => {
    const service = (id: string) => ({ id, name: { ru: `Услуга ${id}`, en: id } });
    const offered = async (ids: string[]) => {
      api.calls.length = 0;
      const telegram = openTelegram(api.origin);
      const { deps, post } = telegram;
      deps.services = ids.map(service);
      await post(updates.start);
      await quiet(telegram, ids.length === 0 ? 1 : 2);
      const markup = sent()[1]?.reply_markup as { inline_keyboard: object[][] } | undefined;
      return markup?.inline_keyboard.flat();
    };
    expect(await offered(Array.from({ length: 30 }, (_, index) => `s${index}`))).toHaveLength(20);
    expect(await offered(['a', 'я'.repeat(40)])).toEqual([{ text: 'Услуга a', callback_data: 'service:a' }]);
    expect(await offered([])).toBeUndefined();
  });

  it('greets even where the services cannot be read', async () => {
    const telegram = openTelegram(api.origin);
    const { deps, post } = telegram;
    deps.listServices = async () => {
      throw new Unavailable('store.down', 'The store is down');
    };
    await post(updates.start);
    await quiet(telegram, 1);
    expect(sent()).toHaveLength(1);
    expect(linesOf(deps)).toMatchObject([{ level: 40, code: 'store.down', what: 'start' }]);
  });

  it('is acknowledged before the greeting is through, and does not keep the house from stopping', async () => {
    const { channel, post } = openTelegram(api.origin);
    api.failNext('sendMessage', 'hang');
    expect((await post(updates.start)).status).toBe(200);
    const before = Date.now();
    await channel.stop?.();
    expect(Date.now() - before).toBeLessThan(1_000);
  });

  it('that Telegram slows down is greeted after the wait it asked for', async () => {
    const { channel, post } = openTelegram(api.origin);
    api.failNext('sendMessage', { status: 429, parameters: { retry_after: 1 } });
    const before = Date.now();
    await post(updates.start);
    await vi.waitFor(() => expect(sent()).toHaveLength(3), { timeout: 5_000 });
    expect(Date.now() - before).toBeGreaterThanOrEqual(990);
    await channel.stop?.();
  });

  it.each([
    ['a blocked bot', { status: 403 }, 'telegram.refused'],
    ['a wait of an hour', { status: 429, parameters: { retry_after: 3600 } }, 'telegram.no-answer'],
  ])('is given up after %s, with a line without personal data', async (_, failure, code) => {
    const telegram = openTelegram(api.origin);
    const { deps, post } = telegram;
    api.failNext('sendMessage', failure);
    expect((await post(updates.start)).status).toBe(200);
    await quiet(telegram, 1);
    expect(linesOf(deps)).toMatchObject([
      { level: 40, code, updateId: 731000009, what: 'start', msg: 'the dialogue did not get through' },
    ]);
    expect(deps.logged()).not.toMatch(/dev-token|500100200|Здравствуйте|Заявка/);
  });
});

it('who shares his phone is thanked after the commit and loses the button', async () => {
  const telegram = openTelegram(api.origin);
  const { deps, post } = telegram;
  deps.failWith(new Unavailable('store.down', 'The store is down'));
  await post(updates.ownContact);
  deps.failWith(undefined);
  await post(updates.ownContact);
  await quiet(telegram, 1);
  expect(sent()).toMatchObject([
    { text: 'Спасибо, номер получен.', reply_markup: { remove_keyboard: true } },
  ]);
});

describe('/status', () => {
  async function statusIn(
    language: string,
    change?: (deps: ReturnType<typeof openTelegram>['deps']) => void,
  ) {
    const telegram = openTelegram(api.origin);
    const { deps, post } = telegram;
    const askers: unknown[] = [];
    const { listOwnRequests } = deps;
    deps.listOwnRequests = (asker) => {
      askers.push(asker);
      return listOwnRequests(asker);
    };
    change?.(deps);
    await post(inLanguage(language, updates.status));
    await quiet(telegram, 1);
    return { deps, askers, texts: sent().map(({ text }) => text) };
  }
  const requests = [
    {
      number: 'SR-17',
      status: 'IN_PROGRESS',
      service: { ru: 'Интернет', en: 'Internet' },
      createdAt: new Date('2025-11-24T09:00:00Z'),
    },
    { number: 'SR-18', status: 'FROZEN', service: null, createdAt: new Date('2025-11-25T09:00:00Z') },
  ];

  it('asks the house as the person and lists what it answers, in his language', async () => {
    const { askers, texts, deps } = await statusIn('ru', (house) => {
      house.ownRequests = requests;
    });
    expect(askers).toEqual([{ account: '100000001', identity: '500100200', thread: '500100200' }]);
    expect(texts).toEqual([
      'Ваши открытые обращения:\n\nSR-17: в работе\nИнтернет, от 24 ноября 2025 г.\n\nSR-18: в обработке\nУслуга уточняется, от 25 ноября 2025 г.',
    ]);
    expect(deps.contacts).toEqual([]);
    api.calls.length = 0;
    const english = await statusIn('en', (house) => {
      house.ownRequests = requests;
    });
    expect(english.texts[0]).toContain('SR-17: in progress\nInternet, of November 24, 2025');
  });

  it('says so when there is none, and when the house cannot tell', async () => {
    expect((await statusIn('ru')).texts).toEqual([expect.stringContaining('Открытых обращений нет')]);
    api.calls.length = 0;
    const away = await statusIn('en', (house) => {
      house.listOwnRequests = async () => {
        throw new Unavailable('store.down', 'The store is down');
      };
    });
    expect(away.texts).toEqual([expect.stringContaining('cannot be looked up right now')]);
    expect(linesOf(away.deps)).toMatchObject([{ code: 'store.down', what: 'status' }]);
  });

  it('sends a long list in parts', async () => {
    const { texts } = await statusIn('ru', (house) => {
      house.ownRequests = Array.from({ length: 200 }, () => requests[0]).flatMap((each) => each ?? []);
    });
    expect(texts.length).toBeGreaterThan(1);
    for (const text of texts) expect(String(text).length).toBeLessThanOrEqual(4096);
  });
});

describe('a pressed button', () => {
  const query = updates.callbackService.callback_query;
  const pressed = (change: object) => ({ update_id: 5, callback_query: { ...query, ...change } });

  it('is answered after the commit, and the message shows what was chosen', async () => {
    const telegram = openTelegram(api.origin);
    const { deps, post } = telegram;
    deps.failWith(new Unavailable('store.down', 'The store is down'));
    await post(updates.callbackService);
    expect(api.calls).toEqual([]);
    deps.failWith(undefined);
    await post(updates.callbackService);
    await quiet(telegram, 2);
    expect(api.callsOf('answerCallbackQuery')).toEqual([
      { callback_query_id: '2148012345678901', text: 'Услуга выбрана' },
    ]);
    expect(api.callsOf('editMessageReplyMarkup')).toEqual([
      {
        chat_id: 500100200,
        message_id: 61,
        reply_markup: { inline_keyboard: [[{ text: '✓ Интернет', callback_data: 'settled' }]] },
      },
    ]);
  });

  it.each([
    ['rate:0190a000-0000-7000-8000-0000000000aa:5', 'ru', 'Спасибо за оценку!'],
    ['rate:0190a000-0000-7000-8000-0000000000aa:5', 'en', 'Thank you for the rating!'],
  ])('with %s is answered in %s', async (data, language_code, text) => {
    const telegram = openTelegram(api.origin);
    const { post } = telegram;
    await post(pressed({ data, from: { ...query.from, language_code } }));
    await quiet(telegram, 2);
    expect(api.callsOf('answerCallbackQuery')).toMatchObject([{ text }]);
  });

  it.each(['something:else', 'rate:5', 'rate:nobody:5'])(
    'with %s, which we never gave out, is called dead and asks nothing of the house',
    async (data) => {
      const telegram = openTelegram(api.origin);
      await telegram.post(pressed({ data }));
      await quiet(telegram, 1);
      expect(api.callsOf('answerCallbackQuery')).toMatchObject([
        { text: 'Эта кнопка больше не действует. Напишите нам, пожалуйста.' },
      ]);
      expect(telegram.deps.contacts).toEqual([]);
    },
  );

  it('that its message does not have takes the buttons away', async () => {
    const telegram = openTelegram(api.origin);
    const { post } = telegram;
    await post(pressed({ data: 'service:gone' }));
    await quiet(telegram, 2);
    expect(api.callsOf('editMessageReplyMarkup')).toEqual([{ chat_id: 500100200, message_id: 61 }]);
  });

  it('answered too late is marked all the same', async () => {
    const telegram = openTelegram(api.origin);
    const { deps, post } = telegram;
    api.failNext('answerCallbackQuery', { status: 400 });
    await post(updates.callbackService);
    await quiet(telegram, 2);
    expect(api.callsOf('editMessageReplyMarkup')).toHaveLength(1);
    expect(linesOf(deps)).toMatchObject([{ code: 'telegram.refused', what: 'choice' }]);
  });
});
