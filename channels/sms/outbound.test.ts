import { describe, expect, it } from 'vitest';
import { type Links, routeOutbound } from './outbound.ts';

const message = {
  id: 'm1',
  address: '+79160000007',
  thread: null,
  text: 'Да',
  language: 'ru' as const,
  askForPhone: false,
  choices: [],
};

const to = (name: string) => async () => ({ providerId: name });
const gateway = { gateway: to('gateway') };
const smpp = {
  smpp: [
    { account: 'mts', send: to('mts') },
    { account: 'tele2', send: to('tele2') },
  ],
};
const twilio = { twilio: { from: '12345', send: to('twilio') } };

async function way(links: Partial<Links>, account: string | null, defaultLink?: string) {
  const send = routeOutbound({ smpp: [], ...links }, defaultLink);
  return send && (await send({ ...message, account })).providerId;
}

describe('an SMS of ours', () => {
  it.each([
    ['an SMPP link', 'tele2', 'tele2'],
    ['a number at Twilio', '+15005550006', 'twilio'],
    ['the sender at Twilio', '12345', 'twilio'],
    ['a link of the gateway', 'megafon-1', 'gateway'],
    ['a gateway that names no link', 'default', 'gateway'],
  ])('answers by %s, whatever the default is', async (_, account, expected) => {
    for (const standard of [undefined, 'mts', 'gateway', 'twilio']) {
      expect(await way({ ...gateway, ...smpp, ...twilio }, account, standard)).toBe(expected);
    }
  });

  it('goes by the default where it answers nothing, or its link is gone', async () => {
    for (const account of [null, 'gone']) {
      expect(await way({ ...smpp, ...twilio }, account)).toBe('mts');
      expect(await way({ ...smpp, ...twilio }, account, 'tele2')).toBe('tele2');
      expect(await way({ ...smpp, ...twilio }, account, 'twilio')).toBe('twilio');
    }
    expect(await way({ ...gateway, ...smpp }, '+15005550006', 'mts')).toBe('gateway');
  });

  it('goes by the first way there is where no default is named', async () => {
    expect(await way({ ...gateway, ...smpp, ...twilio }, null)).toBe('gateway');
    expect(await way({ ...smpp, ...twilio }, null)).toBe('mts');
    expect(await way(twilio, null)).toBe('twilio');
    expect(await way({}, null)).toBeUndefined();
  });

  it('never goes by a default that is not there', () => {
    expect(() => routeOutbound({ smpp: [] }, 'gateway')).toThrow(RangeError);
  });
});
