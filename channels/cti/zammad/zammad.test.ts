import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Unavailable } from '../../../core/errors.ts';
import { faultyFields, problemOf } from '../../edge/problem.fixture.ts';
import { openCti } from '../open.fixture.ts';
import answer from '../payloads/zammad/answer.json' with { type: 'json' };
import formNewCall from '../payloads/zammad/form-new-call.json' with { type: 'json' };
import freeswitchHangup from '../payloads/zammad/freeswitch-hangup.json' with { type: 'json' };
import hangup from '../payloads/zammad/hangup.json' with { type: 'json' };
import newCall from '../payloads/zammad/new-call.json' with { type: 'json' };
import outboundNewCall from '../payloads/zammad/outbound-new-call.json' with { type: 'json' };
import { openZammad } from './open.fixture.ts';

describe('an inbound newCall', () => {
  it('is a contact, and its journal row says that it rings', async () => {
    const { deps, postJson } = openZammad();
    const response = await postJson(newCall);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ recorded: 'ringing', contactId: 'contact-1', duplicate: false });
    expect(deps.order).toEqual(['accept']);
    expect(deps.contacts).toEqual([
      {
        account: 'default',
        externalId: '307fa962-de8d-4ffc-817b-7f6993204159',
        kind: 'call',
        thread: null,
        address: '+7 (916) 000-00-07',
        identity: '+79160000007',
        sender: '+7 (916) 000-00-07',
        rung: 'CALLER_ID',
        serviceId: null,
        queue: 'Домашний интернет',
        ringsAt: ['101'],
        text: null,
        occurredAt: expect.any(Date),
        raw: newCall,
      },
    ]);
    expect(deps.calls).toEqual([]);
  });

  it('delivered again is the same contact, told to be a duplicate with 200', async () => {
    const { deps, postJson } = openZammad();
    await postJson(newCall);
    const again = await postJson(newCall);
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual({ recorded: 'ringing', contactId: 'contact-1', duplicate: true });
    expect(deps.contacts).toHaveLength(1);
  });

  it('is read from an urlencoded form', async () => {
    const { deps, post } = openZammad();
    expect((await post(formNewCall.body, formNewCall.contentType)).status).toBe(200);
    expect(deps.contacts[0]).toMatchObject({
      externalId: '1700819421.117',
      sender: '8 (916) 000-00-07',
      queue: 'ТВ',
      raw: { 'user[]': ['101', '102'] },
    });
  });

  it('is read from a multipart form, with call_id, a number in JSON and no queue', async () => {
    const { deps, post, postJson } = openZammad();
    const form = new FormData();
    for (const [name, value] of Object.entries({
      event: 'newCall',
      direction: 'in',
      from: '112',
      call_id: 'm1',
    }))
      form.set(name, value);
    expect((await post(form)).status).toBe(200);
    const numeric = { event: 'newCall', direction: 'in', from: 79160000007, callId: 17, queue: { a: 1 } };
    expect((await postJson(numeric)).status).toBe(200);
    expect(deps.contacts.map(({ externalId, sender, queue }) => [externalId, sender, queue])).toEqual([
      ['m1', '112', null],
      ['17', '79160000007', null],
    ]);
  });

  it('holds no NUL for the store to choke on', async () => {
    const { deps, postJson } = openZammad();
    await postJson({ ...newCall, text: 'Нет\u0000 интернета', queue: '\u0000ТВ' });
    expect(deps.contacts[0]).toMatchObject({ text: 'Нет интернета', queue: 'ТВ' });
    expect(JSON.stringify(deps.contacts)).not.toContain('\\u0000');
  });
});

describe('the steps of a call', () => {
  it('answer and hangup are recorded and are no contacts, in whatever order they come', async () => {
    const { deps, postJson } = openZammad();
    for (const event of [hangup, answer, newCall, answer]) expect((await postJson(event)).status).toBe(200);
    expect(deps.order).toEqual(['ended', 'answered', 'accept', 'answered']);
    expect(deps.contacts).toHaveLength(1);
    const steps = deps.calls.map(({ type, agentExtension, endReason }) => [type, agentExtension, endReason]);
    expect(steps).toEqual([
      ['ended', '101', 'normalClearing'],
      ['answered', '101', null],
      ['answered', '101', null],
    ]);
  });

  it('keeps a cause it does not know, and nobody answered where only users rang', async () => {
    const { deps, postJson } = openZammad();
    await postJson(freeswitchHangup);
    expect(deps.calls[0]).toMatchObject({
      callId: '8f2c9f4e-5b1d-4c6e-9a37-2d1b3c4d5e6f',
      endReason: 'ORIGINATOR_CANCEL',
      from: 'anonymous',
      agentExtension: null,
    });
  });

  it('keeps no more of a cause than a word or two', async () => {
    const { deps, postJson } = openZammad();
    await postJson({ ...hangup, cause: 'ё'.repeat(101) });
    expect(deps.calls[0]?.endReason).toBe('ё'.repeat(100));
  });

  it('an outbound call is recorded and is no contact', async () => {
    const { deps, postJson } = openZammad();
    const response = await postJson(outboundNewCall);
    expect(await response.json()).toEqual({ recorded: 'ringing' });
    expect(deps.contacts).toEqual([]);
    expect(deps.calls[0]).toMatchObject({ direction: 'out', callId: '1700819422.118', to: '79160000007' });
  });

  it.each([
    ['the answering number before the users', { answeringNumber: '102', user: '101' }, '102'],
    ['a user that is a number, past a name', { user: ['Анна', '101'] }, '101'],
    ['user[] as a form names it', { 'user[]': ['103'] }, '103'],
    ['caller', { caller: '104' }, '104'],
    ['a full number without its marks', { answeringNumber: '+7 (495) 123-45-67' }, '+74951234567'],
    ['the next where one is longer than any number', { user: ['1'.repeat(256), '101'] }, '101'],
    ['nobody, where only marks are given', { user: '+ (-)', answeringNumber: './' }, null],
    ['nobody, where only names are given', { user: 'Анна Иванова', answeringNumber: 'anna' }, null],
  ])('takes for the agent %s', async (_, fields, expected) => {
    const { deps, postJson } = openZammad();
    await postJson({ event: 'answer', direction: 'in', from: '79160000007', callId: 'c', ...fields });
    expect(deps.calls[0]?.agentExtension).toBe(expected);
  });
});

