import { afterAll, beforeAll, expect, test } from 'vitest';
import { storeMessage } from '../messages/store.ts';
import { type TestSandbox, withSandbox } from '../sandbox.fixture.ts';

let house: TestSandbox;
beforeAll(async () => {
  house = await withSandbox();
});
afterAll(() => house.stop());

const get = async (path: string, language = 'ru') =>
  house.root.request(path, { headers: { 'accept-language': language } });

test.each(['/sandbox', '/sandbox/'])('%s is the overview', async (path) => {
  const response = await get(path);
  expect(response.status).toBe(200);
  const page = await response.text();
  expect(page.startsWith('<!doctype html>')).toBe(true);
  expect(page).toContain('Песочница');
  expect(page).toContain('Пока никому ничего не отправляли.');
  for (const secret of ['dev-cti', 'dev-sms', 'dev-telegram', 'dev-esb']) expect(page).toContain(secret);
});

test('English by the browser’s wish or by the address', async () => {
  expect(await (await get('/sandbox/', 'en-US,en;q=0.9,ru;q=0.5')).text()).toContain('Sandbox');
  expect(await (await get('/sandbox/?lang=en')).text()).toContain('Sandbox');
  expect(await (await get('/sandbox/?lang=ru', 'en')).text()).toContain('Песочница');
});

test('it shows messages as text, orders and the state of the switches', async () => {
  await storeMessage(house.pool, { channel: 'sms', to: '+79160000001', text: '<b>жирно</b>' });
  await house.send('POST', '/sandbox/tmf-api/serviceOrdering/v4/serviceOrder', {
    externalId: 'request-1',
    serviceOrderItem: [{ id: '1', action: 'add', service: { serviceSpecification: { id: 'svc-tv' } } }],
  });
  await house.send('PUT', '/sandbox/switches/orders', { mode: 'fail', seconds: 60 });
  const page = await (await get('/sandbox/')).text();
  expect(page).toContain('&lt;b&gt;жирно&lt;/b&gt;');
  expect(page).toContain('svc-tv · request-1');
  expect(page).toContain('badge fail');
  // The pressed one stays in its place, so that a keyboard's focus does.
  expect(page).toContain('aria-pressed="true" aria-label="Заказы (TMF641): Отказ 60 с"');
  expect(page).toContain('aria-pressed="false" aria-label="Заказы (TMF641): Исправна"');
});

test('it loads nothing from elsewhere', async () => {
  const page = await (await get('/sandbox/')).text();
  const loaded = [...page.matchAll(/<(?:link|script|img)[^>]*(?:href|src)="([^"]+)"/g)].map(
    (match) => match[1],
  );
  expect(loaded).toEqual(['/sandbox/overview.css', '/sandbox/overview.js']);
  for (const path of loaded) expect((await get(path ?? '')).status).toBe(200);
});

test('what is not there is a TM Forum error', async () => {
  const response = await get('/sandbox/nothing');
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ code: 'NOT_FOUND', status: '404' });
});
