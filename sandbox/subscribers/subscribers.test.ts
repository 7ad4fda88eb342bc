import { afterAll, beforeAll, expect, test } from 'vitest';
import { storeMessage } from '../messages/store.ts';
import { type TestSandbox, withSandbox } from '../sandbox.fixture.ts';

let house: TestSandbox;
beforeAll(async () => {
  house = await withSandbox();
});
afterAll(() => house.stop());

const put = (number: string, body: unknown) =>
  house.send('PUT', `/sandbox/subscribers/${encodeURIComponent(number)}`, body);
const get = (number: string) => house.root.request(`/sandbox/subscribers/${encodeURIComponent(number)}`);

test('a number is one person however it is spelled, with the name of the customer system', async () => {
  const first = (await (await put('+7 (916) 000-00-01', { languageCode: 'en' })).json()) as object;
  expect(first).toMatchObject({
    phone: '+79160000001',
    firstName: expect.stringMatching(/^\p{Lu}/u),
    lastName: expect.stringMatching(/^\p{Lu}/u),
    languageCode: 'en',
    phoneOff: false,
    blocked: false,
  });
  expect(await (await put('79160000001', { phoneOff: true })).json()).toEqual({ ...first, phoneOff: true });
});

test('nobody’s number, and one who hides his', async () => {
  expect(await (await put('+79990000000', {})).json()).toMatchObject({ firstName: 'Гость', lastName: '' });
  const anonymous = await (await put('anonymous', { languageCode: 'en' })).json();
  expect(anonymous).toMatchObject({ number: 'anonymous', phone: null, firstName: 'Guest' });
});

test('all that came to him, and the mails apart', async () => {
  await put('79160000005', {});
  const to = '+79160000005';
  await storeMessage(house.pool, { channel: 'sms', to, text: 'Заявка принята' });
  await storeMessage(house.pool, { channel: 'sms', to: '+79160000006', text: 'не ему' });
  await storeMessage(house.pool, { channel: 'email', to: 'vera@helpdesk.example', text: 'Закрыто' });
  expect(await (await get('79160000005')).json()).toMatchObject({
    subscriber: { phone: to },
    sms: [{ text: 'Заявка принята' }],
    mail: [{ to: 'vera@helpdesk.example' }],
    chat: { bot: 'away', bubbles: [], keyboard: null, press: null },
  });
});

test.each([
  ['nobody', {}, 400],
  ['1234567890123456', {}, 400],
  ['79160000001', { languageCode: 'de' }, 400],
  ['79160000001', { name: 'x' }, 400],
  ['79160000001', undefined, 400],
])('PUT %s %j is %i', async (number, body, status) => {
  expect((await put(number, body)).status).toBe(status);
});

test('whom nobody plays is not there', async () => {
  for (const number of ['79160000777', 'nobody']) expect((await get(number)).status).toBe(404);
});
