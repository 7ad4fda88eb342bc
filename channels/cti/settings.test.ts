import { describe, expect, it } from 'vitest';
import { cti } from './index.ts';
import { openCti } from './open.fixture.ts';

const ami = 'ami://helpdesk:s3cret@127.0.0.1:5038';
const mango = { MANGO_API_KEY: 'key', MANGO_API_SALT: 'salt' };

/** What is told of these settings: fault by variable. */
function faults(settings: Record<string, string>) {
  const parsed = cti.settings.safeParse({ CTI_TOKEN: 'dev-cti', ...settings });
  return parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}

describe('the settings', () => {
  it.each([
    [{}],
    [mango],
    [{ CTI_LOOKUP_TOKEN: 'lookup', CTI_GENERIC: 'off' }],
    [{ CTI_GENERIC: 'on' }],
    [{ ...mango, MANGO_API_ROOT: 'http://127.0.0.1:1' }],
    [{ TWILIO_AUTH_TOKEN: 't', TWILIO_VOICE_DIAL: 'sip:101@pbx.example, client:anna,+74951234567' }],
    [{ ASTERISK_AMI_URL: ami }],
    [
      {
        ASTERISK_AMI_URL: `amis://u:p%40@[::1]?account=msk&context=agents&inbound=a,b&dialPrefix=9&queueWaitMs=0`,
      },
    ],
  ])('take %j', (settings) => {
    expect(faults(settings)).toEqual([]);
  });

  it('are the same parsed again', () => {
    const given = {
      CTI_TOKEN: 't',
      ...mango,
      MANGO_API_ROOT: 'https://mango.example//',
      ASTERISK_AMI_URL: ami,
    };
    const once = cti.settings.parse(given);
    expect(cti.settings.parse(once)).toEqual(once);
    expect(once).toMatchObject({
      MANGO_API_ROOT: 'https://mango.example',
      DEFAULT_COUNTRY: 'RU',
      CTI_GENERIC: 'on',
    });
  });

  it.each([
    [{ CTI_TOKEN: '' }, 'CTI_TOKEN: must not be empty'],
    [{ CTI_LOOKUP_TOKEN: '' }, 'CTI_LOOKUP_TOKEN: must not be empty'],
    [{ CTI_LOOKUP_TOKEN: 'dev-cti' }, 'CTI_LOOKUP_TOKEN: must be another secret than CTI_TOKEN'],
    [{ CTI_GENERIC: 'no' }, 'CTI_GENERIC: must be on or off'],
    [{ DEFAULT_COUNTRY: 'XX' }, 'DEFAULT_COUNTRY: must be a two-letter country code such as RU'],
    [{ MANGO_API_KEY: 'key' }, 'MANGO_API_SALT: must be given, since MANGO_API_KEY is'],
    [{ MANGO_API_SALT: 'salt' }, 'MANGO_API_KEY: must be given, since MANGO_API_SALT is'],
    [{ MANGO_API_ROOT: 'ftp://mango' }, 'MANGO_API_ROOT: must be a URL starting with https: or http:'],
    [
      { TWILIO_VOICE_DIAL: 'sip:101' },
      'TWILIO_VOICE_DIAL: must be up to 10 of sip:…, client:… or telephone numbers, parted by commas',
    ],
    [{ TWILIO_VOICE_RECORD: 'true' }, 'TWILIO_VOICE_RECORD: must be yes or no'],
    ...[
      ['127.0.0.1:5038', 'must be a URL such as ami://user:secret@host:5038'],
      ['tcp://u:s3cret@host', 'must be a URL such as ami://user:secret@host:5038'],
      ['ami://host:5038', 'must name the manager user and its secret'],
      [
        `${ami}?queueContext=x`,
        'takes the parameters account, context, inbound, dialTech, dialPrefix, queueWaitMs only',
      ],
      [`${ami}?queueWaitMs=soon`, 'needs a queueWaitMs from 0 to 60000'],
      [`${ami}?dialTech=SIP%0d%0a`, 'needs a dialTech such as PJSIP or SIP'],
      [`${ami}?dialPrefix=abc`, 'needs a dialPrefix of digits, or none'],
      [`${ami}?context=a%0d%0ab`, 'needs a context of letters, digits, dots and hyphens'],
      [`${ami}?account=`, 'needs an account of letters, digits, dots and hyphens'],
      ['ami://u:%0d%0aAction@host', 'has a user or a secret that is not percent-encoded well'],
      ['ami://u:%ff@host', 'has a user or a secret that is not percent-encoded well'],
    ].map(([value = '', message]): [Record<string, string>, string] => [
      { ASTERISK_AMI_URL: value },
      `ASTERISK_AMI_URL: ${message}`,
    ]),
  ])('of %j say what is wrong, and quote no secret', (settings, message) => {
    expect(faults(settings)).toEqual([message]);
    expect(message).not.toContain('s3cret');
  });
});

describe('dialling', () => {
  it('is there where a PBX can be told to dial', () => {
    expect(openCti().channel.dial).toBeUndefined();
    expect(openCti({ TWILIO_AUTH_TOKEN: 't' }).channel.dial).toBeUndefined();
    expect(openCti(mango).channel.dial).toBeTypeOf('function');
    expect(openCti({ ASTERISK_AMI_URL: ami }).channel.dial).toBeTypeOf('function');
  });

  it('and listening only where there is an Asterisk', () => {
    expect(openCti(mango).channel.start).toBeUndefined();
    expect(openCti({ ASTERISK_AMI_URL: ami }).channel.start).toBeTypeOf('function');
  });
});
