import { afterEach, describe, expect, it } from 'vitest';
import { Invalid, Unavailable } from '../../../core/errors.ts';
import { createSmppLink } from './index.ts';
import { cyrillic, linkSettings, type OpenLink, openLink, ucs2 } from './link.fixture.ts';
import { FIELDS, frame } from './wire.fixture.ts';

let open: OpenLink;
afterEach(() => open.close());

describe('a message', () => {
  it('becomes a contact, and is answered', async () => {
    open = await openLink();
    const response = await open.smsc.deliver(cyrillic('Не работает интернет 🙁'));
    expect(response.command_status).toBe(0);
    expect(open.deps.contacts).toEqual([
      {
        account: 'mts',
        externalId: expect.stringMatching(/^[0-9a-f]{32}-\d+$/),
        kind: 'message',
        thread: '79160000007',
        address: '+79160000007',
        identity: '+79160000007',
        sender: '+79160000007',
        rung: 'SMS_SENDER',
        serviceId: null,
        queue: '0890',
        text: 'Не работает интернет 🙁',
        occurredAt: expect.any(Date),
        raw: expect.objectContaining({
          source_addr: '79160000007',
          source_addr_ton: 1,
          destination_addr: '0890',
          data_coding: 8,
          body: ucs2('Не работает интернет 🙁').toString('hex'),
        }),
      },
    ]);
  });

  it.each([
    ['the default alphabet', 0, Buffer.from([0x00, 0x41, 0x1b, 0x65, 0x02, 0x5f]), '@A€$§'],
    ['ASCII', 1, Buffer.from('a@b_c$ {x}'), 'a@b_c$ {x}'],
    ['Latin 1', 3, Buffer.from('café', 'latin1'), 'café'],
    ['Cyrillic of ISO 8859-5', 6, Buffer.from([0xbd, 0xd5, 0xe2]), 'Нет'],
    ['UCS-2', 8, ucs2('Да 👍'), 'Да 👍'],
    ['UCS-2 of the flash class', 0x18, ucs2('Да'), 'Да'],
    ['the default alphabet of the flash class', 0xf0, Buffer.from([0x41]), 'A'],
    ['UCS-2 cut inside a character', 8, ucs2('Да').subarray(0, 3), 'Д\ufffd'],
  ])('in %s is decoded', async (_name, data_coding, short_message, text) => {
    open = await openLink();
    await open.smsc.deliver(cyrillic('', { data_coding, short_message }));
    expect(open.deps.contacts.map((contact) => contact.text)).toEqual([text]);
  });

  it('may come in message_payload, and may be empty', async () => {
    open = await openLink();
    const long = 'Ё'.repeat(500);
    await open.smsc.deliver(cyrillic('', { message_payload: ucs2(long) }));
    await open.smsc.deliver(cyrillic(''));
    expect(open.deps.contacts.map(({ text }) => text)).toEqual([long, null]);
  });

  it('is answered only after the commit', async () => {
    open = await openLink();
    const { deps } = open;
    const accept = deps.accept;
    let commit = () => {};
    const held = new Promise<void>((resolve) => {
      commit = resolve;
    });
    deps.accept = async (contact) => {
      await held;
      return accept(contact);
    };
    let answered = false;
    const response = open.smsc.deliver(cyrillic('Да')).then((pdu) => {
      answered = true;
      return pdu;
    });
    // The SMSC's own enquiry is answered behind it: our answer is not merely slow.
    const session = await open.smsc.bound();
    await new Promise<void>((resolve) => session.enquire_link(() => resolve()));
    expect(answered).toBe(false);
    commit();
    expect((await response).command_status).toBe(0);
    expect(deps.order).toEqual(['accept']);
  });

  it.each([0x08, 0x64])(
    'while the store is away is answered with the retryStatus of its link, %i',
    async (retryStatus) => {
      open = await openLink({ retryStatus });
      open.deps.failWith(new Unavailable('store.down', 'The store is down'));
      expect((await open.smsc.deliver(cyrillic('Да'))).command_status).toBe(retryStatus);
      open.deps.failWith(new TypeError('anything else'));
      expect((await open.smsc.deliver(cyrillic('Да'))).command_status).toBe(retryStatus);
      open.deps.failWith(undefined);
      expect((await open.smsc.deliver(cyrillic('Да'))).command_status).toBe(0);
      expect(open.deps.contacts).toHaveLength(1);
    },
  );
});

