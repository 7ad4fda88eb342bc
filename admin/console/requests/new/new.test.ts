import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConsole, type TestConsole } from '../../testing/openConsole.ts';

let house: TestConsole;
beforeAll(async () => {
  house = await openConsole();
});
afterAll(() => house.close());

const wish = (changes: Record<string, string> = {}) => ({
  key: randomUUID(),
  customerId: 'C-7',
  serviceId: 'svc-internet',
  text: 'Пришла в офис: нет интернета',
  phone: '',
  ...changes,
});

describe('whose request', () => {
  test('is found by name or phone, and everybody found is a way on', async () => {
    const anna = await house.visit('anna');
    expect(await anna.read('/requests')).toContain('href="/requests/new"');
    const found = await anna.read(`/requests/new?${new URLSearchParams({ q: 'Иванова' })}`);
    expect(found).toContain('href="/requests/new?customerId=C-7"');
    const part = await anna.read('/requests/new?q=%2B79160000099', { 'hx-request': 'true' });
    expect(part).toMatch(/^<div id="found"/);
    expect(part).toContain('Смирнова Елена Викторовна');
  });

  test('who is not there, or whose system is away, is said so', async () => {
    const anna = await house.visit('anna');
    const none = await anna.get('/requests/new?customerId=C-404');
    expect(none.status).toBe(400);
    expect(await none.text()).toContain('Такого клиента нет');
    house.outside.switches.customersAway = true;
    const away = await anna.get('/requests/new?customerId=C-7');
    house.outside.switches.customersAway = false;
    expect(away.status).toBe(503);
  });
});

describe('what he wants', () => {
  test('is chosen from the catalogue by work group; typing narrows it and the chosen one stays', async () => {
    const anna = await house.visit('anna');
    const page = await anna.read('/requests/new?customerId=C-7');
    expect(page).toContain('Иванова Мария Петровна');
    expect(page).toMatch(/<legend class="service-group">[^<]*<\/legend>[\s\S]*value="svc-internet"/);
    expect(page).not.toContain('svc-gone');
    const narrowed = await anna.read(
      `/requests/new/services?${new URLSearchParams({ filter: 'ТЕЛЕВ', serviceId: 'svc-billing' })}`,
    );
    expect(narrowed).toContain('value="svc-tv"');
    expect(narrowed).toMatch(/value="svc-billing" checked/);
    expect(narrowed).not.toContain('svc-internet');
  });

  test('is registered once however often the form is sent, and its card says by whom', async () => {
    const anna = await house.visit('anna');
    const form = wish();
    const first = await anna.post('/requests/new', form);
    expect(first.status).toBe(303);
    expect(first.headers.get('location')).toBe(`/requests/${form.key}`);
    const again = await anna.post('/requests/new', form);
    expect(again.headers.get('location')).toBe(`/requests/${form.key}`);
    const card = await anna.read(`/requests/${form.key}`);
    expect(card).toContain('Обращение зарегистрировано.');
    expect(card).toContain('Вручную');
    expect(card).toMatch(/Зарегистрировал[\s\S]*Анна Соколова/);
    expect(house.enqueued).toContain(`orders:${form.key}`);
    expect(await house.advance(form.key)).toBeDefined();
    const next = await anna.read('/requests/new?customerId=C-7');
    expect(next).toContain('У клиента уже есть открытые обращения: 1');
  });

  test.each([
    [{ serviceId: '' }, 'Выберите услугу'],
    [{ text: '  ' }, 'Напишите текст'],
    [{ phone: 'позже' }, 'Это не номер телефона'],
  ])('%o is refused, and what was entered stays', async (changes, words) => {
    const response = await (await house.visit('anna')).post(
      '/requests/new',
      wish({ phone: '8 916', ...changes }),
    );
    expect(response.status).toBe(400);
    const page = await response.text();
    expect(page).toContain(words);
    expect(page).toContain(`value="${'phone' in changes ? 'позже' : '8 916'}"`);
    if (!('text' in changes)) expect(page).toContain('Пришла в офис: нет интернета');
  });
});
