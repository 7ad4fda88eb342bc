import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Invalid, Unavailable } from '../../../core/errors.ts';
import { readPhone } from '../../../core/phone.ts';
import { faultyFields, problemOf } from '../../edge/problem.fixture.ts';
import { linesOf, openTelegram } from '../open.fixture.ts';
import { updates } from '../updates.fixture.ts';

/** What one update becomes: its text, sender and how well he is known. Undefined: no contact. */
async function contactOf(update: unknown) {
  const { deps, post } = openTelegram();
  expect((await post(update)).status).toBe(200);
  expect(deps.quarantined).toEqual([]);
  const [contact] = deps.contacts;
  return contact && [contact.text, contact.sender, contact.rung];
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
        identity: '500100200',
        sender: null,
        rung: 'UNKNOWN',
        serviceId: null,
        queue: null,
        text: 'Не работает интернет с утра',
        language: 'ru',
        attachments: [],
        settleMs: 1000,
        occurredAt: new Date('2025-11-24T07:15:30Z'),
        raw: updates.text,
      },
    ]);
  });

  it('may be followed by more of its burst for as long as the setting says; a choice stands alone', async () => {
    for (const milliseconds of ['0', '2500']) {
      const { deps, post } = openTelegram(undefined, { TELEGRAM_DEBOUNCE_MS: milliseconds });
      await post(updates.text);
      await post(updates.callbackService);
      expect(deps.contacts.map((each) => each.settleMs)).toEqual([Number(milliseconds), undefined]);
    }
  });

  it.each([
    ['an animation without its file', { animation: {}, document: {} }, '[анимация]'],
    ['a photo without sizes', { photo: 'x' }, '[фото]'],
    ['a place without degrees', { venue: {}, location: { latitude: 99 } }, '[место на карте]'],
    ['a sticker without its emoji', { sticker: {} }, '[стикер]'],
  ])('with %s keeps its mark and loses the file only', async (_, change, text) => {
    const { deps, post } = openTelegram();
    await post(withMessage({ text: undefined, ...change }));
    expect(deps.contacts).toMatchObject([{ text, attachments: [] }]);
  });

  it('with a strange size or name of a file keeps the file', async () => {
    const { deps, post } = openTelegram();
    await post(withMessage({ voice: { file_id: 'F', file_size: -1, mime_type: 7, file_name: '' } }));
    const nothing = { size: null, mimeType: null, fileName: null };
    expect(deps.contacts[0]?.attachments).toEqual([{ kind: 'voice', externalId: 'F', ...nothing }]);
  });
});

describe('a shared contact', () => {
  const own = updates.ownContact.message;
  const forged = (change: object) => ({ update_id: 1, message: { ...own, ...change } });

  it('of his own proves the phone', async () => {
    expect(await contactOf(updates.ownContact)).toEqual([null, '+79160000007', 'SHARED_CONTACT']);
  });

  it.each([
    ['79160000007', '+79160000007'],
    ['+79160000007', '+79160000007'],
    ['+7 (916) 000-00-07', '+79160000007'],
    ['9607842550', '+9607842550'],
    ['84912345678', '+84912345678'],
    ['84 91 234 56 78', '+84912345678'],
    ['89160000007', '89160000007'],
    ['8 (916) 000-00-07', '8 (916) 000-00-07'],
    ['8 (495) 123-45-67', '8 (495) 123-45-67'],
    ['8.916.000.00.07', '8.916.000.00.07'],
  ])('of his own, written %j, is %j', async (phone_number, sender) => {
    const contact = await contactOf(forged({ contact: { ...own.contact, phone_number } }));
    expect(contact).toEqual([null, sender, 'SHARED_CONTACT']);
  });

  it.each([
    ['of the Maldives', '9607842550', '+9607842550'],
    ['of Vietnam', '84912345678', '+84912345678'],
    ['of Russia', '79160000007', '+79160000007'],
    ['of Russia as people write it', '8 (916) 000-00-07', '+79160000007'],
  ])('%s is the same subscriber to the house, whose own country is Russia', async (_, phone_number, e164) => {
    const contact = await contactOf(forged({ contact: { ...own.contact, phone_number } }));
    expect(readPhone(contact?.[1], 'RU').e164).toBe(e164);
  });

  it.each([
    '７９１６００００００７,4791234567',
    '７９１６００００００７',
    '79160000007,4791234567',
    '79160000007 доб. 1',
    '79160000007\n',
    'tel:+79160000007',
    '+++79160000007',
    '00 7 916 000-00-07',
    '0079160000007',
    '791600',
    '7916000000700000',
    '+',
    '',
  ])('written %j proves nothing, and is described as any other card', async (phone_number) => {
    const contact = await contactOf(forged({ contact: { ...own.contact, phone_number } }));
    expect(contact?.slice(1)).toEqual([null, 'UNKNOWN']);
    expect(contact?.[0]).toMatch(/^\[контакт\] Пётр Сидоров/);
  });

  it.each([
    ['forwarded, from an older server', forged({ forward_date: 1763968000 })],
    ['sent through another bot', forged({ via_bot: { id: 5, is_bot: true, first_name: 'x' } })],
    ['without user_id', forged({ contact: { ...own.contact, user_id: undefined } })],
    ['of another user_id', forged({ contact: { ...own.contact, user_id: 1 } })],
    ['in a group', forged({ chat: { id: -5, type: 'group', title: 'x' } })],
    ['in a chat that is not his', forged({ chat: { ...own.chat, id: 77 } })],
  ])('%s proves nothing', async (_, update) => {
    const contact = await contactOf(update);
    expect(contact?.slice(1)).toEqual([null, 'UNKNOWN']);
    expect(contact?.[0]).toMatch(/^\[контакт\] Пётр (Сидоров )?79160000007$/);
  });
});

