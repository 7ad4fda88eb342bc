import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OutboundFile, OutboundMessage } from '../../../core/channel.ts';
import { NoAnswer, Refused } from '../../../core/errors.ts';
import { createTranslator } from '../../../core/i18n.ts';
import { type BotApi, type Failure, startBotApi } from '../botApi.fixture.ts';
import { openTelegram } from '../open.fixture.ts';

let api: BotApi;
beforeAll(async () => {
  api = await startBotApi();
});
beforeEach(() => {
  api.calls.length = 0;
});
afterAll(() => api.close());

const message: OutboundMessage = {
  id: '0190a000-0000-7000-8000-000000000002',
  account: '100000001',
  address: '500100200',
  thread: '500100200',
  text: 'Заявка № 17 закрыта',
  language: 'ru',
  askForPhone: false,
  choices: [],
};

function outboundOf(origin: string) {
  const { outbound } = openTelegram(`${origin}/`).channel;
  if (!outbound) throw new Error('The channel should answer people');
  return outbound;
}

const send = (change: Partial<OutboundMessage> = {}, origin = api.origin) =>
  outboundOf(origin).send({ ...message, ...change });

const failure = (change?: Partial<OutboundMessage>, origin?: string) =>
  send(change, origin).then(
    () => expect.fail('It should have failed'),
    (error: unknown) => error,
  );

