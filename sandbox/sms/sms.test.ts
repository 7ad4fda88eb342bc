import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestSandbox, withSandbox } from '../sandbox.fixture.ts';

const PATH = '/sandbox/sms/cgi-bin/sendsms';
const LOGIN = 'username=dev&password=dev';
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
