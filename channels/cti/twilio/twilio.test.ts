import fc from 'fast-check';
import twilio from 'twilio';
import { describe, expect, it } from 'vitest';
import { Unavailable } from '../../../core/errors.ts';
import { faultyFields, problemOf } from '../../edge/problem.fixture.ts';
import { anyDelivery } from '../deliveries.fixture.ts';
import { openCti, outcome } from '../open.fixture.ts';
import completed from '../payloads/twilio/completed.json' with { type: 'json' };
import dialMissed from '../payloads/twilio/dial-missed.json' with { type: 'json' };
import dialResult from '../payloads/twilio/dial-result.json' with { type: 'json' };
import incoming from '../payloads/twilio/incoming.json' with { type: 'json' };
import incomingHidden from '../payloads/twilio/incoming-hidden.json' with { type: 'json' };
import legAnswered from '../payloads/twilio/leg-answered.json' with { type: 'json' };
import legCompleted from '../payloads/twilio/leg-completed.json' with { type: 'json' };
import legNoAnswer from '../payloads/twilio/leg-no-answer.json' with { type: 'json' };
import outboundAnswered from '../payloads/twilio/outbound-answered.json' with { type: 'json' };
import recording from '../payloads/twilio/recording.json' with { type: 'json' };

const AUTH_TOKEN = 'twilio-auth-token';
const HOOK = 'https://helpdesk.example/channels/cti/dev-cti/twilio';
const CALL = incoming.CallSid;
type Form = Record<string, string>;

/** Twilio's side is signed by Twilio's own SDK. */
function open(settings: Record<string, string> = {}) {
  const opened = openCti({ TWILIO_AUTH_TOKEN: AUTH_TOKEN, ...settings });
  const post = (form: Form, signature = twilio.getExpectedTwilioSignature(AUTH_TOKEN, HOOK, form)) =>
    opened.postForm('/dev-cti/twilio', form, { 'x-twilio-signature': signature });
  return { ...opened, post };
}