describe('what nobody can read', () => {
  it.each([
    ['sms.coding', 'binary', { data_coding: 4, short_message: Buffer.from([1, 2, 3]) }],
    ['sms.udh', 'a header longer than the message', { esm_class: 0x40, short_message: Buffer.from([9, 1]) }],
  ])('is quarantined as %s and answered: %s', async (code, _name, changes) => {
    open = await openLink();
    expect((await open.smsc.deliver(cyrillic('', changes))).command_status).toBe(0);
    expect(open.deps.quarantined).toMatchObject([{ code, contact: { sender: '+79160000007', text: null } }]);
    expect(open.deps.contacts).toEqual([]);
  });

  it.each([
    ['holds no fields', Buffer.from('no deliver_sm at all')],
    [
      'has an optional parameter that runs beyond it',
      Buffer.concat([FIELDS, Buffer.from('\x02Da\x04\x24\x00\x09x', 'latin1')]),
    ],
    ['has a text shorter than it says', Buffer.concat([FIELDS, Buffer.from('\x09Da', 'latin1')])],
    ['ends before its text', FIELDS],
  ])('is quarantined and answered when the PDU %s; what stands behind it goes on', async (_name, body) => {
    open = await openLink();
    const session = await open.smsc.bound();
    const answered = new Map<number, number>();
    session.on('pdu', (pdu) => answered.set(pdu.sequence_number, pdu.command_status));
    session.socket.write(frame(0x05, 77, body));
    expect((await open.smsc.deliver(cyrillic('Да'))).command_status).toBe(0);
    await expect.poll(() => answered.get(77)).toBe(0);
    expect(open.deps.quarantined).toMatchObject([
      { code: 'sms.pdu', contact: { account: 'mts', thread: null, rung: 'UNKNOWN' } },
    ]);
    expect(open.deps.contacts).toHaveLength(1);
    expect(open.smsc.binds).toHaveLength(1);
  });

  it('is not redelivered for ever where the journal finds fault with it', async () => {
    open = await openLink();
    open.deps.accept = async () => {
      throw new Invalid('text', 'The journal will not have it');
    };
    expect((await open.smsc.deliver(cyrillic('Да'))).command_status).toBe(0);
    expect(open.deps.quarantined).toMatchObject([{ code: 'sms.invalid', contact: { text: 'Да' } }]);
  });

  it('of another command is refused by generic_nack', async () => {
    open = await openLink();
    const session = await open.smsc.bound();
    const nacks: unknown[] = [];
    session.on('generic_nack', ({ sequence_number, command_status }) =>
      nacks.push([sequence_number, command_status]),
    );
    session.socket.write(
      Buffer.concat([frame(0x7777, 5, Buffer.alloc(0)), frame(0x103, 6, Buffer.alloc(3))]),
    );
    await expect
      .poll(() => nacks)
      .toEqual([
        [5, 3],
        [6, 2],
      ]);
  });
});

describe('a receipt', () => {
  const text = (stat: string, id = 'id-1') =>
    Buffer.from(
      `id:${id} sub:001 dlvrd:001 submit date:2411201200 done date:2411201201 stat:${stat} err:045 text:Ok`,
    );
  const receipt = (fields: Record<string, unknown>) => ({
    source_addr: '79160000007',
    esm_class: 4,
    data_coding: 0,
    ...fields,
  });

  it.each([
    ['text', { short_message: text('DELIVRD') }, { state: 'DELIVERED', code: 'DELIVRD 045' }],
    ['text', { short_message: text('UNDELIV') }, { state: 'FAILED', code: 'UNDELIV 045' }],
    ['text in full words', { short_message: text('REJECTED') }, { state: 'FAILED', code: 'REJECTED 045' }],
    ['TLVs', { receipted_message_id: 'id-1', message_state: 2 }, { state: 'DELIVERED', code: 'DELIVRD' }],
    [
      'TLVs, whatever the text says',
      { receipted_message_id: 'id-1', message_state: 5, short_message: text('DELIVRD', 'other') },
      { state: 'FAILED', code: 'UNDELIV 045' },
    ],
    [
      'TLVs and a network code',
      { receipted_message_id: 'id-1', message_state: 3, network_error_code: Buffer.from([3, 0, 27]) },
      { state: 'FAILED', code: 'EXPIRED 03001b' },
    ],
  ])('by %s is recorded for its message', async (_name, fields, expected) => {
    open = await openLink();
    expect((await open.smsc.deliver(receipt(fields))).command_status).toBe(0);
    expect(open.deps.receipts).toEqual([
      { messageId: null, providerId: 'id-1', at: expect.any(Date), ...expected },
    ]);
    expect(open.deps.contacts).toEqual([]);
  });

  it('of a state that is not the last, or that nobody can read, is answered and that is all', async () => {
    open = await openLink();
    for (const stat of ['ENROUTE', 'ACCEPTD', 'BUFFERED']) {
      expect((await open.smsc.deliver(receipt({ short_message: text(stat) }))).command_status).toBe(0);
    }
    await open.smsc.deliver(receipt({ receipted_message_id: 'id-1', message_state: 1 }));
    await open.smsc.deliver(receipt({ esm_class: 0x20, receipted_message_id: 'id-1', message_state: 2 }));
    await open.smsc.deliver(receipt({ short_message: Buffer.from('nothing of use') }));
    expect(open.deps.order).toEqual([]);
  });

  it('while the store is away comes again', async () => {
    open = await openLink();
    open.deps.failWith(new Unavailable('store.down', 'The store is down'));
    const delivered = receipt({ short_message: text('DELIVRD') });
    expect((await open.smsc.deliver(delivered)).command_status).toBe(0x08);
    open.deps.failWith(undefined);
    expect((await open.smsc.deliver(delivered)).command_status).toBe(0);
    expect(open.deps.receipts).toHaveLength(1);
  });
});

it('no line of the log holds a number, a text or the password', async () => {
  open = await openLink();
  const { deps, smsc } = open;
  deps.failWith(new Error('about 79160000007: secret-words'));
  await smsc.deliver(cyrillic('secret-words'));
  deps.failWith(undefined);
  await smsc.deliver(cyrillic('secret-words'));
  smsc.behave({ bindStatus: 0x0e });
  const refused = createSmppLink(linkSettings(smsc.port), deps);
  await refused.start();
  await expect.poll(() => deps.logged()).toContain('ESME_RINVPASWD');
  await refused.stop();
  expect(deps.logged().trim().split('\n').length).toBeGreaterThan(2);
  for (const secret of ['9160000007', 'secret-words', 's3cret-pw'])
    expect(deps.logged()).not.toContain(secret);
});
