import { Hono } from 'hono';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSandbox } from '../index.ts';
import { type TestSandbox, withSandbox } from '../sandbox.fixture.ts';
import example from './payloads/service-order-create.json' with { type: 'json' };

const PATH = '/sandbox/tmf-api/serviceOrdering/v4/serviceOrder';
let house: TestSandbox;
beforeAll(async () => {
  house = await withSandbox();
});
afterAll(() => house.stop());

interface Order {
  id: string;
  href: string;
  externalId: string;
}
const place = (body: unknown) => house.send('POST', PATH, body);
const withId = (externalId: string) => ({ ...example, externalId });

describe('placing an order', () => {
  test('answers 201 with the order in the v4 shape', async () => {
    const response = await place(example);
    expect(response.status).toBe(201);
    const order = (await response.json()) as Order;
    expect(order).toMatchObject({
      ...example,
      id: expect.stringMatching(/^so-\d{6}$/),
      state: 'acknowledged',
      orderDate: expect.stringMatching(/^\d{4}-.*Z$/),
      serviceOrderItem: [{ id: '1', action: 'add', state: 'acknowledged' }],
    });
    expect(order.href).toBe(`http://localhost:8080${PATH}/${order.id}`);
    expect(response.headers.get('location')).toBe(order.href);
    expect(await (await house.root.request(new URL(order.href).pathname)).json()).toEqual(order);
  });

  test('a repeat answers 200 with the same order', async () => {
    const first = (await (await place(withId('again'))).json()) as Order;
    const second = await place(withId('again'));
    expect(second.status).toBe(200);
    expect(await second.json()).toEqual(first);
  });

  test('twenty at once are one order', async () => {
    const responses = await Promise.all(Array.from({ length: 20 }, () => place(withId('at-once'))));
    const ids = await Promise.all(responses.map(async (response) => ((await response.json()) as Order).id));
    expect(new Set(ids).size).toBe(1);
    expect(responses.filter((response) => response.status === 201)).toHaveLength(1);
    const list = await house.root.request(`${PATH}?externalId=at-once`);
    expect(list.headers.get('x-total-count')).toBe('1');
  });

  test.each([
    ['no items', { ...example, externalId: 'x', serviceOrderItem: [] }, 'serviceOrderItem'],
    ['no external id', { ...example, externalId: undefined }, 'externalId'],
    [
      'an unknown action',
      { externalId: 'x', serviceOrderItem: [{ id: '1', action: 'do', service: {} }] },
      'action',
    ],
    ['not an object', 'order', 'body'],
  ])('%s is refused with a TM Forum error', async (_, body, field) => {
    const response = await place(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: 'INVALID_BODY',
      status: '400',
      message: expect.stringContaining(field),
    });
  });

  test('broken JSON is refused', async () => {
    const response = await house.root.request(PATH, { method: 'POST', body: '{"externalId":' });
    expect(response.status).toBe(400);
  });

  test.each([{ id: 'svc-refused' }, { serviceSpecification: { id: 'svc-refused' } }])(
    'the service %j is refused and leaves no order',
    async (service) => {
      const body = { externalId: 'refused', serviceOrderItem: [{ id: '1', action: 'add', service }] };
      const response = await place(body);
      expect(response.status).toBe(422);
      expect(await response.json()).toMatchObject({ code: 'ORDER_REFUSED', status: '422' });
      expect(await (await house.root.request(`${PATH}?externalId=refused`)).json()).toEqual([]);
    },
  );
});

test('the list is newest first, by pages', async () => {
  for (const name of ['page-1', 'page-2', 'page-3']) await place(withId(name));
  const response = await house.root.request(`${PATH}?offset=1&limit=2&fields=externalId`);
  const items = (await response.json()) as Order[];
  expect(items.map((item) => item.externalId)).toEqual(['page-2', 'page-1']);
  expect(Number(response.headers.get('x-total-count'))).toBeGreaterThan(2);
  expect(response.headers.get('x-result-count')).toBe('2');
});

test('an unknown order is 404', async () => {
  const response = await house.root.request(`${PATH}/so-999999`);
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ code: 'ORDER_NOT_FOUND' });
});

test('orders outlive a restart of the sandbox', async () => {
  await place(withId('kept'));
  const again = createSandbox({
    pool: house.pool,
    publicUrl: 'http://localhost:8080',
    log: pino({ level: 'silent' }),
  });
  await again.start();
  const root = new Hono().route('/sandbox', again.app);
  expect(await (await root.request(`${PATH}?externalId=kept`)).json()).toHaveLength(1);
  await again.stop();
});
