import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TestSandbox, withSandbox } from '../sandbox.fixture.ts';

const PATH = '/sandbox/sms/cgi-bin/sendsms';
const LOGIN = 'username=dev&password=dev';
const WITHIN = { timeout: 10_000 };
let house: TestSandbox;
beforeAll(async () => {
  house = await withSandbox();
});
afterAll(() => house.stop());

async function sentTo(number: string) {
  const response = await house.root.request(`/sandbox/messages?to=${encodeURIComponent(number)}`);
  return ((await response.json()) as { items: { channel: string; to: string; text: string }[] }).items;
}

test('a message by GET is accepted in Kannel’s words and listed', async () => {
  const query = new URLSearchParams({
    to: '+79160000001',
    text: 'Заявка принята',
    charset: 'UTF-8',
    coding: '2',
  });
  const response = await house.root.request(`${PATH}?${LOGIN}&${query}`);
  expect(response.status).toBe(202);
  expect(await response.text()).toBe('0: Accepted for delivery');
  expect(await sentTo('7 916 000-00-01')).toMatchObject([
    {
      channel: 'sms',
      to: '+79160000001',
      text: 'Заявка принята',
      at: expect.any(String),
      id: expect.any(String),
    },
  ]);
});

test('a form by POST, its login in the query', async () => {
  const response = await house.root.request(`${PATH}?${LOGIN}`, {
    method: 'POST',
    body: new URLSearchParams({ to: '79160000002', text: 'ok' }),
  });
  expect(response.status).toBe(202);
  expect(await sentTo('+79160000002')).toHaveLength(1);
});

test('the same idempotency key sends once', async () => {
  const url = `${PATH}?${LOGIN}&to=79160000003&text=once`;
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const response = await house.root.request(url, { headers: { 'idempotency-key': 'n-1' } });
    expect(response.status).toBe(202);
  }
  expect(await sentTo('79160000003')).toHaveLength(1);
});

test('several receivers', async () => {
  await house.root.request(`${PATH}?${LOGIN}&to=79160000004+79160000005&text=both`, {
    headers: { 'idempotency-key': 'n-2' },
  });
  expect(await sentTo('79160000004')).toHaveLength(1);
  expect(await sentTo('79160000005')).toHaveLength(1);
});

test('a wrong login and a missing receiver are refused', async () => {
  expect((await house.root.request(`${PATH}?username=dev&password=no&to=1&text=x`)).status).toBe(403);
  expect((await house.root.request(`${PATH}?${LOGIN}&text=x`)).status).toBe(400);
});

describe('receipts', () => {
  const called: string[] = [];
  let status = 200;
  const listener = createServer((req, res) => {
    called.push(req.url ?? '');
    res.writeHead(status).end();
  });
  beforeAll(() => new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve)));
  beforeEach(() => {
    called.length = 0;
    status = 200;
  });
  afterAll(
    () =>
      new Promise((resolve) => {
        listener.close(resolve);
        listener.closeAllConnections();
      }),
  );

  const send = (to: string, mask: string) => {
    const receiptUrl = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/dlr?id=n-7&state=%d`;
    const query = new URLSearchParams({ to, text: 'x', 'dlr-url': receiptUrl, 'dlr-mask': mask });
    return house.root.request(`${PATH}?${LOGIN}&${query}`);
  };
  const receipt = async (number: string) =>
    ((await (await house.root.request(`/sandbox/messages?to=${number}`)).json()) as { items: object[] })
      .items[0];

  test('the sender hears that it was delivered', async () => {
    expect((await send('+79160000021', '31')).status).toBe(202);
    await expect.poll(() => called, WITHIN).toEqual(['/dlr?id=n-7&state=8', '/dlr?id=n-7&state=1']);
    expect(await receipt('79160000021')).toMatchObject({ receipt: 1 });
  });

  test('or that it was not, where the telephone is switched off', async () => {
    await house.send('PUT', '/sandbox/subscribers/79160000022', { phoneOff: true });
    await send('+79160000022', '3');
    await expect.poll(() => called, WITHIN).toEqual(['/dlr?id=n-7&state=2']);
    expect(await receipt('79160000022')).toMatchObject({ receipt: 2 });
  });

  test('only what its mask asks for; a receipt that is refused is let be', async () => {
    status = 503;
    await send('+79160000023', '2');
    await send('+79160000024', '1');
    await expect.poll(() => called, WITHIN).toEqual(['/dlr?id=n-7&state=1']);
    expect(await receipt('79160000023')).toMatchObject({ receipt: 1 });
  });

  test('an address nobody answers at, or that is none, harms nothing', async () => {
    for (const address of ['http://127.0.0.1:1/%d', 'file:///etc/passwd', 'nonsense']) {
      const query = new URLSearchParams({
        to: '79160000025',
        text: 'x',
        'dlr-url': address,
        'dlr-mask': '3',
      });
      expect((await house.root.request(`${PATH}?${LOGIN}&${query}`)).status).toBe(202);
    }
    await expect.poll(() => receipt('79160000025'), WITHIN).toMatchObject({ receipt: 1 });
  });
});
