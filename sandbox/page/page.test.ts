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
const page = async (path: string, language?: string) => (await get(path, language)).text();

test.each(['/sandbox', '/sandbox/'])('%s is the simulator', async (path) => {
  const response = await get(path);
  expect(response.status).toBe(200);
  const html = await response.text();
  expect(html.startsWith('<!doctype html>')).toBe(true);
  for (const part of ['Вы — клиент', 'Телефон', 'SMS', 'Telegram', 'Событие шины', 'Что вернулось']) {
    expect(html).toContain(part);
  }
  for (const secret of ['dev-cti', 'dev-sms', 'dev-esb']) expect(html).toContain(secret);
});

test('English by the browser’s wish or by the address, which the tabs carry on', async () => {
  expect(await page('/sandbox/', 'en-US,en;q=0.9,ru;q=0.5')).toContain('You are the customer');
  expect(await page('/sandbox/', 'en')).toContain('href="/sandbox/outside"');
  expect(await page('/sandbox/?lang=en')).toContain('href="/sandbox/outside?lang=en"');
  expect(await page('/sandbox/outside?lang=en')).toContain('Outside systems');
  expect(await page('/sandbox/outside?lang=ru', 'en')).toContain('Внешние системы');
});

test('the outside: messages as text, orders and the state of the switches', async () => {
  expect(await page('/sandbox/outside')).toContain('Пока никому ничего не отправляли.');
  await storeMessage(house.pool, { channel: 'sms', to: '+79160000001', text: '<b>жирно</b>' });
  await house.send('POST', '/sandbox/tmf-api/serviceOrdering/v4/serviceOrder', {
    externalId: 'request-1',
    serviceOrderItem: [{ id: '1', action: 'add', service: { serviceSpecification: { id: 'svc-tv' } } }],
  });
  await house.send('PUT', '/sandbox/switches/orders', { mode: 'fail', seconds: 60 });
  const html = await page('/sandbox/outside');
  expect(html).toContain('&lt;b&gt;жирно&lt;/b&gt;');
  expect(html).toContain('svc-tv · request-1');
  expect(html).toContain('badge fail');
  // The pressed one stays in its place, so that a keyboard's focus does.
  expect(html).toContain('aria-pressed="true" aria-label="Заказы (TMF641): Отказ 60 с"');
  expect(html).toContain('aria-pressed="false" aria-label="Заказы (TMF641): Исправна"');
});

test('nothing comes from elsewhere, nothing runs inline, and what is named is there', async () => {
  for (const path of ['/sandbox/', '/sandbox/outside']) {
    const html = await page(path);
    expect(html).not.toMatch(/ style="| on[a-z]+="|<style|<script(?![^>]* src=)/);
    const pattern = /<(?:link|script|img)[^>]*(?:href|src)="([^"]+)"/g;
    const loaded = [...html.matchAll(pattern)].map((match) => match[1] ?? '');
    expect(loaded.length).toBeGreaterThan(4);
    for (const asset of loaded) {
      expect(asset).toMatch(/^\/sandbox\/assets\//);
      expect((await get(asset)).status).toBe(200);
    }
  }
});

test('an asset is known again by its tag; one that is none is not there', async () => {
  const response = await get('/sandbox/assets/base.css');
  expect(response.headers.get('content-type')).toBe('text/css; charset=utf-8');
  const tag = response.headers.get('etag') ?? '';
  const again = await house.root.request('/sandbox/assets/base.css', { headers: { 'if-none-match': tag } });
  expect(again.status).toBe(304);
  for (const name of ['nothing.css', '..%2fassets.ts', 'constructor']) {
    expect((await get(`/sandbox/assets/${name}`)).status).toBe(404);
  }
});

test('what is not there is a TM Forum error', async () => {
  const response = await get('/sandbox/nothing');
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ code: 'NOT_FOUND', status: '404' });
});