it('in a group a mention by link means the bot only where it is the bot that is linked', async () => {
  for (const [id, expected] of [
    [100000001, ['Друг, нет света', null, 'UNKNOWN']],
    [5, undefined],
  ] as const) {
    const entities = [{ type: 'text_mention', offset: 0, length: 4, user: { id, first_name: 'x' } }];
    const talk = { ...updates.groupTalk.message, text: 'Друг, нет света', entities };
    expect(await contactOf({ update_id: 3, message: talk })).toEqual(expected);
  }
});

it('an update that holds nothing from a customer is counted in the debug log', async () => {
  const { deps, post } = openTelegram();
  await post(updates.channelPost);
  await post(updates.myChatMember);
  expect(linesOf(deps)).toMatchObject([
    { level: 20, updateId: 731000013, ignored: 1 },
    { level: 20, updateId: 731000012, ignored: 2 },
  ]);
});

describe('a poisoned update', () => {
  const poison = withMessage({ date: 1e15 });

  it('of unknown shape is quarantined and answered 200, and its chat goes on', async () => {
    const { deps, post } = openTelegram();
    expect((await post(poison)).status).toBe(200);
    expect((await post({ ...updates.text, update_id: 8 })).status).toBe(200);
    expect(deps.quarantined).toMatchObject([
      { code: 'telegram.shape', contact: { externalId: '731000001', thread: '500100200', raw: poison } },
    ]);
    expect(deps.contacts).toMatchObject([{ externalId: '8' }]);
    expect(linesOf(deps)).toMatchObject([{ level: 40, updateId: 731000001, code: 'telegram.shape' }]);
  });

  it('that nobody can handle is quarantined with all that reads, and answered 200', async () => {
    const { deps, post } = openTelegram();
    deps.accept = async () => {
      throw new TypeError('Не работает интернет с утра');
    };
    expect((await post(updates.text)).status).toBe(200);
    expect((await post(updates.callbackService)).status).toBe(200);
    const place = { thread: '500100200', address: '500100200', identity: '500100200', rung: 'UNKNOWN' };
    expect(deps.quarantined).toMatchObject([
      { code: 'telegram.handler', contact: { ...place, text: 'Не работает интернет с утра' } },
      { code: 'telegram.handler', contact: { ...place, text: null } },
    ]);
    expect(deps.logged()).toContain('TypeError');
    expect(deps.logged()).not.toMatch(/интернет|500100200/);
  });

  it('is kept by its id where not even its remains can be stored', async () => {
    const { deps, post } = openTelegram();
    const { quarantine } = deps;
    deps.quarantine = async (contact, code) => {
      if (Object.hasOwn(contact.raw, 'message')) throw new Invalid('raw', 'cannot be stored');
      return quarantine(contact, code);
    };
    expect((await post(poison)).status).toBe(200);
    expect(deps.quarantined).toMatchObject([{ contact: { externalId: '731000001', thread: null } }]);
    expect(deps.quarantined[0]?.contact.raw).toEqual({ update_id: 731000001 });
  });

  it('waits for the store as any other', async () => {
    const { deps, post } = openTelegram();
    deps.failWith(new Unavailable('store.down', 'The store is down'));
    expect((await post(poison)).status).toBe(503);
    deps.failWith(undefined);
    expect((await post(poison)).status).toBe(200);
    expect(deps.quarantined).toHaveLength(1);
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

  it('leaves no personal data in any line', async () => {
    const { deps, post, postText } = openTelegram();
    await postText('{"phone": "79160000007"');
    await post({ update_id: 'x', message });
    expect(linesOf(deps)).toHaveLength(2);
    expect(deps.logged()).not.toMatch(/9160000007|интернет|Пётр|petr_s|dev-t|500100200/);
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
        venue: json,
        sticker: json,
        data: json,
        message: fc.oneof(json, fc.record({ chat: json, reply_markup: json })),
        chat: fc.oneof(fc.constant(message.chat), json, fc.record({ id: json, type: json })),
        from: fc.oneof(fc.constant(message.from), json),
        date: fc.oneof(fc.constant(1763968530), json),
      },
      { requiredKeys: [] },
    );
    const kind = fc.constantFrom(
      ...['message', 'edited_message', 'channel_post', 'callback_query', 'my_chat_member', 'poll'],
      ...['inline_query', 'business_message', 'message_reaction', 'chat_join_request', 'shipping_query'],
      ...['chat_boost', 'guest_message'],
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
  for (const update of [updates.text, updates.callbackService]) {
    const response = await post(update);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    expect(await problemOf(response)).toMatchObject({ code: 'store.down' });
  }
  expect(deps.logged()).not.toMatch(/интернет|500100200/);
});
