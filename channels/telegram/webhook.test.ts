import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Unavailable } from '../../core/errors.ts';
import { faultyFields, problemOf } from '../edge/problem.fixture.ts';
import { openTelegram } from './open.fixture.ts';
import { updates } from './updates.fixture.ts';

/** What one update becomes: its text, sender and whether he proved it. Undefined: no contact. */
async function contactOf(update: unknown) {
  const { deps, post } = openTelegram();
  expect((await post(update)).status).toBe(200);
  const [contact] = deps.contacts;
  return contact && [contact.text, contact.sender, contact.senderShared];
}

const { message } = updates.text;
const withMessage = (change: object) => ({ ...updates.text, message: { ...message, ...change } });

describe('a private message', () => {
  it('becomes a contact', async () => {
    const { deps, post } = openTelegram();
    const response = await post(updates.text);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
    expect(deps.contacts).toEqual([
      {
        account: '100000001',
        externalId: '731000001',
        kind: 'message',
        thread: '500100200',
        address: '500100200',
        sender: null,
        senderShared: false,
        serviceId: null,
        queue: null,
        text: 'Не работает интернет с утра',
        occurredAt: new Date('2025-11-24T07:15:30Z'),
        raw: updates.text,
      },
    ]);
  });

  it('delivered again is the same contact', async () => {
    const { deps, post } = openTelegram();
    await post(updates.text);
    expect((await post(updates.text)).status).toBe(200);
    expect(deps.contacts).toHaveLength(1);
  });

  it('edited is one more contact of the same thread, marked', async () => {
    const { deps, post } = openTelegram();
    await post(updates.text);
    await post(updates.edited);
    expect(deps.contacts[1]).toMatchObject({
      externalId: '731000002',
      thread: '500100200',
      text: '[исправлено] Не работает интернет и ТВ',
      occurredAt: new Date('2025-11-24T07:16:30Z'),
    });
  });

  it('keeps ids of 52 bits and the topic', async () => {
    const { deps, post } = openTelegram();
    const id = 2 ** 52 - 1;
    await post(withMessage({ chat: { ...message.chat, id }, message_thread_id: 33 }));
    expect(deps.contacts[0]).toMatchObject({ thread: '4503599627370495:33', address: '4503599627370495' });
  });

  it.each([
    ['a caption', updates.photoCaption, 'Вот что на экране роутера'],
    ['a photo', updates.photo, '[фото]'],
    ['a voice', updates.voice, '[голосовое сообщение]'],
    [
      'an animation, which is a document too',
      withMessage({ text: undefined, animation: {}, document: {} }),
      '[анимация]',
    ],
    ['a place', withMessage({ text: undefined, venue: {}, location: {} }), '[место на карте]'],
    ['a sticker', withMessage({ text: undefined, sticker: { emoji: '😡' } }), '[стикер] 😡'],
    ['a sticker without its emoji', withMessage({ text: undefined, sticker: {} }), '[стикер]'],
    ['what Telegram invents next', withMessage({ text: undefined, hologram: {} }), '[сообщение без текста]'],
    ['NUL characters', withMessage({ text: 'Не\u0000т' }), 'Нет'],
  ])('with %s has a text', async (_, update, text) => {
    expect(await contactOf(update)).toEqual([text, null, false]);
  });
});

describe('a shared contact', () => {
  it('of his own proves the phone', async () => {
    expect(await contactOf(updates.ownContact)).toEqual([null, '79160000007', true]);
  });

  it('of somebody else is only something said', async () => {
    expect(await contactOf(updates.otherContact)).toEqual(['[контакт] Мария +7 916 000-00-08', null, false]);
  });

  const own = updates.ownContact.message;
  const forged = (change: object) => ({ update_id: 1, message: { ...own, ...change } });
  it.each([
    ['forwarded', updates.forwardedOwnContact],
    ['forwarded, from an older server', forged({ forward_date: 1763968000 })],
    ['sent through another bot', forged({ via_bot: { id: 5, is_bot: true, first_name: 'x' } })],
    ['without user_id', forged({ contact: { ...own.contact, user_id: undefined } })],
    ['of another user_id', forged({ contact: { ...own.contact, user_id: 1 } })],
    ['in a group', forged({ chat: { id: -5, type: 'group', title: 'x' } })],
    ['in a chat that is not his', forged({ chat: { ...own.chat, id: 77 } })],
  ])('%s proves nothing', async (_, update) => {
    const contact = await contactOf(update);
    expect(contact?.slice(1)).toEqual([null, false]);
    expect(contact?.[0]).toMatch(/^\[контакт\] Пётр (Сидоров )?79160000007$/);
  });
});

describe('a group', () => {
  it('is heard where the bot is meant', async () => {
    const { deps, post } = openTelegram();
    await post(updates.groupMention);
    const reply = { from: { id: 100000001, is_bot: true, first_name: 'HELPDesk' } };
    await post({ update_id: 2, message: { ...updates.groupTalk.message, reply_to_message: reply } });
    expect(deps.contacts.map(({ thread, address, text }) => [thread, address, text])).toEqual([
      ['-1001234567890:7', '-1001234567890', '@helpdesk_bot нет интернета в доме'],
      ['-1001234567890', '-1001234567890', 'Всем привет'],
    ]);
  });

  it('is not where a person or nobody is', async () => {
    expect(await contactOf(updates.groupTalk)).toBeUndefined();
    const entities = [{ type: 'mention', offset: 0, length: 7 }];
    const toPerson = { ...updates.groupTalk.message, text: '@petr_s привет', entities };
    expect(await contactOf({ update_id: 3, message: toPerson })).toBeUndefined();
  });
});

