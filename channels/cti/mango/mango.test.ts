import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDelivery } from '../deliveries.fixture.ts';
import { outcome } from '../open.fixture.ts';
import callback from '../payloads/mango/callback.json' with { type: 'json' };
import inbound from '../payloads/mango/inbound.json' with { type: 'json' };
import inboundSummary from '../payloads/mango/inbound-summary.json' with { type: 'json' };
import leftInQueue from '../payloads/mango/left-in-queue.json' with { type: 'json' };
import missedSummary from '../payloads/mango/missed-summary.json' with { type: 'json' };
import outboundSummary from '../payloads/mango/outbound-summary.json' with { type: 'json' };
import recordAdded from '../payloads/mango/record-added.json' with { type: 'json' };
import recordingCompleted from '../payloads/mango/recording-completed.json' with { type: 'json' };
import { keys, openMango } from './open.fixture.ts';
import { sign, signRecording } from './signature.ts';

const [appeared] = inbound;
const ENTRY = inboundSummary.entry_id;

describe('the signatures', () => {
  it('are what sha256sum makes of the same bytes', () => {
    const expected = '52d01818d37eae1cb4ca41139b6cfbe73b5bed791c7165cb0ec0917f3d10042e';
    expect(sign(keys, '{"a":"б"}')).toBe(expected);
    const ofRecording = '5c5a26eee1d9cad03151962983c10168f7ea3bdb85a32fc687d3d872aae64cd0';
    expect(signRecording(keys, 'rec=1', 1795514452)).toBe(ofRecording);
  });

  it('stand on the text as it came: spaces, escapes and the order of names count', async () => {
    const { deps, postText } = openMango();
    const json = '{ "entry_id":"\\u0430",  "call_state":"Appeared","from":{},"to":{} }';
    expect((await postText('/events/call', json)).status).toBe(200);
    expect(deps.contacts[0]?.externalId).toBe('а');
    const rewritten = JSON.stringify(JSON.parse(json));
    expect((await postText('/events/call', rewritten, { sign: sign(keys, json) })).status).toBe(401);
  });
});

describe('a call that comes in', () => {
  it('is the caller’s contact when it appears first, on its line', async () => {
    const { deps, post } = openMango();
    expect((await post('/events/call', appeared)).status).toBe(200);
    expect(deps.contacts).toEqual([
      {
        account: 'mango',
        externalId: ENTRY,
        kind: 'call',
        thread: null,
        sender: '79160000007',
        address: '79160000007',
        identity: '+79160000007',
        rung: 'CALLER_ID',
        serviceId: null,
        queue: '74951234567',
        text: null,
        occurredAt: new Date('2024-11-24T10:00:00Z'),
        raw: appeared,
      },
    ]);
  });

  it('is told leg by leg as one call: the menu, the queue and who did not answer end nothing', async () => {
    const { deps, post } = openMango();
    for (const leg of inbound) expect((await post('/events/call', leg)).status).toBe(200);
    expect(deps.order).toEqual(['accept', 'ringing', 'ringing', 'ringing', 'answered', 'answered']);
    expect(deps.calls.find((call) => call.type === 'answered')).toMatchObject({
      callId: ENTRY,
      agentExtension: '102',
      from: '79160000007',
      to: '74951234567',
      queue: '100',
    });
    await post('/events/summary', inboundSummary);
    expect(deps.calls.slice(-2)).toMatchObject([
      { type: 'answered', agentExtension: '102', occurredAt: new Date('2024-11-24T10:00:10Z') },
      { type: 'ended', endReason: '1110', occurredAt: new Date('2024-11-24T10:00:50Z') },
    ]);
  });

  it('that nobody took ends unanswered, whoever missed it first', async () => {
    const { deps, post } = openMango();
    await post('/events/summary', missedSummary);
    expect(deps.calls).toMatchObject([{ type: 'ended', agentExtension: null, endReason: '1110' }]);
    expect(deps.calls).toHaveLength(1);
  });

  it('ends with no more of a reason than is one', async () => {
    const { deps, post } = openMango();
    await post('/events/summary', { ...missedSummary, disconnect_reason: '1'.repeat(200) });
    await post('/events/call', { ...callback.at(-1), disconnect_reason: '😀'.repeat(120) });
    expect(deps.calls.map((call) => call.endReason)).toEqual(['1'.repeat(100), '😀'.repeat(50)]);
  });

  it('ends where the caller leaves the queue, should the summary never come', async () => {
    const { deps, post } = openMango();
    await post('/events/call', leftInQueue);
    await post('/events/call', { ...leftInQueue, disconnect_reason: '1163' });
    await post('/events/call', { ...leftInQueue, location: 'abonent' });
    expect(deps.calls).toMatchObject([{ type: 'ended', callId: ENTRY, endReason: '1110' }]);
    expect(deps.calls).toHaveLength(1);
  });

  it.each([
    [{}, null],
    [{ number: '' }, null],
    [{ number: 'anonymous' }, null],
    [{ number: 79160000007 }, '+79160000007'],
    ['nonsense', null],
  ])('from %j is %j', async (from, identity) => {
    const { deps, post } = openMango();
    await post('/events/call', { ...appeared, from });
    expect(deps.contacts).toMatchObject([{ identity, rung: identity ? 'CALLER_ID' : 'UNKNOWN' }]);
  });

  it('routed by a command of the PBX is still one that came in', async () => {
    const { deps, post } = openMango();
    await post('/events/call', { ...inbound[5], command_id: 'route-1' });
    expect(deps.calls).toMatchObject([{ type: 'answered', direction: 'in', agentExtension: '102' }]);
  });

  it('with a time to come happened now, and one without too', async () => {
    const { deps, post } = openMango();
    const before = Date.now();
    for (const timestamp of [4102444800, undefined, 'soon', 0])
      await post('/events/call', { ...appeared, entry_id: `t-${timestamp}`, timestamp });
    for (const contact of deps.contacts) expect(contact.occurredAt.getTime()).toBeGreaterThanOrEqual(before);
    expect(deps.contacts).toHaveLength(4);
  });

  it('between agents is nobody’s contact', async () => {
    const { deps, post } = openMango();
    const between = {
      ...appeared,
      location: 'abonent',
      from: { extension: '101' },
      to: { extension: '102' },
    };
    for (const call_state of ['Appeared', 'Connected', 'Disconnected'])
      expect((await post('/events/call', { ...between, call_state })).status).toBe(200);
    await post('/events/summary', { ...inboundSummary, call_direction: 0 });
    expect(deps.order).toEqual([]);
  });
});

