import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestSandbox, withSandbox } from '../sandbox.fixture.ts';
import { storeMessage } from './store.ts';

let house: TestSandbox;
beforeAll(async () => {
  house = await withSandbox();
  const messages = [
    { channel: 'sms', to: '+79160000001', text: 'one' },
    { channel: 'email', to: 'Vera@helpdesk.example', text: 'two', subject: 'Тема' },
    { channel: 'telegram', to: '79160000001', text: 'three', replyMarkup: { keyboard: [] } },
  ] as const;
  for (const message of messages) await storeMessage(house.pool, message);
});
afterAll(() => house.stop());

async function texts(query: string) {
  const response = await house.root.request(`/sandbox/messages${query}`);
  return ((await response.json()) as { items: { text: string }[] }).items.map((item) => item.text);
}

test('all of them, newest first, as many as asked for', async () => {
  expect(await texts('')).toEqual(['three', 'two', 'one']);
  expect(await texts('?limit=2')).toEqual(['three', 'two']);
});

test('numbers compare by digits, addresses without case', async () => {
  expect(await texts('?to=+7(916)000-00-01')).toEqual(['three', 'one']);
  expect(await texts('?to=vera@helpdesk.EXAMPLE')).toEqual(['two']);
  expect(await texts('?to=79160000002')).toEqual([]);
});

test('a limit that is no number is refused', async () => {
  expect((await house.root.request('/sandbox/messages?limit=x')).status).toBe(400);
});

test('keys are per channel', async () => {
  const message = { to: '1', text: 'keyed', idempotencyKey: 'k' };
  const sms = await storeMessage(house.pool, { ...message, channel: 'sms' });
  expect(await storeMessage(house.pool, { ...message, channel: 'sms' })).toBe(sms);
  expect(await storeMessage(house.pool, { ...message, channel: 'email' })).not.toBe(sms);
});
