import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OutboundMessage } from '../../../core/channel.ts';
import { NoAnswer, Refused } from '../../../core/errors.ts';
import { recordDeps } from '../../edge/deps.fixture.ts';
import { type HttpPeer, startPeer } from '../../edge/httpPeer.fixture.ts';
import { sms } from '../index.ts';
import { receiptUrl } from './receipts.ts';
import { sendThroughGateway } from './sendThroughGateway.ts';

const message: OutboundMessage = {
  id: '0190a000-0000-7000-8000-000000000001',
  account: 'megafon-1',
  address: '+79160000007',
  thread: '+79160000007',
  text: 'Заявка № 17 закрыта & готова',
  language: 'ru',
  askForPhone: false,
  choices: [],
};

let gateway: HttpPeer;
beforeAll(async () => {
  gateway = await startPeer({ status: 202, body: '0: Accepted for delivery' });
});
beforeEach(() => {
  gateway.seen.length = 0;
  gateway.answerWith({ status: 202, body: '0: Accepted for delivery' });
});
afterAll(() => gateway.close());

function send(sent = message, origin = gateway.origin) {
  const url = `${origin}/cgi-bin/sendsms?username=u&password=p%26w`;
  const channel = sms.create({ SMS_GATEWAY_TOKEN: 'dev-sms', SMS_SEND_URL: url }, recordDeps());
  if (!channel.outbound) throw new Error('The channel should send');
  return channel.outbound.send(sent);
}

async function failure(sending: Promise<unknown>): Promise<unknown> {
  return sending.then(
    () => expect.fail('It should have failed'),
    (error: unknown) => error,
  );
}

describe('send', () => {
  it('asks the gateway as Kannel wants it, credentials kept', async () => {
    expect(await send()).toEqual({ providerId: null });
    expect(gateway.seen).toHaveLength(1);
    const [seen] = gateway.seen;
    expect(seen?.method).toBe('GET');
    expect(seen?.url.pathname).toBe('/cgi-bin/sendsms');
    expect(Object.fromEntries(seen?.url.searchParams ?? [])).toEqual({
      username: 'u',
      password: 'p&w',
      to: '+79160000007',
      text: 'Заявка № 17 закрыта & готова',
      charset: 'UTF-8',
      coding: '2',
      'dlr-mask': '19',
      'dlr-url': receiptUrl('https://helpdesk.example/channels/sms/kannel/receipt', 'dev-sms', message.id),
      smsc: 'megafon-1',
    });
    expect(seen?.url.search).not.toContain('dev-sms');
    expect(seen?.headers['idempotency-key']).toBe('0190a000-0000-7000-8000-000000000001');
  });

  it('takes 200 for taken too, and sends GSM text as 7-bit', async () => {
    gateway.answerWith({ status: 200 });
    await send({ ...message, text: 'Order 17 is closed [10€]' });
    expect(gateway.seen[0]?.url.searchParams.get('coding')).toBe('0');
  });

  it.each([null, 'default'])('leaves the link to the gateway where the account is %s', async (account) => {
    await send({ ...message, account });
    expect(gateway.seen[0]?.url.searchParams.has('smsc')).toBe(false);
  });

  it.each([400, 409, 422])('is refused for good by %i', async (status) => {
    gateway.answerWith({ status, body: 'Authorization failed' });
    const error = await failure(send());
    expect(error).toBeInstanceOf(Refused);
    expect(error).toMatchObject({ code: 'sms.refused', status });
  });

  it.each([401, 403, 404, 429, 408, 500, 503, 302])('is to be tried again after %i', async (status) => {
    gateway.answerWith({ status, headers: { 'retry-after': '7', location: '/elsewhere' } });
    const error = await failure(send());
    expect(error).toBeInstanceOf(NoAnswer);
    expect(error).toMatchObject({ code: 'sms.no-answer', retryAfterMs: 7000 });
    expect(gateway.seen).toHaveLength(1);
  });

  it('is to be tried again where Kannel has no number to send from', async () => {
    gateway.answerWith({ status: 400, body: 'Sender missing and no global set, rejected' });
    expect(await failure(send())).toBeInstanceOf(NoAnswer);
  });

  it('waits as long as a date says, and not at all for one gone by', async () => {
    gateway.answerWith({
      status: 503,
      headers: { 'retry-after': new Date(Date.now() + 60_000).toUTCString() },
    });
    const error = await failure(send());
    expect(error).toMatchObject({ retryAfterMs: expect.toSatisfy((ms) => ms > 50_000 && ms <= 60_000) });
    gateway.answerWith({ status: 503, headers: { 'retry-after': 'Tue, 01 Jan 2019 00:00:00 GMT' } });
    expect(await failure(send())).toMatchObject({ retryAfterMs: undefined });
  });

  it('is to be tried again when the connection fails, and the error tells no secret', async () => {
    gateway.answerWith('cut');
    const error = await failure(send());
    expect(error).toBeInstanceOf(NoAnswer);
    const closed = await startPeer('cut');
    await closed.close();
    const refused = await failure(send(message, closed.origin));
    expect(refused).toBeInstanceOf(NoAnswer);
    expect(refused).toMatchObject({ message: 'The SMS gateway gave no answer (ECONNREFUSED)' });
    for (const shown of [error, refused]) {
      const text = `${JSON.stringify(shown)} ${(shown as Error).stack} ${(shown as Error).cause}`;
      expect(text).not.toMatch(/916|p%26w|password/);
    }
  });

  it('gives up when nothing comes in time', async () => {
    gateway.answerWith('hang');
    const error = await failure(
      sendThroughGateway(
        { url: gateway.origin, token: 't', receiptsUrl: 'http://x', timeoutMs: 200 },
        message,
      ),
    );
    expect(error).toBeInstanceOf(NoAnswer);
    expect(error).toMatchObject({ message: 'The SMS gateway gave no answer (TimeoutError)' });
    expect(gateway.seen).toHaveLength(1);
  });
});
