import type { Bot } from 'grammy';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestSandbox, withSandbox } from '../../sandbox.fixture.ts';
import { botAt, personAt, type TestPerson, TOKEN } from '../chat.fixture.ts';

let house: TestSandbox;
let bot: Bot;
let ivan: TestPerson;
beforeAll(async () => {
  house = await withSandbox();
  bot = botAt(house.root);
  ivan = await personAt(house, '79160000001');
});
afterAll(() => house.stop());

/** A form as a browser sends it. */
function form(file: File, fields: Record<string, string> = {}): FormData {
  const data = new FormData();
  data.set('file', file);
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

test('he shares his own number: without its plus, with his own id', async () => {
  const { message } = await ivan.send('contact');
  expect(message?.contact).toEqual({
    phone_number: '79160000001',
    first_name: ivan.firstName,
    last_name: ivan.lastName,
    user_id: ivan.id,
  });
});

test('who hides his number has none to share', async () => {
  const anonymous = await personAt(house, 'anonymous');
  expect((await anonymous.post('contact')).status).toBe(409);
});

test('a place', async () => {
  const { message } = await ivan.send('location', { latitude: 55.75, longitude: 37.62 });
  expect(message?.location).toEqual({ latitude: 55.75, longitude: 37.62 });
  expect((await ivan.chat()).bubbles.at(-1)).toMatchObject({ location: { latitude: 55.75 } });
});

describe('files', () => {
  const picture = new Uint8Array(70_000).map((_, index) => index % 251);

  async function download(fileId: string) {
    const { file_path } = await bot.api.getFile(fileId);
    return house.root.request(`/sandbox/telegram/file/bot${TOKEN}/${file_path}`);
  }

  test('a photo is fetched byte for byte', async () => {
    const file = new File([picture], 'роутер.jpg', { type: 'image/jpeg' });
    const { message } = await ivan.send('photo', form(file, { caption: 'Горит красным', width: '800' }));
    expect(message).toMatchObject({
      caption: 'Горит красным',
      photo: [{ file_id: expect.any(String), width: 800, height: 960, file_size: 70_000 }],
    });
    const response = await download(message?.photo?.[0]?.file_id ?? '');
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(picture);
  });

  test('a voice message, and a document under its own name', async () => {
    const voice = new File([picture], 'v', { type: 'audio/ogg' });
    const { message } = await ivan.send('voice', form(voice, { duration: '3' }));
    expect(message?.voice).toMatchObject({ duration: 3, mime_type: 'audio/ogg', file_size: 70_000 });
    expect(await bot.api.getFile(message?.voice?.file_id ?? '')).toMatchObject({
      file_path: expect.stringMatching(/^voice\/file_.+\.oga$/),
    });
    const pdf = new File(['%PDF'], 'договор.pdf', { type: 'application/pdf' });
    const sent = await ivan.send('document', form(pdf));
    expect(sent.message?.document).toMatchObject({ file_name: 'договор.pdf', mime_type: 'application/pdf' });
    expect((await ivan.chat()).bubbles.at(-1)?.file).toMatchObject({ kind: 'document', name: 'договор.pdf' });
  });

  test('only the bot it was sent to has it', async () => {
    const { message } = await ivan.send('voice', form(new File(['x'], 'v')));
    const fileId = message?.voice?.file_id ?? '';
    const { file_path } = await bot.api.getFile(fileId);
    const other = '200000002:another-bot-token';
    await expect(botAt(house.root, other).api.getFile(fileId)).rejects.toMatchObject({ error_code: 400 });
    const response = await house.root.request(`/sandbox/telegram/file/bot${other}/${file_path}`);
    expect(response.status).toBe(404);
  });

  test('what somebody sends does not run at our address', async () => {
    const evil = new File(['<script>alert(1)</script>'], 'a.html', { type: 'text/html' });
    const { message } = await ivan.send('document', form(evil));
    const shown = await house.root.request(
      `/sandbox/telegram/people/${ivan.id}/files/${message?.document?.file_id}`,
    );
    expect(shown.headers.get('content-type')).toBe('application/octet-stream');
    expect(shown.headers.get('content-disposition')).toBe('attachment');
    expect(shown.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('more than 20 MB is refused, and so is nothing', async () => {
    const long = new File([new Uint8Array(20 * 1024 * 1024 + 1)], 'long.jpg');
    expect((await ivan.post('photo', form(long))).status).toBe(413);
    expect((await ivan.post('photo', form(new File([], 'empty.jpg')))).status).toBe(400);
    expect((await ivan.post('photo', new FormData())).status).toBe(400);
  });
});

describe('buttons', () => {
  test('a press is a callback query with the message it stood under', async () => {
    const markup = { inline_keyboard: [[{ text: 'Да', callback_data: 'yes' }]] };
    const { message_id } = await bot.api.sendMessage(ivan.id, 'Решено?', { reply_markup: markup });
    const { callback_query } = await ivan.send('press', { messageId: message_id, data: 'yes' });
    expect(callback_query).toMatchObject({
      id: expect.any(String),
      from: { id: ivan.id },
      message: { message_id, text: 'Решено?', reply_markup: markup },
      chat_instance: expect.any(String),
      data: 'yes',
    });
    expect((await ivan.chat()).press).toMatchObject({ messageId: message_id, data: 'yes', answer: null });
    await bot.api.answerCallbackQuery(callback_query?.id ?? '', { text: 'Спасибо', show_alert: true });
    expect((await ivan.chat()).press?.answer).toEqual({ text: 'Спасибо', alert: true });
  });

  test('one that is not there cannot be pressed', async () => {
    const { message_id } = await bot.api.sendMessage(ivan.id, 'Без кнопок');
    expect((await ivan.post('press', { messageId: message_id, data: 'yes' })).status).toBe(404);
  });

  test('the keyboard below the chat stays until it is used, where it is for one use, or taken away', async () => {
    const person = await personAt(house, '79160000003');
    const share = { text: 'Мой номер', request_contact: true };
    const once = { keyboard: [[share], ['Нет']], one_time_keyboard: true };
    await bot.api.sendMessage(person.id, 'Номер?', { reply_markup: once });
    await bot.api.sendMessage(person.id, 'Жду');
    expect((await person.chat()).keyboard).toEqual([
      [{ text: 'Мой номер', shares: 'contact' }],
      [{ text: 'Нет', shares: null }],
    ]);
    await person.send('contact');
    expect((await person.chat()).keyboard).toBeNull();
    await bot.api.sendMessage(person.id, 'Меню', { reply_markup: { keyboard: [[{ text: 'Статус' }]] } });
    await person.send('messages', { text: 'Статус' });
    expect((await person.chat()).keyboard).toHaveLength(1);
    await bot.api.sendMessage(person.id, 'Всё', { reply_markup: { remove_keyboard: true } });
    expect((await person.chat()).keyboard).toBeNull();
  });

  test('the menu of commands in his language', async () => {
    await bot.api.setMyCommands([{ command: 'help', description: 'Help' }]);
    const russian = [{ command: 'status', description: 'Мои обращения' }];
    await bot.api.setMyCommands(russian, { language_code: 'ru' });
    expect((await ivan.chat()).commands).toEqual(russian);
    await house.send('PUT', '/sandbox/subscribers/79160000001', { languageCode: 'en' });
    expect((await ivan.chat()).commands).toEqual([{ command: 'help', description: 'Help' }]);
  });
});

test('who has blocked the bot hears nothing of it and says nothing to it', async () => {
  await ivan.block(true);
  for (const call of [
    () => bot.api.sendMessage(ivan.id, 'Ау'),
    () => bot.api.sendChatAction(ivan.id, 'typing'),
  ]) {
    await expect(call()).rejects.toMatchObject({
      error_code: 403,
      description: 'Forbidden: bot was blocked by the user',
    });
  }
  expect((await ivan.post('messages', { text: 'x' })).status).toBe(409);
  await ivan.block(false);
  await bot.api.sendMessage(ivan.id, 'Снова здесь');
  expect((await ivan.chat()).bubbles.at(-1)).toMatchObject({ from: 'bot', text: 'Снова здесь' });
});

test.each([
  ['messages', {}, 400],
  ['messages', { text: '  ' }, 400],
  ['messages', { text: 'x'.repeat(4097) }, 400],
  ['location', { latitude: 91, longitude: 0 }, 400],
  ['press', { messageId: 'x', data: 'y' }, 400],
])('%s %j is refused with %i', async (action, body, status) => {
  const response = await ivan.post(action, body);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ code: 'INVALID_BODY' });
});

test('nobody of that id', async () => {
  for (const id of ['1', 'x', '9'.repeat(30)]) {
    const response = await house.send('POST', `/sandbox/telegram/people/${id}/messages`, { text: 'x' });
    expect(response.status).toBe(404);
  }
});

test('while the Bot API fails people write on, and it is delivered afterwards', async () => {
  await house.send('PUT', '/sandbox/switches/telegram', { mode: 'fail' });
  await ivan.send('messages', { text: 'во время отказа' });
  await expect(bot.api.getUpdates()).rejects.toMatchObject({ error_code: 500 });
  await house.send('PUT', '/sandbox/switches/telegram', { mode: 'ok' });
  expect((await bot.api.getUpdates({ offset: -1 }))[0]?.message?.text).toBe('во время отказа');
});
