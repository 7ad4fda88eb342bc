import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConsole, type TestConsole } from '../testing/openConsole.ts';
import type { Visitor } from '../testing/visitor.ts';

let house: TestConsole;
let anna: Visitor;
let boris: Visitor;
let annas: string;
let hidden: string;

beforeAll(async () => {
  house = await openConsole();
  house.outside.people.push(
    { id: 'C-20', name: 'Семёнов Пётр', phones: ['+79160000020'], city: 'Казань', district: 'Советский' },
    { id: 'C/2 1', name: 'Косая черта', phones: ['+79160000021', '+79160000022', '+79160000023'] },
  );
  [anna, boris] = [await house.visit('anna'), await house.visit('boris')];
  const annasRequest = { sender: '+79160000007', serviceId: 'svc-internet', text: 'Сказано Анне' };
  annas = await house.take(annasRequest);
  await house.advance(annas);
  hidden = await house.take({ sender: '+79160000007', serviceId: 'svc-billing', text: 'Сказано Борису' });
  await house.advance(hidden);
});
afterAll(() => house.close());

const search = (q: string, part = false) =>
  anna.read(`/customers?${new URLSearchParams({ q })}`, part ? { 'hx-request': 'true' } : {});

describe('the list', () => {
  test('shows all, with phones, area, and what is open', async () => {
    const page = await anna.read('/customers');
    expect(page).toContain('Всего клиентов: 6');
    expect(page).toContain('Казань, Советский');
    expect(page).toMatch(/Открытых обращений: 2/);
    expect(page).toContain('href="/customers/C%2F2%201"');
    expect(page).toContain('ещё 1');
    expect(page).toContain('&lt;img src=x');
  });

  test.each([
    ['8 916 000-00-20', 'Семёнов Пётр'],
    ['СЕМЕНОВ ПЕТР', 'Семёнов Пётр'],
    ['C-20', 'Семёнов Пётр'],
    ['марИЯ', 'Иванова Мария Петровна'],
  ])('%s finds %s', async (q, name) => {
    const page = await search(q);
    expect(page).toContain('Найдено клиентов: 1');
    expect(page).toContain(name);
  });

  test('while somebody types only what is found is sent', async () => {
    const part = await search('семен', true);
    expect(part).toContain('Семёнов Пётр');
    expect(part).not.toContain('<html');
    expect(part).not.toContain('customers-q');
    expect(part).toContain('hx-swap-oob="innerHTML">Найдено клиентов: 1');
  });

  test('nobody found: a new one can be made at once, of what was typed', async () => {
    expect(await search('8 999 000-00-00')).toContain('href="/customers/new?phone=%2B79990000000"');
    const byName = await search('Небывалов "Яков"');
    expect(byName).toContain('Завести клиента «Небывалов &quot;Яков&quot;»');
    expect(byName).toContain('/customers/new?name=%D0%9D');
  });

  test('too little, and a part of a phone, are told what they need', async () => {
    expect(await search('и')).toContain('хотя бы две буквы');
    const digits = await search('0007');
    expect(digits).toContain('введите телефон целиком');
    expect(digits).toContain('Иванова Мария Петровна');
    expect(await search('9998')).toContain('С такого номера к нам не обращались');
  });

  test('comes in pages', async () => {
    const before = house.outside.people.length;
    const more = Array.from({ length: 70 }, (_, each) => ({
      id: `M-${each}`,
      name: `Много ${each}`,
      phones: [],
    }));
    house.outside.people.push(...more);
    const first = await anna.read('/customers');
    expect(first).toContain('1–50 из 76');
    expect(first).toContain('href="/customers?offset=50"');
    const second = await anna.read('/customers?offset=50');
    expect(second).toContain('51–76 из 76');
    expect(second).not.toContain('rel="next"');
    expect(await search('много')).toContain(
      'href="/customers?q=%D0%BC%D0%BD%D0%BE%D0%B3%D0%BE&amp;offset=50"',
    );
    const capped = Array.from({ length: 60 }, (_, each) => ({
      id: `N-${each}`,
      name: `Много ещё ${each}`,
      phones: [],
    }));
    house.outside.people.push(...capped);
    expect(await search('много')).toContain('Показаны первые 100');
    house.outside.people.splice(before);
    expect(await anna.read('/customers?offset=-1&q=')).toContain('Всего клиентов: 6');
  });

  test('while the customer system is away, those who turned to us are there', async () => {
    house.outside.switches.customersAway = true;
    const page = await anna.read('/customers');
    const found = await search('иванова');
    const none = await search('семенов');
    const card = await anna.read('/customers/C-7');
    const stranger = await anna.get('/customers/C-20');
    const form = await anna.get('/customers/C-7/edit');
    house.outside.switches.customersAway = false;
    for (const each of [page, found]) {
      expect(each).toContain('Система клиентов не отвечает');
      expect(each).toContain('href="/customers/C-7"');
    }
    expect(none).toContain('Среди обратившихся такого клиента нет');
    expect(card).toContain('Сведения взяты из последнего обращения');
    expect(card).toContain('Сказано Анне');
    expect(card).not.toContain('/customers/C-7/edit');
    expect([stranger.status, form.status]).toEqual([503, 503]);
  });
});

