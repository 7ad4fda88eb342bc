import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { createCustomers } from './index.ts';
import { nameOf } from './names.ts';

const app = new Hono().route('/customers', createCustomers('http://localhost/customers'));

async function list(query: string) {
  const response = await app.request(`/customers/customer?${query}`);
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
  const response = await app.request('/customers/customer?limit=many');
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: 'INVALID_QUERY', status: '400' });
});

test('search by a part of the name minds neither case nor place', async () => {
  const { name } = (await (await app.request('/customers/customer/cust-0042')).json()) as { name: string };
  const part = name.slice(2, 9).toUpperCase();
  const { items } = await list(`name=${encodeURIComponent(part)}&limit=1000`);
  expect(items.some((item) => item.id === 'cust-0042')).toBe(true);
  expect(items.every((item) => item.name.toUpperCase().includes(part))).toBe(true);
});

test('fields trims the answer and keeps id and href', async () => {
  const response = await app.request('/customers/customer/cust-0042?fields=name,status');
  expect(Object.keys((await response.json()) as object).sort()).toEqual(['href', 'id', 'name', 'status']);
});

test('one customer has the v4 shape', async () => {
  const response = await app.request('/customers/customer/cust-0042');
  expect(await response.json()).toMatchObject({
    id: 'cust-0042',
    href: 'http://localhost/customers/customer/cust-0042',
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

test('an unknown id is 404', async () => {
  const response = await app.request('/customers/customer/cust-9999');
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