describe('send', () => {
  it('calls sendMessage and answers its message id', async () => {
    const { providerId } = await send();
    expect(providerId).toMatch(/^47\d\d$/);
    expect(api.calls).toEqual([
      {
        method: 'sendMessage',
        params: {
          chat_id: '500100200',
          text: 'Заявка № 17 закрыта',
          link_preview_options: { is_disabled: true },
        },
      },
    ]);
  });

  it('answers in the topic the person wrote in', async () => {
    await send({ address: '-1001234567890', thread: '-1001234567890:12' });
    expect(api.calls[0]?.params).toMatchObject({ chat_id: '-1001234567890', message_thread_id: 12 });
  });

  it('offers the button that shares the phone, in private chats only, in the language of the message', async () => {
    await send({ askForPhone: true });
    await send({ askForPhone: true, language: 'en' });
    await send({ askForPhone: true, address: '-1001234567890' });
    const buttons = api.callsOf('sendMessage').map(({ reply_markup }) => reply_markup);
    const keyboard = (text: string) => ({
      keyboard: [[{ text, request_contact: true }]],
      resize_keyboard: true,
      one_time_keyboard: true,
    });
    expect(buttons).toEqual([
      expect.objectContaining(keyboard('Поделиться номером телефона')),
      expect.objectContaining(keyboard('Share my phone number')),
      undefined,
    ]);
  });

  it('offers choices as buttons: a rating in one row, services in two columns or one', async () => {
    const choices = (...labels: string[]) => labels.map((label, index) => ({ id: `c:${index}`, label }));
    const rows = async (...labels: string[]) => {
      api.calls.length = 0;
      await send({ choices: choices(...labels) });
      const markup = api.calls[0]?.params.reply_markup as { inline_keyboard: { text: string }[][] };
      return markup.inline_keyboard.map((row) => row.map((button) => button.text));
    };
    for (const stars of [
      ['1', '2', '3', '4', '5'],
      ['★', '★★', '★★★', '★★★★', '★★★★★'],
    ]) {
      expect(await rows(...stars)).toEqual([stars]);
    }
    expect(await rows('Интернет', 'ТВ', 'Связь')).toEqual([['Интернет', 'ТВ'], ['Связь']]);
    expect(await rows('Интернет', 'Подключение второй квартиры')).toHaveLength(2);
  });

  it('leaves out a choice whose id is longer than 64 bytes, and a keyboard without any', async () => {
    const long = { id: `service:${'я'.repeat(29)}`, label: 'Длинная' };
    const fits = { id: `service:${'я'.repeat(28)}`, label: 'Влезла' };
    await send({ choices: [long, fits] });
    await send({ choices: [long] });
    const button = { text: 'Влезла', callback_data: fits.id };
    expect(api.callsOf('sendMessage').map(({ reply_markup }) => reply_markup)).toEqual([
      { inline_keyboard: [[button]] },
      undefined,
    ]);
  });

  it('cuts a long text into messages, the buttons under the last, whose id it answers', async () => {
    const text = `${'а'.repeat(4000)}\n\n${'б'.repeat(4000)}\n\n${'в'.repeat(100)}`;
    const { providerId } = await send({ text, choices: [{ id: 'c', label: 'Да' }] });
    const calls = api.callsOf('sendMessage');
    expect(calls.map((call) => call.text)).toEqual(text.split('\n\n'));
    expect(calls.map((call) => call.reply_markup !== undefined)).toEqual([false, false, true]);
    const { providerId: next } = await send();
    expect(Number(next)).toBe(Number(providerId) + 1);
  });

  it('goes on after the parts that arrived, however often it is asked', async () => {
    const outbound = outboundOf(api.origin);
    const long = { ...message, text: `${'а'.repeat(4000)}\n\n${'б'.repeat(4000)}` };
    api.failNext('sendMessage', { status: 500 });
    await expect(outbound.send(long)).rejects.toThrow(NoAnswer);
    await outbound.send(long);
    api.failNext('sendMessage', { status: 429, parameters: { retry_after: 3 } });
    const second = await outbound.send({ ...long, id: 'second' }).catch((error: unknown) => error);
    expect(second).toMatchObject({ retryAfterMs: 3000 });
    const first = await outbound.send(long);
    expect(await outbound.send(long)).toEqual(first);
    const texts = api.callsOf('sendMessage').map(({ text }) => String(text).slice(0, 1));
    expect(texts).toEqual(['а', 'а', 'б', 'а']);
  });

  it('follows a group that moved, once, and leaves a topic that is gone', async () => {
    const moved = { status: 400, parameters: { migrate_to_chat_id: -1007776665550 } };
    api.failNext('sendMessage', moved);
    expect(await send({ address: '-4012345678', thread: '-4012345678' })).toBeTruthy();
    api.failNext('sendMessage', { status: 400, description: 'Bad Request: message thread not found' });
    expect(await send({ address: '-100777', thread: '-100777:12' })).toBeTruthy();
    expect(api.callsOf('sendMessage').map((call) => [call.chat_id, call.message_thread_id])).toEqual([
      ['-4012345678', undefined],
      [-1007776665550, undefined],
      ['-100777', 12],
      ['-100777', undefined],
    ]);
    api.failNext('sendMessage', moved, moved);
    expect(await failure({ address: '-4012345678' })).toBeInstanceOf(Refused);
  });

  it.each([400, 403])('is refused for good by %i, so that the house falls back', async (status) => {
    api.failNext('sendMessage', { status });
    const error = await failure();
    expect(error).toBeInstanceOf(Refused);
    expect(error).toMatchObject({ code: 'telegram.refused', status });
  });

  it('is to be tried again after 429 in the time asked for, after 5xx, and without an answer', async () => {
    api.failNext('sendMessage', { status: 429, parameters: { retry_after: 35 } });
    expect(await failure()).toMatchObject({ name: 'NoAnswer', retryAfterMs: 35_000 });
    const others: Failure[] = [{ status: 500 }, { status: 401 }, { status: 404 }, 'page', 'cut'];
    for (const other of others) {
      api.failNext('sendMessage', other);
      const error = await failure();
      expect(error).toBeInstanceOf(NoAnswer);
      expect(error).toMatchObject({ code: 'telegram.no-answer', retryAfterMs: undefined });
    }
    // The house repeats, durably; here each was one call.
    expect(api.calls).toHaveLength(1 + others.length);
  });

  it('fails without telling the token, the chat or the text', async () => {
    const closed = await startBotApi();
    await closed.close();
    api.failNext('sendMessage', { status: 403 });
    for (const error of [await failure(), await failure({}, closed.origin)]) {
      const told = `${JSON.stringify(error)} ${(error as Error).stack} ${String((error as Error).cause)}`;
      expect(told).not.toMatch(/dev-token|500100200|Заявка/);
    }
  });
});