describe('switched off', () => {
  it('answers 404, and all else goes on', async () => {
    const { deps, ask, postForm } = openCti({ CTI_GENERIC: 'off', TWILIO_AUTH_TOKEN: 't' });
    const init = {
      method: 'POST',
      body: JSON.stringify(newCall),
      headers: { 'content-type': 'application/json' },
    };
    for (const path of ['/dev-cti', '/dev-cti/']) expect((await ask(path, init)).status).toBe(404);
    expect(await problemOf(await ask('/dev-cti', init))).toMatchObject({ code: 'cti.generic-off' });
    expect(await problemOf(await ask('/guess', init))).toMatchObject({ code: 'channel.secret' });
    expect(await problemOf(await postForm('/dev-cti/twilio', {}))).toMatchObject({ code: 'channel.secret' });
    expect(deps.order).toEqual([]);
  });
});

describe('a bad request', () => {
  it('with a wrong token answers 401 before all else', async () => {
    const { deps, postJson } = openZammad();
    for (const token of ['dev-ct', 'dev-cti2', 'DEV-CTI', '%00']) {
      const response = await postJson(newCall, token);
      expect(response.status).toBe(401);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect(await response.json()).toMatchObject({ status: 401, code: 'channel.secret' });
    }
    expect(deps.order).toEqual([]);
    expect(deps.logged()).not.toContain('dev-ct');
  });

  it.each(['event', 'direction', 'callId', 'from'])('without %s answers 400 and names it', async (field) => {
    const { deps, postJson } = openZammad();
    const response = await postJson({ ...newCall, [field]: undefined });
    expect(await faultyFields(response)).toEqual([field]);
    expect(deps.order).toEqual([]);
  });

  it('with an id the index could not hold answers 400', async () => {
    const { postJson } = openZammad();
    expect((await postJson({ ...newCall, callId: 'x'.repeat(256) })).status).toBe(400);
  });

  it('with a broken or an endless body answers 400 and 413', async () => {
    const { deps, post } = openZammad();
    expect((await post('{"from":"79160000007"', 'application/json')).status).toBe(400);
    const long = await post(JSON.stringify({ ...newCall, text: 'x'.repeat(64 * 1024) }), 'application/json');
    expect(long.status).toBe(413);
    expect(long.headers.get('content-type')).toBe('application/problem+json');
    expect(deps.order).toEqual([]);
  });

  it('leaves one warning each, with no personal data in any line', async () => {
    const { deps, post, postJson } = openZammad();
    await post('{"from":"79160000007"', 'application/json');
    await postJson({ ...newCall, event: '79160000007' });
    await postJson(newCall);
    const lines = deps.logged().trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).level)).toEqual([40, 40]);
    for (const secret of ['9160000007', '000-00', 'Анна', 'dev-cti'])
      expect(deps.logged()).not.toContain(secret);
  });

  it('never is our fault: any JSON body answers below 500', async () => {
    const { postJson } = openZammad();
    const fields = fc.record(
      {
        event: fc.oneof(fc.constantFrom('newCall', 'answer', 'hangup'), fc.jsonValue()),
        direction: fc.oneof(fc.constantFrom('in', 'out'), fc.jsonValue()),
        from: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
        callId: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
        user: fc.jsonValue(),
        queue: fc.jsonValue(),
        cause: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(fields, fc.jsonValue()), async (body) => {
        expect([200, 400]).toContain((await postJson(body)).status);
      }),
      { numRuns: 300 },
    );
  });
});

describe('when the store is down', () => {
  it.each([newCall, answer])(
    'answers 503 with Retry-After, and the next delivery is no duplicate',
    async (event) => {
      const { deps, postJson } = openZammad();
      deps.failWith(new Unavailable('store.down', 'The store is down'));
      const response = await postJson(event);
      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toBe('5');
      expect(await response.json()).toMatchObject({ code: 'store.down' });
      expect(deps.order).toEqual([]);
    },
  );
});