describe('an update with nothing from a customer', () => {
  it.each([
    ['a blocked bot', updates.myChatMember],
    ['a channel post', updates.channelPost],
    ['a pressed button', updates.callbackQuery],
    ['a bot', withMessage({ from: { ...message.from, is_bot: true } })],
    ['nobody', withMessage({ from: undefined })],
    ['a pinned message', withMessage({ text: undefined, pinned_message: message })],
    [
      'a moving live location',
      { update_id: 4, edited_message: { ...message, edit_date: 1763968531, location: {} } },
    ],
    [
      'an edited /start',
      { update_id: 5, edited_message: { ...message, edit_date: 1763968531, text: '/start' } },
    ],
    ['an update of a kind unheard of', { update_id: 6, teleport: { from: message.from } }],
  ])('of %s is answered 200 and taken no further', async (_, update) => {
    expect(await contactOf(update)).toBeUndefined();
  });

  it('is counted in the debug log', async () => {
    const { deps, post } = openTelegram();
    await post(updates.channelPost);
    await post(updates.myChatMember);
    const lines = deps
      .logged()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { level: 20, updateId: 731000013, ignored: 1 },
      { level: 20, updateId: 731000012, ignored: 2 },
    ]);
  });

  it('or of unknown shape is answered 200, lest it block its chat, and leaves a warning', async () => {
    const { deps, post } = openTelegram();
    expect((await post({ update_id: 7, message: { text: 5 } })).status).toBe(200);
    expect((await post(withMessage({ date: 1e15 }))).status).toBe(200);
    expect(deps.contacts).toEqual([]);
    const lines = deps
      .logged()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { level: 40, updateId: 7 },
      { level: 40, updateId: 731000001 },
    ]);
  });
});

describe('a bad request', () => {
  it('without the right secret answers 401', async () => {
    const { deps, postText } = openTelegram();
    for (const secret of [null, '', 'dev-telegra', 'dev-telegramm']) {
      const response = await postText(JSON.stringify(updates.text), secret);
      expect(response.status).toBe(401);
      expect(await problemOf(response)).toMatchObject({ code: 'channel.secret' });
    }
    expect(deps.contacts).toEqual([]);
  });

  it('that is no update answers 400, too long 413', async () => {
    const { post, postText } = openTelegram();
    expect(await faultyFields(await postText('{"update_id": 1'))).toEqual(['(body)']);
    expect(await faultyFields(await post([updates.text]))).toEqual(['(body)']);
    for (const update_id of [undefined, '1', 1.5, null]) {
      expect(await faultyFields(await post({ ...updates.text, update_id }))).toEqual(['update_id']);
    }
    expect((await post(withMessage({ text: 'x'.repeat(1024 * 1024) }))).status).toBe(413);
  });

  it('leaves no personal data in any line, and neither does a good one', async () => {
    const { deps, post, postText } = openTelegram();
    await postText('{"phone": "79160000007"');
    await post({ update_id: 'x', message });
    for (const update of Object.values(updates)) await post(update);
    expect(deps.logged().split('\n').length).toBeGreaterThan(5);
    for (const secret of ['916', 'интернет', 'Пётр', 'petr_s', 'dev-t', '500100200']) {
      expect(deps.logged()).not.toContain(secret);
    }
  });

  it('never is our fault: any update answers below 500', async () => {
    const { post } = openTelegram();
    const json = fc.jsonValue();
    const part = fc.record(
      {
        text: json,
        caption: json,
        entities: json,
        contact: fc.oneof(json, fc.record({ phone_number: json, user_id: json })),
        reply_to_message: json,
        photo: json,
        sticker: json,
        chat: fc.oneof(fc.constant(message.chat), json, fc.record({ id: json, type: json })),
        from: fc.oneof(fc.constant(message.from), json),
        date: fc.oneof(fc.constant(1763968530), json),
      },
      { requiredKeys: [] },
    );
    const kind = fc.constantFrom(
      ...[
        'message',
        'edited_message',
        'channel_post',
        'callback_query',
        'my_chat_member',
        'poll',
        'inline_query',
      ],
      ...[
        'business_message',
        'message_reaction',
        'chat_join_request',
        'shipping_query',
        'chat_boost',
        'guest_message',
      ],
    );
    await fc.assert(
      fc.asyncProperty(kind, fc.oneof(part, json), json, async (name, value, other) => {
        expect((await post({ update_id: 1, [name]: value })).status).toBe(200);
        expect([200, 400]).toContain((await post(other)).status);
      }),
      { numRuns: 500 },
    );
  });
});

it('when the store is down answers 503 with Retry-After, and Telegram tries again', async () => {
  const { deps, post } = openTelegram();
  deps.failWith(new Unavailable('store.down', 'The store is down'));
  const response = await post(updates.text);
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('5');
  expect(await problemOf(response)).toMatchObject({ code: 'store.down' });
  expect(deps.logged()).not.toMatch(/интернет|500100200/);
});
