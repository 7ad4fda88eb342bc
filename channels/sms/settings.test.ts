import { describe, expect, it } from 'vitest';
import { smsSettings } from './settings.ts';

const base = { SMS_GATEWAY_TOKEN: 't' };
const gateway = { SMS_SEND_URL: 'http://kannel:13013/cgi-bin/sendsms?username=u&password=p' };
const account = { TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'a' };
const twilio = { ...account, TWILIO_FROM: '+15005550006' };

/** What the start says of these settings: variable and sentence of each fault. */
function faults(settings: Record<string, string>): string[] {
  const parsed = smsSettings.safeParse({ ...base, ...settings });
  return parsed.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
}

describe('the settings', () => {
  it.each([
    ['nothing but the token', {}],
    ['a gateway', gateway],
    ['Twilio, both ways', twilio],
    ['Twilio, inbound only', { TWILIO_AUTH_TOKEN: 'a' }],
    ['a Messaging Service', { ...account, TWILIO_FROM: `MG${'a'.repeat(32)}` }],
    ['a short code', { ...account, TWILIO_FROM: '12345' }],
    ['a sender name', { ...account, TWILIO_FROM: 'Telecom 1' }],
    ['a default among several', { ...gateway, ...twilio, SMS_DEFAULT_LINK: 'twilio' }],
    ['the only link as the default', { ...gateway, SMS_DEFAULT_LINK: 'gateway' }],
  ])('take %s, and what they made of it once more', (_, settings) => {
    const parsed = smsSettings.parse({ ...base, ...settings });
    expect(parsed).toMatchObject({ ...settings, TWILIO_API_ROOT: 'https://api.twilio.com' });
    expect(smsSettings.parse(parsed)).toEqual(parsed);
  });

  it.each([
    ['SMS_GATEWAY_TOKEN: must not be empty', { SMS_GATEWAY_TOKEN: '' }],
    ['SMS_SEND_URL: must be an http or https URL', { SMS_SEND_URL: 'kannel:13013' }],
    ['SMS_SEND_URL: must be an http or https URL', { SMS_SEND_URL: 'nonsense' }],
    ['TWILIO_ACCOUNT_SID: must be AC and 32 hex digits', { ...twilio, TWILIO_ACCOUNT_SID: 'AC1' }],
    [
      'TWILIO_FROM: must be a number such as +79…, a short code, a sender name or a service MG…',
      { ...twilio, TWILIO_FROM: '7 (916)' },
    ],
    ['TWILIO_API_ROOT: must be an http or https URL', { ...twilio, TWILIO_API_ROOT: 'api' }],
    ['TWILIO_ACCOUNT_SID: must be given with TWILIO_FROM', { TWILIO_AUTH_TOKEN: 'a', TWILIO_FROM: '12345' }],
    [
      'TWILIO_AUTH_TOKEN: must be given with TWILIO_ACCOUNT_SID',
      { TWILIO_ACCOUNT_SID: account.TWILIO_ACCOUNT_SID },
    ],
    ['SMS_DEFAULT_LINK: must be one of gateway, twilio', { ...gateway, ...twilio, SMS_DEFAULT_LINK: 'x' }],
    ['SMS_DEFAULT_LINK: must be one of gateway', { ...gateway, SMS_DEFAULT_LINK: 'twilio' }],
    ['SMS_DEFAULT_LINK: names a link, and none is configured', { SMS_DEFAULT_LINK: 'gateway' }],
  ])('are refused with %s', (fault, settings) => {
    expect(faults(settings)).toEqual([fault]);
  });

  it('name SMPP_URL where it is no SMPP address, and neither its password', () => {
    const [fault, ...others] = faults({ SMPP_URL: 'http://user:s3cret@smsc' });
    expect(fault).toMatch(/^SMPP_URL: ./);
    expect(fault).not.toContain('s3cret');
    expect(others).toEqual([]);
    expect(faults({ SMPP_URL: 'nonsense', SMS_DEFAULT_LINK: 'x' })).toEqual([
      expect.stringMatching(/^SMPP_URL/),
    ]);
  });

  it('take an SMPP link by its account for the default', () => {
    const SMPP_URL = 'smpp://user:s3cret@127.0.0.1:2775';
    const [fault] = faults({ SMPP_URL, SMS_DEFAULT_LINK: 'nobody' });
    const name = /^SMS_DEFAULT_LINK: must be one of (.+)$/.exec(fault ?? '')?.[1];
    expect(name).not.toBe('');
    expect(faults({ SMPP_URL, SMS_DEFAULT_LINK: name ?? '' })).toEqual([]);
  });
});