describe('a call of ours', () => {
  it('rings the agent, then the customer; only he answers', async () => {
    const { deps, post } = openMango();
    for (const leg of callback) await post('/events/call', leg);
    expect(deps.order).toEqual(['ringing', 'ringing', 'ringing', 'answered', 'ended']);
    for (const call of deps.calls)
      expect(call).toMatchObject({ direction: 'out', to: '79160000007', agentExtension: '101' });
    expect(deps.calls[3]?.occurredAt).toEqual(new Date('2024-11-24T10:00:12Z'));
    expect(deps.contacts).toEqual([]);
  });

  it('dialled at the telephone is told alike, and goes on when the customer is transferred', async () => {
    const { deps, post } = openMango();
    const leg = {
      ...{ entry_id: 'e3', call_id: 'c3', location: 'abonent' },
      from: { extension: '101', number: '74951234567' },
      to: { number: '79160000007' },
    };
    for (const call_state of ['Appeared', 'Connected']) await post('/events/call', { ...leg, call_state });
    const left = { ...leg, call_state: 'Disconnected', from: { ...leg.from, was_transferred: true } };
    await post('/events/call', left);
    expect(deps.order).toEqual(['ringing', 'answered']);
    await post('/events/call', { ...left, from: leg.from, disconnect_reason: 1120 });
    expect(deps.calls[2]).toMatchObject({ type: 'ended', endReason: '1120', from: '74951234567' });
  });

  it('is told by its summary alone, where nothing else came', async () => {
    const { deps, post } = openMango();
    await post('/events/summary', outboundSummary);
    expect(
      deps.calls.map(({ type, direction, agentExtension, to }) => [type, direction, agentExtension, to]),
    ).toEqual([
      ['answered', 'out', '101', '79160000007'],
      ['ended', 'out', '101', '79160000007'],
    ]);
  });
});

describe('a recording', () => {
  it('is told with the address Mango documents, the same however often it is told', async () => {
    const { deps, post } = openMango();
    await post('/events/recording', recordingCompleted);
    await post('/events/record/added', recordAdded);
    const expires = 1732442452 + 3 * 365 * 24 * 3600;
    const id = recordAdded.recording_id;
    const address = `https://app.mango-office.ru/vpbx/queries/recording/link/${encodeURIComponent(id)}/play/test-key/${expires}/${signRecording(keys, id, expires)}`;
    expect(deps.calls.map((call) => [call.type, call.callId, call.recordingUrl])).toEqual([
      ['recorded', ENTRY, address],
      ['recorded', ENTRY, address],
    ]);
    expect(address).not.toContain(keys.salt);
  });

  it.each([
    { recording_state: 'Started' },
    { recording_state: 'Continued' },
    { completion_code: 4002 },
    { recipient: 'Mail' },
  ])('with %j lies nowhere', async (changes) => {
    const { deps, post } = openMango();
    expect((await post('/events/recording', { ...recordingCompleted, ...changes })).status).toBe(200);
    expect(deps.order).toEqual([]);
  });
});

it('the same call in any order, with any repeats, is one contact and the same steps', async () => {
  const notices: [string, unknown][] = [
    ...inbound.map((leg): [string, unknown] => ['/events/call', leg]),
    ['/events/summary', inboundSummary],
    ['/events/record/added', recordAdded],
  ];
  await fc.assert(
    fc.asyncProperty(anyDelivery(notices), async (delivery) => {
      const { deps, post } = openMango();
      for (const [path, notice] of delivery) expect((await post(path, notice)).status).toBe(200);
      expect(outcome(deps)).toEqual({
        contacts: [{ account: 'mango', externalId: ENTRY, identity: '+79160000007' }],
        steps: [`${ENTRY} answered`, `${ENTRY} ended`, `${ENTRY} recorded`],
        agents: ['102'],
      });
    }),
    { numRuns: 30 },
  );
});
