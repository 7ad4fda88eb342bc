import { afterEach, describe, expect, it } from 'vitest';
import { readPhone } from '../../../core/phone.ts';
import { cyrillic, type OpenLink, openLink, outbound } from './link.fixture.ts';

let open: OpenLink;
afterEach(() => open.close());

const named = (source: string) => ({
  thread: `name:${source}`,
  address: null,
  identity: null,
  sender: null,
  rung: 'UNKNOWN',
  raw: { source_addr: source },
});

describe('the sender of a message', () => {
  it.each([
    [5, 'HELPDesk', named('HELPDesk')],
    [5, '900', named('900')],
    [5, '+7916', named('+7916')],
    [0, 'call 79160000001', named('call 79160000001')],
    [0, '***', named('***')],
    [0, '', { thread: null, address: null, identity: null, rung: 'UNKNOWN' }],
    [0, '89160000007', { thread: '89160000007', address: '89160000007', sender: '89160000007' }],
    [1, '+79160000007', { thread: '79160000007', identity: '+79160000007', sender: '+79160000007' }],
    [
      2,
      '+7 916',
      { thread: '7916', address: '+7916', identity: '+7916', sender: '+7 916', rung: 'SMS_SENDER' },
    ],
  ])('of ton %i «%s» is whom it says', async (source_addr_ton, source_addr, sender) => {
    open = await openLink();
    await open.smsc.deliver(cyrillic('Да', { source_addr_ton, source_addr }));
    expect(open.deps.contacts).toMatchObject([sender]);
  });

  it('is never the owner of a number that he took for his name', async () => {
    open = await openLink();
    await open.smsc.deliver(cyrillic('Да', { source_addr: '79160000001' }));
    await open.smsc.deliver(cyrillic('Да', { source_addr_ton: 5, source_addr: '79160000001' }));
    const [real, name] = open.deps.contacts;
    expect(name?.thread).not.toBe(real?.thread);
    expect([readPhone(real?.sender, 'RU').e164, readPhone(name?.sender, 'RU').e164]).toEqual([
      '+79160000001',
      null,
    ]);
  });

  it('abroad stays abroad: his address is of his country, and the answer goes there', async () => {
    open = await openLink();
    await open.smsc.deliver(cyrillic('Xin chào', { source_addr: '84961234567' }));
    const address = open.deps.contacts[0]?.address ?? '';
    expect(readPhone(address, 'RU')).toMatchObject({ e164: '+84961234567', country: 'VN' });
    expect(open.deps.contacts[0]?.identity).toBe('+84961234567');
    await open.link.send(outbound({ address }));
    expect(open.smsc.submitted[0]?.pdu).toMatchObject({
      dest_addr_ton: 1,
      dest_addr_npi: 1,
      destination_addr: '84961234567',
    });
  });
});

describe('an address too long for a key of the journal', () => {
  const first = Buffer.from([5, 0, 3, 1, 2, 1]);
  it.each([
    ['a number', '7'.repeat(256), {}],
    ['a name', 'A'.repeat(251), { source_addr_ton: 5 }],
    ['one of ours', '79160000007', { destination_addr: '7'.repeat(256) }],
    [
      'a number, with the first part of a message',
      '7'.repeat(256),
      { esm_class: 0x40, short_message: { udh: first, message: 'x' } },
    ],
  ])('is quarantined and answered: %s', async (_name, source_addr, changes) => {
    open = await openLink();
    const response = await open.smsc.deliver(cyrillic('Да', { source_addr, ...changes }));
    expect(response.command_status).toBe(0);
    expect(open.deps.contacts).toEqual([]);
    expect(open.deps.quarantined).toMatchObject([
      {
        code: 'sms.pdu',
        contact: {
          thread: null,
          identity: null,
          queue: null,
          raw: { source_addr },
        },
      },
    ]);
  });

  it('just short enough is taken, with a key that fits', async () => {
    open = await openLink();
    await open.smsc.deliver(cyrillic('Да', { source_addr: '7'.repeat(250) }));
    await open.smsc.deliver(cyrillic('Да', { source_addr_ton: 5, source_addr: 'A'.repeat(250) }));
    expect(open.deps.contacts.map(({ thread }) => thread?.length)).toEqual([250, 255]);
  });
});
