import { Hono } from 'hono';
import { beforeEach, expect, test } from 'vitest';
import { createSwitches, type Switches } from './index.ts';

let clock = 0;
let worked = 0;
let app: Hono;
let switches: Switches;

beforeEach(() => {
  clock = Date.UTC(2026, 0, 1);
  worked = 0;
  switches = createSwitches(() => clock);
  app = new Hono().route('/switches', switches.app);
  app.use('/orders', switches.before('orders'));
  app.get('/orders', (c) => {
    worked += 1;
    return c.json([]);
  });
});

const put = (system: string, body: unknown) =>
  app.request(`/switches/${system}`, { method: 'PUT', body: JSON.stringify(body) });

test('a failing system answers its status with a TM Forum error and does nothing', async () => {
  expect((await put('orders', { mode: 'fail', status: 503 })).status).toBe(200);
  const response = await app.request('/orders');
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ code: 'SWITCHED_OFF', status: '503' });
  expect(worked).toBe(0);
  await put('orders', { mode: 'ok' });
  expect((await app.request('/orders')).status).toBe(200);
});

test('it heals by itself after its seconds', async () => {
  await put('orders', { mode: 'fail', seconds: 60 });
  expect((await app.request('/orders')).status).toBe(500);
  const listed = (await (await app.request('/switches')).json()) as { items: object[] };
  expect(listed.items).toContainEqual({
    system: 'orders',
    mode: 'fail',
    status: 500,
    until: '2026-01-01T00:01:00.000Z',
  });
  clock += 60_000;
  expect((await app.request('/orders')).status).toBe(200);
  expect(switches.list()).toContainEqual({ system: 'orders', mode: 'ok' });
});

test('a slow system works late', async () => {
  await put('orders', { mode: 'slow', delayMs: 120 });
  const started = performance.now();
  expect((await app.request('/orders')).status).toBe(200);
  expect(performance.now() - started).toBeGreaterThan(100);
});

test('a lost answer: the work is done, the caller sees an error', async () => {
  await put('orders', { mode: 'lose', status: 502 });
  expect((await app.request('/orders')).status).toBe(502);
  expect(worked).toBe(1);
});

test.each([
  ['nothing', { mode: 'ok' }, 404],
  ['orders', { mode: 'broken' }, 400],
  ['orders', { mode: 'fail', status: 200 }, 400],
  ['orders', undefined, 400],
])('PUT %s %j is %i', async (system, body, status) => {
  expect((await put(system, body)).status).toBe(status);
});
