import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDelivery } from '../deliveries.fixture.ts';
import { openCti, outcome } from '../open.fixture.ts';
import answer from '../payloads/zammad/answer.json' with { type: 'json' };
import hangup from '../payloads/zammad/hangup.json' with { type: 'json' };
import newCall from '../payloads/zammad/new-call.json' with { type: 'json' };
import { openZammad } from './open.fixture.ts';

describe('who calls', () => {
  it.each([
    ['', null],
    ['anonymous', null],
    ['Скрытый номер', null],
    ['sip:ivan.79160000007@provider.example', null],
    ['266696687', null],
    ['+7 (916) 000-00-07', '+79160000007'],
    ['8 916 000-00-07', '+79160000007'],
    ['79160000007', '+79160000007'],
    ['0711/123456', '0711123456'],
    ['8 (495) 123/45/67', '+74951234567'],
    ['112', '112'],
  ])('written %j is %j, and a hidden one is nobody', async (from, identity) => {
    const { deps, postJson } = openZammad();
    expect((await postJson({ ...newCall, from })).status).toBe(200);
    const sender = from === '' ? 'anonymous' : from;
    const rung = identity === null ? 'UNKNOWN' : 'CALLER_ID';
    const address = identity === null ? null : sender;
    expect(deps.contacts).toMatchObject([{ sender, identity, address, rung }]);
  });

  it('is read in the country of the settings, not in one fixed in the code', async () => {
    const { deps, ask } = openCti({ DEFAULT_COUNTRY: 'DE' });
    const body = JSON.stringify({ ...newCall, from: '030/123456' });
    await ask('/dev-cti', { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    expect(deps.contacts[0]).toMatchObject({ identity: '+4930123456', sender: '030/123456' });
  });
});

describe('a recording', () => {
  it.each(['recordingUrl', 'recording_url'])('named by %s is told besides the hangup', async (name) => {
    const { deps, postJson } = openZammad();
    const url = 'https://records.example/a%20b.mp3?id=1';
    expect(await (await postJson({ ...hangup, [name]: url })).json()).toEqual({ recorded: 'ended' });
    const [ended, recorded] = deps.calls;
    expect(ended).toMatchObject({ type: 'ended', endReason: 'normalClearing' });
    expect(ended?.recordingUrl).toBeUndefined();
    expect(recorded).toMatchObject({ type: 'recorded', recordingUrl: url, callId: ended?.callId });
  });

  it.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://user:pass@records.example/1',
    'no URL',
    17,
    '',
  ])('at %j is none', async (recordingUrl) => {
    const { deps, postJson } = openZammad();
    expect((await postJson({ ...hangup, recordingUrl })).status).toBe(200);
    expect(deps.calls.map(({ type }) => type)).toEqual(['ended']);
  });
});

describe('a call of ours', () => {
  it.each([
    ['the caller', { caller: '101', from: '74951234567' }, '101'],
    ['the user', { user: ['Анна Иванова', '102'], from: '74951234567' }, '102'],
    ['a short from', { from: '103' }, '103'],
    ['nobody, where a full number stands for the house', { from: '74951234567' }, null],
  ])('was dialled by %s, at each of its steps', async (_, fields, expected) => {
    const { deps, postJson } = openZammad();
    for (const event of ['newCall', 'answer', 'hangup'])
      await postJson({ event, direction: 'out', to: '79160000007', callId: 'o1', ...fields });
    expect(deps.calls.map((call) => call.agentExtension)).toEqual([expected, expected, expected]);
    expect(deps.calls.map((call) => call.type)).toEqual(['ringing', 'answered', 'ended']);
    expect(deps.contacts).toEqual([]);
  });
});

it('the same call in any order, with any repeats, is one contact and the same steps, and never an error', async () => {
  const notices = [newCall, answer, { ...hangup, recordingUrl: 'https://records.example/1.mp3' }];
  await fc.assert(
    fc.asyncProperty(anyDelivery(notices), async (delivery) => {
      const { deps, postJson } = openZammad();
      for (const notice of delivery) expect((await postJson(notice)).status).toBe(200);
      const id = newCall.callId;
      expect(outcome(deps)).toEqual({
        contacts: [{ account: 'default', externalId: id, identity: '+79160000007' }],
        steps: [`${id} answered`, `${id} ended`, `${id} recorded`],
        agents: ['101'],
      });
    }),
    { numRuns: 50 },
  );
});