describe('the card', () => {
  test('shows all requests of him; a colleague’s without its words and without a way to it', async () => {
    const page = await anna.read('/customers/C-7');
    expect(page).toContain('Сказано Анне');
    expect(page).toContain(`href="/requests/${annas}"`);
    expect(page).toContain('Борис Кузнецов');
    expect(page).toContain('у коллеги');
    expect(page).not.toContain('Сказано Борису');
    expect(page).not.toContain(`/requests/${hidden}`);
    const his = await boris.read('/customers/C-7');
    expect(his).toContain('Сказано Борису');
    expect(his).not.toContain('Сказано Анне');
  });

  test('his incidents and contacts too', async () => {
    const incidents = await anna.read('/customers/C-7?tab=incidents');
    expect(incidents.match(/INC-\d{6}/g)).toHaveLength(2);
    expect(incidents.match(/href="\/incidents\//g)).toHaveLength(1);
    const contacts = await boris.read('/customers/C-7?tab=contacts');
    expect(contacts).toContain('Сказано Борису');
    expect(contacts).not.toContain('Сказано Анне');
    expect(contacts.match(/SR-\d{6}/g)).toHaveLength(2);
  });

  test('refreshes its history alone, without asking the customer system', async () => {
    house.outside.switches.customersAway = true;
    const part = await anna.read('/customers/C-7', { 'hx-request': 'true' });
    house.outside.switches.customersAway = false;
    expect(part).toContain('Сказано Анне');
    expect(part).not.toContain('<html');
  });

  test('leads on: a request for him, a call, his own form; and an id may hold anything', async () => {
    const page = await anna.read('/customers/C%2F2%201');
    expect(page).toContain('Косая черта');
    expect(page).toContain('href="/requests/new?customerId=C%2F2+1"');
    expect(page).toContain('href="tel:+79160000021"');
    expect(page).toContain('href="/customers/C%2F2%201/edit"');
  });

  test('a look at it is kept; nobody is not found', async () => {
    const looks = await house.db
      .selectFrom('sighting')
      .select('subject')
      .where('actor', '=', 'anna')
      .where('subject', 'in', ['customer:C/2 1', 'customer:C-20'])
      .execute();
    expect(looks.map((each) => each.subject)).toEqual(['customer:C/2 1']);
    await anna.get('/customers/C-20/edit');
    const after = await house.db
      .selectFrom('sighting')
      .select('via')
      .where('subject', '=', 'customer:C-20')
      .execute();
    expect(after).toEqual([{ via: 'console' }]);
    expect((await anna.get('/customers/C-none')).status).toBe(404);
    expect((await anna.get('/customers/C-none/edit')).status).toBe(404);
  });

  test('the way to the audit is a supervisor’s', async () => {
    expect(await anna.read('/customers/C-7')).not.toContain('/audit?');
    expect(await (await house.visit('vera')).read('/customers/C-7')).toContain('/audit?about=customer%3AC-7');
  });
});

test('who is not signed in sees no customer', async () => {
  const stranger = await house.visit();
  for (const path of ['/customers', '/customers/C-7', '/customers/new', '/customers/C-7/edit'])
    expect((await stranger.get(path)).status, path).toBe(303);
});