describe('a call that comes in', () => {
  it('is the caller’s contact, by the number he called', async () => {
    const { deps, post } = open();
    expect((await post(incoming)).status).toBe(200);
    expect(deps.contacts).toEqual([
      {
        account: 'twilio',
        externalId: CALL,
        kind: 'call',
        thread: null,
        sender: '+79160000007',
        address: '+79160000007',
        identity: '+79160000007',
        rung: 'CALLER_ID',
        serviceId: null,
        queue: '+74951234567',
        text: null,
        occurredAt: expect.any(Date),
        raw: incoming,
      },
    ]);
    expect(deps.calls).toEqual([]);
  });

  it('of a caller who hides is nobody’s, though Twilio spells ANONYMOUS in digits', async () => {
    const { deps, post } = open();
    await post(incomingHidden);
    expect(deps.contacts[0]).toMatchObject({
      identity: null,
      address: null,
      rung: 'UNKNOWN',
      sender: '+266696687',
    });
  });

  it('is connected with the agents the settings name, all at once', async () => {
    const { post } = open({ TWILIO_VOICE_DIAL: 'sip:101@pbx.example;a=b&c, client:anna,+74950000000' });
    const response = await post(incoming);
    expect(response.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    const plan = new twilio.twiml.VoiceResponse();
    const dial = plan.dial({ answerOnBridge: true, action: HOOK, method: 'POST' });
    const told = { statusCallback: HOOK, statusCallbackMethod: 'POST' };
    const events: ('answered' | 'completed')[] = ['answered', 'completed'];
    dial.sip({ ...told, statusCallbackEvent: events }, 'sip:101@pbx.example;a=b&c');
    dial.client({ ...told, statusCallbackEvent: events }, 'anna');
    dial.number({ ...told, statusCallbackEvent: events }, '+74950000000');
    expect(tags(await response.text())).toEqual(tags(plan.toString()));
  });

  it('is recorded where the settings say so', async () => {
    const { post } = open({ TWILIO_VOICE_DIAL: 'sip:101@pbx.example', TWILIO_VOICE_RECORD: 'yes' });
    const text = await (await post(incoming)).text();
    expect(text).toContain(`record="record-from-answer-dual" recordingStatusCallback="${HOOK}"`);
  });

  it('is hung up where nobody is named', async () => {
    const response = await open().post(incoming);
    expect(await response.text()).toBe('<?xml version="1.0" encoding="UTF-8"?><Response/>');
  });
});

describe('the steps of a call', () => {
  it('are told of the caller’s leg, by whichever leg they come', async () => {
    const { deps, post } = open();
    for (const notice of [incoming, legAnswered, legNoAnswer, completed]) await post(notice);
    expect(deps.order).toEqual(['accept', 'answered', 'ended']);
    expect(deps.calls).toMatchObject([
      { callId: CALL, direction: 'in', agentExtension: '101', to: null, from: '+79160000007' },
      { callId: CALL, direction: 'in', agentExtension: null, to: '+74951234567', endReason: 'completed' },
    ]);
    expect(deps.calls.map((call) => call.occurredAt.toISOString())).toEqual([
      '2024-11-24T10:00:10.000Z',
      '2024-11-24T10:00:52.000Z',
    ]);
  });

  it('an answer that was lost is read from the end of its leg, at the time it was', async () => {
    const { deps, post } = open();
    expect((await post(legCompleted)).status).toBe(204);
    expect(deps.calls).toMatchObject([{ type: 'answered', callId: CALL, agentExtension: '101' }]);
    expect(deps.calls[0]?.occurredAt.toISOString()).toBe('2024-11-24T10:00:10.000Z');
  });

  it('a leg nobody took up is no step: others may ring on', async () => {
    const { deps, post } = open();
    for (const CallStatus of ['no-answer', 'busy', 'failed', 'canceled', 'initiated', 'ringing'])
      expect((await post({ ...legNoAnswer, CallStatus })).status).toBe(204);
    expect(deps.order).toEqual([]);
  });

  it('the dial’s result ends the call, answered or missed, and leaves nothing to do', async () => {
    const { deps, post } = open({ TWILIO_VOICE_DIAL: 'sip:101@pbx.example' });
    expect(await (await post(dialMissed)).text()).toContain('<Response/>');
    expect(deps.calls).toMatchObject([{ type: 'ended', endReason: 'no-answer' }]);
    await post(dialResult);
    expect(deps.calls.slice(1).map(({ type }) => type)).toEqual(['answered', 'ended']);
    expect(deps.contacts).toEqual([]);
  });

  it('a result longer than any of Twilio’s words is cut', async () => {
    const { deps, post } = open();
    await post({ ...dialMissed, DialCallStatus: 'x'.repeat(200) });
    expect(deps.calls.map((call) => call.endReason)).toEqual(['x'.repeat(100)]);
  });

  it('the caller’s own leg in progress may be a voice menu: nobody answered', async () => {
    const { deps, post } = open();
    await post({ ...completed, CallStatus: 'in-progress' });
    expect(deps.calls).toMatchObject([{ type: 'ringing', direction: 'in' }]);
  });

  it('the recording is told with its address, once it is there', async () => {
    const { deps, post } = open();
    expect((await post({ ...recording, RecordingStatus: 'in-progress' })).status).toBe(204);
    expect(deps.calls).toEqual([]);
    await post(recording);
    expect(deps.calls).toMatchObject([
      { type: 'recorded', callId: CALL, recordingUrl: recording.RecordingUrl },
    ]);
  });

  it('a call of ours is recorded and is no contact', async () => {
    const { deps, post } = open();
    for (const CallStatus of ['queued', 'ringing', 'in-progress', 'busy'])
      expect((await post({ ...outboundAnswered, CallStatus })).status).toBe(204);
    expect(deps.calls.map(({ type, direction, to }) => [type, direction, to])).toEqual([
      ['ringing', 'out', '+79160000007'],
      ['ringing', 'out', '+79160000007'],
      ['answered', 'out', '+79160000007'],
      ['ended', 'out', '+79160000007'],
    ]);
    expect(deps.contacts).toEqual([]);
  });

  it.each([
    ['sip:101@pbx.example.com;transport=tls', '101'],
    ['client:anna', 'anna'],
    ['+7 495 000-00-00', '+74950000000'],
    ['', null],
  ])('answered at %j is answered by %j', async (To, expected) => {
    const { deps, post } = open();
    await post({ ...legAnswered, To });
    expect(deps.calls[0]?.agentExtension).toBe(expected);
  });

  it('a word Twilio has not said yet changes nothing', async () => {
    const { deps, post } = open();
    expect((await post({ ...completed, CallStatus: 'teleported' })).status).toBe(204);
    expect(deps.order).toEqual([]);
  });
});

describe('a request that is not Twilio’s', () => {
  it.each([
    ['no signature', ''],
    ['a signature of other words', twilio.getExpectedTwilioSignature(AUTH_TOKEN, HOOK, completed as Form)],
    ['another account’s', twilio.getExpectedTwilioSignature('other', HOOK, incoming as Form)],
    ['one for another address', twilio.getExpectedTwilioSignature(AUTH_TOKEN, `${HOOK}/x`, incoming as Form)],
  ])('with %s answers 401', async (_, signature) => {
    const { deps, post } = open();
    expect(await problemOf(await post(incoming, signature))).toMatchObject({
      status: 401,
      code: 'channel.secret',
    });
    expect(deps.order).toEqual([]);
    expect(deps.logged()).not.toContain('9160000007');
  });

  it('with a wrong token answers 401, signed or not', async () => {
    const { postForm } = open();
    const url = 'https://helpdesk.example/channels/cti/guess/twilio';
    const signature = twilio.getExpectedTwilioSignature(AUTH_TOKEN, url, incoming);
    const response = await postForm('/guess/twilio', incoming, { 'x-twilio-signature': signature });
    expect(response.status).toBe(401);
  });

  it('answers 404 where Twilio is not set up', async () => {
    const response = await openCti().postForm('/dev-cti/twilio', incoming);
    expect(await problemOf(response)).toMatchObject({ status: 404, code: 'cti.twilio-off' });
  });
});

describe('a bad request', () => {
  it('without CallSid answers 400 and names it', async () => {
    const { CallSid: _, ...rest } = incoming;
    expect(await faultyFields(await open().post(rest))).toEqual(['CallSid']);
  });

  it('that is endless answers 413', async () => {
    expect((await open().post({ ...incoming, Body: 'x'.repeat(64 * 1024) })).status).toBe(413);
  });
});

it.each([incoming, legAnswered, completed, recording])(
  'while the store is away answers 503, and the next delivery is taken',
  async (notice) => {
    const { deps, post } = open();
    deps.failWith(new Unavailable('store.down', 'The store is down'));
    const response = await post(notice as Form);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    expect(deps.order).toEqual([]);
    deps.failWith(undefined);
    expect((await post(notice as Form)).status).toBeLessThan(300);
    expect(deps.order).toHaveLength(1);
  },
);

it('the same call in any order, with any repeats, is one contact and the same steps', async () => {
  const notices: Form[] = [incoming, legAnswered, legNoAnswer, legCompleted, completed, recording];
  await fc.assert(
    fc.asyncProperty(anyDelivery(notices), async (delivery) => {
      const { deps, post } = open();
      for (const notice of delivery) expect((await post(notice)).status).toBeLessThan(300);
      expect(outcome(deps)).toEqual({
        contacts: [{ account: 'twilio', externalId: CALL, identity: '+79160000007' }],
        steps: [`${CALL} answered`, `${CALL} ended`, `${CALL} recorded`],
        agents: ['101'],
      });
    }),
    { numRuns: 50 },
  );
});

/** Elements with their attributes in order of name: what TwiML says, however it is written. */
function tags(xml: string): string[] {
  return [...xml.matchAll(/<(\/?\w+)([^>]*)>([^<]*)/g)].map(
    ([, name, attributes = '', text]) =>
      `${name} ${(attributes.match(/\w+="[^"]*"/g) ?? []).sort().join(' ')} ${text}`,
  );
}
