import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestSandbox, withSandbox } from '../sandbox.fixture.ts';
import { createCustomers } from './index.ts';
import { nameOf } from './names.ts';
import { placeOf } from './places.ts';

const BASE = 'http://localhost/customers';

let sandbox: TestSandbox;
let app: ReturnType<typeof createCustomers>;
beforeAll(async () => {
  sandbox = await withSandbox();
  app = createCustomers(sandbox.pool, BASE);
});
afterAll(() => sandbox.stop());

const send = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
  app.request(path, {
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
const get = async (id: string) => {
  const response = await app.request(`/customer/${id}`);
  return { response, body: (await response.json()) as Record<string, unknown> };
};

async function list(query: string) {
  const response = await app.request(`/customer?${query}`);
  return { response, items: (await response.json()) as { id: string; name: string }[] };
}

describe('look-up by number', () => {
  test.each([
    ['+79160000042', ['cust-0042']],
    ['79160000042', ['cust-0042']],
    ['+7 (916) 000-00-42', ['cust-0042']],
    ['+79160000001', ['cust-0001']],
    ['+79160001000', ['cust-1000']],
    ['+79160000099', ['cust-0099', 'cust-1001']],
    ['+79160001001', []],
    ['+79990000000', []],
    ['', []],
  ])('%s answers %j', async (phone, ids) => {
    for (const filter of ['contactMedium.characteristic.phoneNumber', 'phone']) {
      const { response, items } = await list(`${filter}=${encodeURIComponent(phone)}`);
      expect(response.status).toBe(200);
      expect(items.map((item) => item.id)).toEqual(ids);
      expect(response.headers.get('x-total-count')).toBe(String(ids.length));
    }
  });

  test('a plus that was not encoded is understood', async () => {
    const { items } = await list('phone=+79160000042');
    expect(items.map((item) => item.id)).toEqual(['cust-0042']);
  });
});

test('a page says how many there are in all', async () => {
  const { response, items } = await list('offset=1000&limit=50');
  expect(items.map((item) => item.id)).toEqual(['cust-1001']);
  expect(response.headers.get('x-total-count')).toBe('1001');
  expect(response.headers.get('x-result-count')).toBe('1');
});

test('a page that is no number is refused with a TM Forum error', async () => {
  const response = await app.request('/customer?limit=many');
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: 'INVALID_QUERY', status: '400' });
});

test('search by a part of the name minds neither case nor place', async () => {
  const { name } = (await (await app.request('/customer/cust-0042')).json()) as { name: string };
  const part = name.slice(2, 9).toUpperCase();
  const { items } = await list(`name=${encodeURIComponent(part)}&limit=1000`);
  expect(items.some((item) => item.id === 'cust-0042')).toBe(true);
  const folded = (text: string) => text.toUpperCase().replaceAll('Ё', 'Е');
  expect(items.every((item) => folded(item.name).includes(folded(part)))).toBe(true);
});

test('fields trims the answer and keeps id and href', async () => {
  const response = await app.request('/customer/cust-0042?fields=name,status');
  expect(Object.keys((await response.json()) as object).sort()).toEqual(['href', 'id', 'name', 'status']);
});

test('one customer has the v4 shape', async () => {
  const response = await app.request('/customer/cust-0042');
  expect(await response.json()).toMatchObject({
    id: 'cust-0042',
    href: `${BASE}/customer/cust-0042`,
    status: 'active',
    contactMedium: [
      { mediumType: 'mobile', preferred: true, characteristic: { phoneNumber: '+79160000042' } },
      { mediumType: 'email', characteristic: { emailAddress: 'cust-0042@customers.example' } },
      { mediumType: 'postalAddress' },
    ],
    engagedParty: { id: 'ind-0042', '@referredType': 'Individual' },
    account: [{ name: expect.any(String) }],
  });
});

