import { Hono } from 'hono';
import twilio from 'twilio';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OutboundMessage } from '../../../core/channel.ts';
import { NoAnswer, Refused } from '../../../core/errors.ts';
import { recordDeps } from '../../edge/deps.fixture.ts';
import { sms } from '../index.ts';
import { startTwilioApi, type TwilioApi } from './twilioApi.fixture.ts';

const FROM = '+15005550006';
const message: OutboundMessage = {
  id: '0190a000-0000-7000-8000-000000000001',
  account: null,
  address: '+79160000007',
  thread: '+79160000007',
  text: 'Обращение 17 принято + ждите',
  language: 'ru',
  askForPhone: false,
  choices: [],
};

let api: TwilioApi;
beforeAll(async () => {
  api = await startTwilioApi();
});
beforeEach(() => api.reset());
afterAll(() => api.close());

function open(from = FROM) {
  const deps = recordDeps();
  const settings = {
    SMS_GATEWAY_TOKEN: 'dev-sms',
    TWILIO_ACCOUNT_SID: api.accountSid,
    TWILIO_AUTH_TOKEN: api.authToken,
    TWILIO_FROM: from,
    TWILIO_API_ROOT: `${api.origin}/`,
  };
  const { outbound, routes } = sms.create(settings, deps);
  if (!outbound) throw new Error('The channel should send');
  return { outbound, app: new Hono().route('/channels/sms', routes), deps };
}

function send(sent: Partial<OutboundMessage> = {}, from = FROM) {
  return open(from).outbound.send({ ...message, ...sent });
}

async function failure(sending: Promise<unknown>): Promise<Error> {
  return sending.then(
    () => expect.fail('It should have failed'),
    (error: Error) => error,
  );
}

describe('send through Twilio', () => {
  it('creates a message, and answers its sid', async () => {
    const { providerId } = await send();
    expect(api.messages).toEqual([
      {
        sid: providerId,
        To: '+79160000007',
        From: FROM,
        Body: 'Обращение 17 принято + ждите',
        StatusCallback: `https://helpdesk.example/channels/sms/twilio/status?id=${message.id}`,
      },
    ]);
    expect(providerId).toMatch(/^SM[0-9a-f]{32}$/);
  });

  it('asks what the SDK of Twilio asks', async () => {
    const asked: unknown[] = [];
    const recorder = Object.assign(new twilio.RequestClient(), {
      request: async (options: unknown) => {
        asked.push(options);
        return { statusCode: 201, body: '{"sid":"SM1"}' };
      },
    });
    await twilio(api.accountSid, api.authToken, { httpClient: recorder }).messages.create({
      to: message.address,
      from: FROM,
      body: message.text,
      statusCallback: `https://helpdesk.example/channels/sms/twilio/status?id=${message.id}`,
    });
    const { providerId: sid } = await send();
    const [request] = api.messages;
    expect(asked).toMatchObject([
      {
        method: 'post',
        uri: `https://api.twilio.com/2010-04-01/Accounts/${api.accountSid}/Messages.json`,
        username: api.accountSid,
        password: api.authToken,
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      },
    ]);
    expect({ sid, ...(asked[0] as { data: object }).data }).toEqual(request);
  });

  it('is told of its end at the address it gave', async () => {
    const { outbound, app, deps } = open();
    const { providerId } = await outbound.send(message);
    const url = api.messages[0]?.StatusCallback ?? '';
    const form = { MessageSid: providerId ?? '', MessageStatus: 'delivered', AccountSid: api.accountSid };
    const response = await app.request(url, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { 'x-twilio-signature': twilio.getExpectedTwilioSignature(api.authToken, url, form) },
    });
    expect(response.status).toBe(204);
    expect(deps.receipts).toMatchObject([{ messageId: message.id, providerId, state: 'DELIVERED' }]);
  });

  it('leaves the number to a Messaging Service', async () => {
    const service = `MG${'0'.repeat(32)}`;
    await send({}, service);
    expect(api.messages[0]).toMatchObject({ MessagingServiceSid: service });
    expect(api.messages[0]).not.toHaveProperty('From');
  });

  it('answers from the number the person wrote to', async () => {
    await send({ account: '+15005550009' }, `MG${'0'.repeat(32)}`);
    expect(api.messages[0]).toMatchObject({ From: '+15005550009' });
    expect(api.messages[0]).not.toHaveProperty('MessagingServiceSid');
  });

  it.each([21211, 21610, 21614])('is refused for good by error %i', async (code) => {
    api.failWith(400, { code, message: "The 'To' number +79160000007 is not valid", status: 400 });
    const error = await failure(send());
    expect(error).toBeInstanceOf(Refused);
    expect(error).toMatchObject({ code: 'sms.refused', status: 400, detail: `Twilio error ${code}` });
    expect(`${JSON.stringify(error)} ${error.stack} ${error.cause}`).not.toContain('916');
  });

  it.each([401, 403, 404, 408, 429, 500, 503, 302])('is to be tried again after %i', async (status) => {
    api.failWith(status, { code: 20000, status }, { 'retry-after': '7', location: '/elsewhere' });
    const error = await failure(send());
    expect(error).toBeInstanceOf(NoAnswer);
    expect(error).toMatchObject({ code: 'sms.no-answer', retryAfterMs: 7000 });
    expect(api.messages).toEqual([]);
  });

  it('is to be tried again when the queue of the sender is full, though that is a 400', async () => {
    api.failWith(400, { code: 21611, status: 400 });
    expect(await failure(send())).toBeInstanceOf(NoAnswer);
  });

  it('takes a refusal that is not JSON by its status', async () => {
    api.failWith(400, 'Bad Request');
    expect(await failure(send())).toMatchObject({ code: 'sms.refused', detail: undefined });
  });

  it('is to be tried again when the connection breaks, and tells no secret', async () => {
    api.failWith('cut');
    const error = await failure(send());
    expect(error).toBeInstanceOf(NoAnswer);
    expect(`${JSON.stringify(error)} ${error.stack} ${error.cause}`).not.toMatch(/916|Обращение|Basic/);
    expect(error.stack).not.toContain(api.authToken);
  });
});
