import { Hono } from 'hono';
import twilio from 'twilio';
import { describe, expect, it } from 'vitest';
import { Unavailable } from '../../../core/errors.ts';
import { recordDeps } from '../../edge/deps.fixture.ts';
import { faultyFields, problemOf } from '../../edge/problem.fixture.ts';
import { sms } from '../index.ts';
import inbound from './payloads/inbound.json' with { type: 'json' };
import mms from './payloads/mms.json' with { type: 'json' };
import status from './payloads/status.json' with { type: 'json' };

const AUTH_TOKEN = '0123456789abcdef0123456789abcdef';
const PUBLIC = 'https://helpdesk.example';
const PATH = '/channels/sms/twilio';
const settings = {
  SMS_GATEWAY_TOKEN: 'dev-sms',
  TWILIO_ACCOUNT_SID: inbound.AccountSid,
  TWILIO_AUTH_TOKEN: AUTH_TOKEN,
};

function open(given: Record<string, string> = settings) {
  const deps = recordDeps();
  const app = new Hono().route('/channels/sms', sms.create(given, deps).routes);
  /** Posts as Twilio does, signed by its own SDK for the address outside the proxy. */
  const post = (path: string, form: Record<string, string>, token = AUTH_TOKEN) =>
    app.request(`http://127.0.0.1:8080${path}`, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { 'x-twilio-signature': twilio.getExpectedTwilioSignature(token, PUBLIC + path, form) },
    });
  return { deps, post };
}

describe('a message from Twilio', () => {
  it('becomes a contact, and the answer is TwiML that says nothing', async () => {
    const { deps, post } = open();
    const response = await post(PATH, inbound);
    expect([response.status, await response.text()]).toEqual([200, '<Response/>']);
    expect(response.headers.get('content-type')).toMatch(/^text\/xml/);
    expect(deps.contacts).toEqual([
      {
        account: '+15005550006',
        externalId: 'SM0d1e2f3a4b5c6d7e8f90a1b2c3d4e5f6',
        kind: 'message',
        thread: '+79160000007',
        address: '+79160000007',
        identity: '+79160000007',
        sender: '+79160000007',
        rung: 'SMS_SENDER',
        serviceId: null,
        queue: '+15005550006',
        text: 'Не работает интернет + ТВ',
        occurredAt: expect.any(Date),
        raw: inbound,
      },
    ]);
  });

  it('delivered again is the same contact, and 200', async () => {
    const { deps, post } = open();
    await post(PATH, inbound);
    expect((await post(PATH, inbound)).status).toBe(200);
    expect(deps.contacts).toHaveLength(1);
  });

  it('may be a picture without words, whose address stays in raw', async () => {
    const { deps, post } = open();
    expect((await post(PATH, mms)).status).toBe(200);
    expect(deps.contacts[0]).toMatchObject({ text: null, raw: { MediaUrl0: mms.MediaUrl0 } });
  });

  it.each([
    ['Telecom', 'Telecom', 'Telecom'],
    ['', 'anonymous', null],
  ])('from «%s» is nobody to answer', async (From, sender, thread) => {
    const { deps, post } = open();
    expect((await post(PATH, { ...inbound, From })).status).toBe(200);
    const nobody = { address: null, identity: null, rung: 'UNKNOWN' };
    expect(deps.contacts[0]).toMatchObject({ sender, thread, ...nobody });
  });

  it('is refused with another token, from another account, and where Twilio is not configured', async () => {
    const { deps, post } = open();
    const foreign = { ...inbound, AccountSid: `AC${'f'.repeat(32)}` };
    const { AccountSid: _, ...nameless } = inbound;
    const refusals = [post(PATH, inbound, 'other'), post(PATH, foreign), post(PATH, nameless)];
    for (const response of await Promise.all(refusals))
      expect(await problemOf(response)).toMatchObject({ status: 401, code: 'channel.secret' });
    expect(deps.contacts).toEqual([]);

    const closed = open({ SMS_GATEWAY_TOKEN: 'dev-sms' });
    for (const path of [PATH, `${PATH}/status?id=1`])
      expect(await problemOf(await closed.post(path, inbound))).toMatchObject({
        status: 404,
        code: 'sms.twilio',
      });
    const inboundOnly = open({ SMS_GATEWAY_TOKEN: 'dev-sms', TWILIO_AUTH_TOKEN: AUTH_TOKEN });
    expect((await inboundOnly.post(PATH, foreign)).status).toBe(200);
  });

  it.each(['MessageSid', 'From', 'To'])('without %s answers 400 and names it', async (field) => {
    const { deps, post } = open();
    const form = Object.fromEntries(Object.entries(inbound).filter(([name]) => name !== field));
    expect(await faultyFields(await post(PATH, form))).toEqual([field]);
    expect(deps.contacts).toEqual([]);
  });

  it('answers 413 to an endless body and 503 while the store is away, and logs no personal data', async () => {
    const { deps, post } = open();
    expect((await post(PATH, { ...inbound, Body: 'x'.repeat(64 * 1024) })).status).toBe(413);
    await post(PATH, inbound, 'other');
    deps.failWith(new Unavailable('store.down', 'The store is down'));
    const response = await post(PATH, inbound);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
    for (const secret of ['9160000007', 'интернет', AUTH_TOKEN]) expect(deps.logged()).not.toContain(secret);
  });
});

describe('a status callback of Twilio', () => {
  const path = `${PATH}/status?id=0190a000-0000-7000-8000-000000000001`;
  const receipt = {
    messageId: '0190a000-0000-7000-8000-000000000001',
    providerId: 'SM1d1e2f3a4b5c6d7e8f90a1b2c3d4e5f6',
    at: expect.any(Date),
  };

  it.each([
    ['delivered', {}, { state: 'DELIVERED', code: null }],
    ['undelivered', { ErrorCode: '30003' }, { state: 'FAILED', code: '30003' }],
    ['failed', { ErrorCode: '30008' }, { state: 'FAILED', code: '30008' }],
  ])('that says %s is recorded', async (MessageStatus, more, end) => {
    const { deps, post } = open();
    expect((await post(path, { ...status, ...more, MessageStatus })).status).toBe(204);
    expect(deps.receipts).toEqual([{ ...receipt, ...end }]);
  });

  it.each(['accepted', 'queued', 'sending', 'sent', 'unheard-of'])(
    'that says %s is not the end',
    async (word) => {
      const { deps, post } = open();
      expect((await post(path, { ...status, MessageStatus: word })).status).toBe(204);
      expect(deps.receipts).toEqual([]);
    },
  );

  it('is known by the id of Twilio where ours is gone', async () => {
    const { deps, post } = open();
    await post(`${PATH}/status`, status);
    expect(deps.receipts).toMatchObject([{ messageId: null, providerId: status.MessageSid }]);
  });

  it('is refused unsigned, for the address of another message, and while the store is away', async () => {
    const { deps, post } = open();
    expect((await post(path, status, 'other')).status).toBe(401);
    expect(await faultyFields(await post(path, { AccountSid: status.AccountSid }))).toEqual([
      'MessageSid',
      'MessageStatus',
    ]);
    deps.failWith(new Unavailable('store.down', 'The store is down'));
    expect((await post(path, status)).status).toBe(503);
    expect(deps.receipts).toEqual([]);
  });
});
