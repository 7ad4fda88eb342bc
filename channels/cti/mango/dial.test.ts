import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NoAnswer, Refused } from '../../../core/errors.ts';
import { type HttpPeer, startPeer } from '../../edge/httpPeer.fixture.ts';
import { openCti } from '../open.fixture.ts';
import { dialThroughMango } from './dial.ts';
import { sign } from './signature.ts';

const keys = { apiKey: 'test-key', salt: 'test-salt' };
const order = { id: '0197f0a0-0000-7000-8000-000000000001', extension: '101', phone: '+79160000007' };

let peer: HttpPeer;
beforeEach(async () => {
  peer = await startPeer({ status: 200, body: '{"result":1000}' });
});
afterEach(() => peer.close());

const dial = (timeoutMs?: number) => dialThroughMango({ ...keys, root: peer.origin }, order, timeoutMs);
/** What a dial that fails fails with. */
const failure = (timeoutMs?: number) =>
  dial(timeoutMs).then(
    () => null,
    (error: unknown) => error,
  );

describe('dialling through Mango Office', () => {
  it('sends the signed command, under the order’s id', async () => {
    const { channel } = openCti({
      ...{ MANGO_API_KEY: keys.apiKey, MANGO_API_SALT: keys.salt },
      MANGO_API_ROOT: `${peer.origin}/`,
    });
    await channel.dial?.(order);
    const [request] = peer.seen;
    expect([request?.method, request?.url.pathname]).toEqual(['POST', '/vpbx/commands/callback']);
    expect(request?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
    const form = Object.fromEntries(new URLSearchParams(request?.body));
    expect(JSON.parse(form.json ?? '')).toEqual({
      command_id: order.id,
      from: { extension: '101' },
      to_number: '79160000007',
    });
    expect(form).toMatchObject({ vpbx_api_key: keys.apiKey, sign: sign(keys, form.json ?? '') });
    expect(request?.body).not.toContain(keys.salt);
  });

  it.each([200, 202])('takes %d without a word for a yes', async (status) => {
    peer.answerWith({ status });
    await dial();
    expect(peer.seen).toHaveLength(1);
  });

  it.each([
    { status: 200, body: '{"result":3100}' },
    { status: 200, body: '{"result":"2000"}' },
    { status: 400, body: '{"name":"Bad Request"}' },
    { status: 422 },
  ])('is refused by %j', async (answer) => {
    peer.answerWith(answer);
    expect(await failure()).toBeInstanceOf(Refused);
  });

  it.each([
    { status: 200, body: '{"result":5001}' },
    ...[302, 401, 404, 429, 500, 503].map((status) => ({ status })),
  ])('is to be tried again after %j', async (answer) => {
    peer.answerWith(answer);
    expect(await failure()).toBeInstanceOf(NoAnswer);
  });

  it('is to be tried again after silence and a cut line, and neither quotes the number or the salt', async () => {
    for (const answer of ['hang', 'cut'] as const) {
      peer.answerWith(answer);
      const error = await failure(300);
      expect(error).toBeInstanceOf(NoAnswer);
      const { message, cause } = error as NoAnswer;
      expect(message).not.toMatch(/916|salt/);
      expect(cause).toBeUndefined();
    }
  });
});