describe('files', () => {
  const file = (change: Partial<OutboundFile> = {}): OutboundFile => ({
    id: 'f1',
    fileName: 'договор; "№ 7".pdf',
    mimeType: 'application/pdf',
    size: 4,
    read: async () => new TextEncoder().encode('%PDF'),
    ...change,
  });
  const photo = (change: Partial<OutboundFile> = {}) =>
    file({ fileName: 'роутер.png', mimeType: 'image/png', ...change });
  const methods = () => api.calls.map((call) => call.method);

  it('go behind the text: pictures as photos, the rest as documents under its own name', async () => {
    const { providerId, leftOut } = await send({
      address: '-1001234567890',
      thread: '-1001234567890:12',
      files: [photo(), file({ id: 'f2' }), photo({ id: 'f3', mimeType: 'image/gif' })],
    });
    expect(methods()).toEqual(['sendMessage', 'sendPhoto', 'sendDocument', 'sendDocument']);
    expect(api.calls[1]?.params).toMatchObject({
      chat_id: '-1001234567890',
      message_thread_id: '12',
      file: { fileName: '"роутер.png"', content: '%PDF' },
    });
    expect(api.calls[2]?.params).toMatchObject({ file: { fileName: '"договор; %22№ 7%22.pdf"' } });
    // The id is the text's: that is what the customer is told.
    expect(providerId).toMatch(/^47\d\d$/);
    expect(leftOut).toEqual([]);
  });

  it('a picture that is none for Telegram, or too long for one, goes as a document', async () => {
    api.failNext('sendPhoto', { status: 400, description: 'Bad Request: PHOTO_INVALID_DIMENSIONS' });
    await send({ files: [photo(), photo({ id: 'f2', size: 10_000_001 })] });
    expect(methods()).toEqual(['sendMessage', 'sendPhoto', 'sendDocument', 'sendDocument']);
  });

  it('that are not taken are told; the text has arrived all the same', async () => {
    api.failNext('sendDocument', { status: 413 });
    const sent = await send({ files: [file(), file({ id: 'f2' })] });
    expect(sent).toMatchObject({ providerId: expect.any(String), leftOut: ['f1'] });
    expect(methods()).toEqual(['sendMessage', 'sendDocument', 'sendDocument']);
  });

  it('that arrived are not sent again, however often the house asks', async () => {
    const outbound = outboundOf(api.origin);
    let reads = 0;
    const read = async () => {
      reads += 1;
      return new Uint8Array([1]);
    };
    const whole = { ...message, files: [file({ read }), file({ id: 'f2', read })] };
    api.failNext('sendDocument', { status: 429, parameters: { retry_after: 3 } });
    expect(await outbound.send(whole).catch((error: unknown) => error)).toMatchObject({ retryAfterMs: 3000 });
    api.failNext('sendDocument', 'cut');
    await expect(outbound.send(whole)).rejects.toThrow(NoAnswer);
    await outbound.send(whole);
    await outbound.send(whole);
    expect(methods()).toEqual(['sendMessage', ...Array(4).fill('sendDocument')]);
    expect(reads).toBe(4);
  });

  it('are declared with the longest a bot may upload', () => {
    expect(outboundOf(api.origin).files).toEqual({ maxBytes: 50_000_000 });
  });
});

it('words its notices in both languages, with the words the house gives', () => {
  const { choices, byPhone, templates } = outboundOf(api.origin);
  expect([choices, byPhone]).toEqual(['buttons', false]);
  if (!templates) throw new Error('The channel should have words of its own');
  expect(Object.keys(templates.en)).toEqual(Object.keys(templates.ru));
  const translate = createTranslator(templates.ru, templates.en);
  for (const key of Object.keys(templates.ru)) {
    for (const language of ['ru', 'en'] as const) {
      const text = translate(language)(key, { number: 'SR-17', text: 'x', hello: 'x' });
      expect(text).toContain('SR-17');
      expect(text).not.toContain('{{');
    }
  }
});
