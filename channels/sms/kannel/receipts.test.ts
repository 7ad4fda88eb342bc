import { describe, expect, it } from 'vitest';
import { Unavailable } from '../../../core/errors.ts';
import { recordDeps } from '../../edge/deps.fixture.ts';
import { faultyFields, problemOf } from '../../edge/problem.fixture.ts';
import { sms } from '../index.ts';
import { receiptUrl } from './receipts.ts';

const ID = '0190a000-0000-7000-8000-000000000001';

function open() {
  const deps = recordDeps();
  const { routes } = sms.create({ SMS_GATEWAY_TOKEN: 'dev-sms' }, deps);
  /** Calls back as Kannel does: the address it was given, `%d` put in. */
  const report = (
    state: string,
    url = receiptUrl('http://x/kannel/receipt', 'dev-sms', ID),
    method = 'GET',
  ) => routes.request(url.replace('%d', state).slice('http://x'.length), { method });
  return { deps, report, routes };
}

describe('a receipt of Kannel', () => {
  it.each([
    ['1', 'DELIVERED'],
    ['2', 'FAILED'],
    ['16', 'FAILED'],
  ])('with state %s says %s of our message', async (code, state) => {
    const { deps, report } = open();
    for (const method of ['GET', 'POST']) {
      const response = await report(code, undefined, method);
      expect([response.status, await response.text()]).toEqual([200, '']);
    }
    const receipt = { messageId: ID, providerId: null, state, code, at: expect.any(Date) };
    expect(deps.receipts).toEqual([receipt, receipt]);
  });

  it.each(['4', '8', '32'])('with state %s is not the end, and 200', async (code) => {
    const { deps, report } = open();
    expect((await report(code)).status).toBe(200);
    expect(deps.receipts).toEqual([]);
  });

  it('is taken with the key of its own message only', async () => {
    const { deps, report, routes } = open();
    const url = receiptUrl('http://x/kannel/receipt', 'dev-sms', ID);
    const responses = [
      await report('1', url.replace(ID, 'another')),
      await report('1', url.replace(/key=[^&]+/, 'key=')),
      await report('1', url.replace(/&key=[^&]+/, '')),
      await report('1', receiptUrl('http://x/kannel/receipt', 'other', ID)),
      await routes.request(`/kannel/receipt?id=${ID}&state=1`, { headers: { 'x-gateway-token': 'dev-sms' } }),
      await routes.request('/kannel/receipt'),
    ];
    for (const response of responses)
      expect(await problemOf(response)).toMatchObject({ status: 401, code: 'channel.secret' });
    expect(deps.receipts).toEqual([]);
  });

  it('names its state where it is missing, and is 503 while the store is away', async () => {
    const { deps, report } = open();
    expect(await faultyFields(await report(''))).toEqual(['state']);
    deps.failWith(new Unavailable('store.down', 'The store is down'));
    const response = await report('1');
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
  });

  it('has an address that tells no secret and fits 255 characters', () => {
    const url = receiptUrl('https://helpdesk.telecom.example/channels/sms/kannel/receipt', 'dev-sms', ID);
    expect(url).not.toContain('dev-sms');
    expect(url).toMatch(/\?id=[\w-]{36}&key=[0-9a-f]{32}&state=%d$/);
    expect(url.length).toBeLessThan(160);
  });
});
