import { describe, expect, it } from 'vitest';
import { type AmiSettings, readAmiUrl } from './amiUrl.ts';
import { extensionOf, isLocal, memberExtension, readChannelName } from './channelName.ts';
import { originOf, outsideNumber } from './origin.ts';

function settings(query = ''): AmiSettings {
  const read = readAmiUrl(`ami://u:p@127.0.0.1${query}`);
  if (typeof read === 'string') throw new Error(read);
  return read;
}

describe('the URL', () => {
  it('has defaults for all but the host, the user and the secret', () => {
    expect(settings()).toEqual({
      ...{ host: '127.0.0.1', port: 5038, tls: false, username: 'u', secret: 'p', account: 'asterisk' },
      ...{ context: 'from-internal', inbound: [], dialTech: 'PJSIP', dialPrefix: '+', queueWaitMs: 500 },
    });
  });

  it('is read in all its parts', () => {
    expect(
      readAmiUrl(
        'amis://%D0%B0:p%40%3A@[::1]:1/?account=msk&context=agents&inbound=from-pstn,%20from-gsm&dialTech=SIP&dialPrefix=&queueWaitMs=0',
      ),
    ).toEqual({
      ...{ host: '::1', port: 1, tls: true, username: 'а', secret: 'p@:', account: 'msk', context: 'agents' },
      ...{ inbound: ['from-pstn', 'from-gsm'], dialTech: 'SIP', dialPrefix: '', queueWaitMs: 0 },
    });
    expect(readAmiUrl('amis://u:p@pbx.example')).toMatchObject({ port: 5039 });
  });
});

describe('a channel’s name', () => {
  it.each([
    ['PJSIP/101-0000002a', 'PJSIP', '101', '101'],
    ['SIP/101', 'SIP', '101', '101'],
    ['Local/101@from-queue-00000003;1', 'Local', '101', '101'],
    ['Local/101@from-queue/n', 'Local', '101', '101'],
    ['PJSIP/trunk-msk-0000002a', 'PJSIP', 'trunk-msk', null],
    ['SIP/74951234567-0000002a', 'SIP', '74951234567', null],
    ['PJSIP/anna-0000002a', 'PJSIP', 'anna', null],
    ['', '', '', null],
    [undefined, '', '', null],
  ])('%j is %s of %s', (name, tech, peer, extension) => {
    expect(readChannelName(name)).toEqual({ tech, peer });
    expect(extensionOf(name)).toBe(extension);
    expect(isLocal(name)).toBe(tech === 'Local');
  });

  it.each([
    ['PJSIP/101', 'Анна', '101'],
    ['PJSIP/anna', '101', '101'],
    ['PJSIP/anna', 'Анна', 'anna'],
    [undefined, 'Анна', null],
  ])('of the member %j called %j is %j', (member, name, expected) => {
    expect(memberExtension(member, name)).toBe(expected);
  });
});

describe('how a call began', () => {
  const trunk = { Channel: 'PJSIP/trunk-0000002a', Context: 'from-pstn', Exten: '74951234567' };
  const phone = { Channel: 'PJSIP/101-0000002a', Context: 'from-internal', Exten: '102' };
  it.each([
    ['a trunk', trunk, '', false, { direction: 'in' }],
    ['a trunk, in a context named', trunk, '?inbound=from-pstn', false, { direction: 'in' }],
    ['a trunk, in a context not named', trunk, '?inbound=from-gsm', false, { direction: 'internal' }],
    ['a trunk, in the midst of its call', trunk, '?inbound=from-gsm', true, { direction: 'in' }],
    ['a telephone', phone, '', false, { direction: 'internal' }],
    [
      'a telephone in a context of its own',
      { ...phone, Context: 'sales' },
      '',
      false,
      { direction: 'internal' },
    ],
    ['a login', { ...phone, Channel: 'PJSIP/anna-0000002a' }, '', false, { direction: 'internal' }],
    [
      'a telephone that dials out',
      { ...phone, Exten: '89160000007' },
      '',
      false,
      { direction: 'out', to: '89160000007' },
    ],
    [
      'a dial by another program',
      { ...phone, Channel: 'Local/101@x-00000001;1', Context: 'x' },
      '',
      false,
      { direction: 'internal' },
    ],
    ['a feature code', { ...phone, Exten: '*981234567' }, '', false, { direction: 'internal' }],
    [
      'a trunk named by its number',
      { ...trunk, Channel: 'SIP/74951234567-0000002a' },
      '',
      false,
      { direction: 'in' },
    ],
  ] as const)('at %s', (_, frame, query, moved, expected) => {
    expect(originOf(frame, settings(query), moved)).toEqual(expected);
  });

  it.each([
    ['79160000007', '+', '79160000007'],
    ['+79160000007', '+', '+79160000007'],
    ['979160000007', '9', '+79160000007'],
    ['810491511234567', '810', '+491511234567'],
    ['79160000007@trunk', '', '79160000007'],
    ['trunk/79160000007', '', '79160000007'],
    ['101', '', null],
    ['s', '', null],
    [undefined, '+', null],
  ])('dialled %j with %j in place of the plus is %j', (dialled, dialPrefix, expected) => {
    expect(outsideNumber({ dialPrefix }, dialled)).toBe(expected);
  });
});