describe('a new customer', () => {
  const body = (name: string, phoneNumber: string) => ({
    name,
    engagedParty: { id: 'p-1', name, '@referredType': 'Individual' },
    contactMedium: [{ mediumType: 'mobile', characteristic: { phoneNumber } }],
  });

  test('is found at once, by id, by phone and by name, and by the next process', async () => {
    const response = await send('POST', '/customer', body('Ёлкин Пётр', '+79161110001'));
    const made = (await response.json()) as { id: string };
    expect(response.status).toBe(201);
    expect(response.headers.get('location')).toBe(`${BASE}/customer/${made.id}`);
    expect(made).toMatchObject({ id: expect.stringMatching(/^cust-\d{4,}$/), status: 'active' });
    for (const query of ['phone=79161110001', `name=${encodeURIComponent('ЕЛКИН ПЕТР')}`]) {
      expect((await list(query)).items.map((item) => item.id)).toEqual([made.id]);
    }
    const next = createCustomers(sandbox.pool, BASE);
    expect(await (await next.request(`/customer/${made.id}`)).json()).toEqual(made);
  });

  test('gets an id of his own, however often he is sent', async () => {
    const ids = new Set<string>();
    for (let time = 0; time < 3; time += 1) {
      const response = await send('POST', '/customer', body('Двойник', '+79161110002'));
      ids.add(((await response.json()) as { id: string }).id);
    }
    expect(ids.size).toBe(3);
  });

  test.each([
    [undefined],
    [[]],
    [{ name: 'Без стороны' }],
    [{ ...body(' ', '+79161110003') }],
    [{ ...body('Имя', '+79161110003'), contactMedium: [{ characteristic: {} }] }],
  ])('%j is refused', async (wrong) => {
    const response = await send('POST', '/customer', wrong);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'INVALID_BODY', reason: expect.any(String) });
  });
});

describe('a change', () => {
  test('is merged; what it does not name stays, and null takes away', async () => {
    const { body: before } = await get('cust-0050');
    const response = await send('PATCH', '/customer/cust-0050', { name: 'Новое Имя', statusReason: null });
    expect(response.status).toBe(200);
    const { statusReason, ...rest } = before;
    expect(statusReason).toBeDefined();
    expect(await response.json()).toEqual({ ...rest, name: 'Новое Имя' });
    const next = createCustomers(sandbox.pool, BASE);
    expect(await (await next.request('/customer/cust-0050')).json()).toEqual({ ...rest, name: 'Новое Имя' });
  });

  test('under If-Match is made only to what was read', async () => {
    const etag = (await get('cust-0051')).response.headers.get('etag') ?? '';
    const change = (name: string) => send('PATCH', '/customer/cust-0051', { name }, { 'if-match': etag });
    expect((await change('Первый')).status).toBe(200);
    const second = await change('Второй');
    expect(second.status).toBe(412);
    expect(await second.json()).toMatchObject({ code: 'CUSTOMER_CHANGED' });
    const { response, body } = await get('cust-0051');
    expect(body.name).toBe('Первый');
    expect(response.headers.get('etag')).not.toBe(etag);
  });

  test('of several at once one wins', async () => {
    const etag = (await get('cust-0052')).response.headers.get('etag') ?? '';
    const statuses = await Promise.all(
      [1, 2, 3, 4, 5].map(async (each) => {
        const name = `Имя ${each}`;
        return (await send('PATCH', '/customer/cust-0052', { name }, { 'if-match': etag })).status;
      }),
    );
    expect(statuses.sort()).toEqual([200, 412, 412, 412, 412]);
  });

  test('moves him to another number, where he is found from then on', async () => {
    const contactMedium = [{ mediumType: 'mobile', characteristic: { phoneNumber: '+79161110009' } }];
    await send('PATCH', '/customer/cust-0053', { contactMedium });
    expect((await list('phone=79161110009')).items.map((item) => item.id)).toEqual(['cust-0053']);
    expect((await list('phone=79160000053')).items).toEqual([]);
  });

  test('that leaves no customer, or of nobody, is refused', async () => {
    expect((await send('PATCH', '/customer/cust-0054', { name: '' })).status).toBe(400);
    expect((await send('PATCH', '/customer/cust-0054', ['name'])).status).toBe(400);
    expect((await send('PATCH', '/customer/cust-9999', { name: 'Имя' })).status).toBe(404);
    expect((await get('cust-0054')).body.name).toBe(nameOf(54).full);
  });
});

test('neighbours by number live in one district, and there are several', () => {
  expect(placeOf(1)).toEqual(placeOf(20));
  expect(new Set([1, 21, 41, 61, 81, 101].map((number) => JSON.stringify(placeOf(number)))).size).toBe(6);
});

test('an unknown id is 404', async () => {
  const response = await app.request('/customer/cust-9999');
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ code: 'CUSTOMER_NOT_FOUND', reason: expect.any(String) });
});

test('names agree in gender and hardly repeat', () => {
  const names = Array.from({ length: 1001 }, (_, index) => nameOf(index + 1));
  for (const { gender, surname, patronymic } of names) {
    expect(surname.endsWith('а')).toBe(gender === 'female');
    expect(patronymic.endsWith('на')).toBe(gender === 'female');
  }
  expect(new Set(names.map((name) => name.full)).size).toBe(1001);
});
