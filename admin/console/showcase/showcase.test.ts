import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storePast } from '../../../core/analytics/history.fixture.ts';
import { openConsole, type TestConsole } from '../testing/openConsole.ts';
import type { PersonName } from '../testing/people.ts';

let house: TestConsole;
beforeAll(async () => {
  house = await openConsole();
  const monday = (time: string) => `2025-06-02T${time}:00+03:00`;
  await storePast(house.db, {
    at: monday('09:00'),
    answered: monday('09:10'),
    closed: monday('11:00'),
    rating: 5,
    incident: { agent: 'anna', due: monday('13:00') },
  });
  await storePast(house.db, {
    at: monday('10:00'),
    closed: monday('14:30'),
    channel: 'telegram',
    reason: 'NO_INCIDENT',
    customer: '<b>Ы</b>',
    incident: { agent: 'boris', group: 'billing', due: monday('13:00') },
  });
  await storePast(house.db, { at: monday('12:00'), incident: { agent: 'gleb', group: 'sales' } });
});
afterAll(() => house.close());

const WEEK = 'from=2025-06-02&to=2025-06-08';
const read = async (path: string, as: PersonName = 'vera', headers?: Record<string, string>) =>
  (await house.visit(as)).read(path, headers);
/** Every list a page links to by its length, and that number. Stars are no length. */
const drillDowns = (page: string) =>
  [...page.matchAll(/<a[^>]* href="(\/showcase\/requests\?[^"]+)"[^>]*>([\d\s]+)<\/a>/g)]
    .map((match) => ({
      href: (match[1] ?? '').replaceAll('&amp;', '&'),
      number: Number((match[2] ?? '').replaceAll(/\s/g, '')),
    }))
    .filter(({ href }) => !href.includes('figure=rated'));

describe('the page', () => {
  test('tells the figures of the period, of the department alone', async () => {
    const page = await read(`/showcase?${WEEK}`);
    expect(page).toContain('<title>Витрина · HELPDesk</title>');
    expect(page).toMatch(/2\s?–\s?8 июня 2025/);
    expect(page).toMatch(/До первого ответа<\/p><p class="tile-value"><a [^>]*>10\sмин<\/a>/);
    expect(page).toMatch(/Выполнено в срок<\/p><p class="tile-value"><a [^>]*>50\s%<\/a>/);
    expect(page).toContain('Анна Соколова');
    expect(page).not.toContain('>Глеб Орлов<');
    expect(page).toContain('Инцидент не нужен');
  });

  test('speaks English', async () => {
    const visitor = await house.visit('vera');
    visitor.cookies.set('lang', 'en');
    const page = await visitor.read(`/showcase?${WEEK}`);
    expect(page).toContain('<title>Showcase · HELPDesk</title>');
    expect(page).toMatch(/2\s?–\s?8 June 2025/);
    expect(page).toContain('To first answer');
    expect(page).not.toMatch(/[а-яё]{3,}(?![^<]*<\/option>)[^<]*<\/(h1|h2|p|button|summary)>/i);
  });

  test('every number on it is as long as the list it leads to', async () => {
    const links = drillDowns(await read(`/showcase?${WEEK}`));
    expect(links.length).toBeGreaterThan(20);
    for (const { href, number } of links) {
      const list = await read(href);
      expect(list.match(/id="r-/g) ?? [], href).toHaveLength(number);
    }
  });

  test('each bar and point leads to its list, and holds nothing a strict policy forbids', async () => {
    const page = await read(`/showcase?${WEEK}`);
    const drawings = page.match(/<svg class="chart-drawing"[\s\S]*?<\/svg>/g) ?? [];
    expect(drawings).toHaveLength(5);
    for (const drawing of drawings) expect(drawing).not.toMatch(/ style=|<style|ecmeta|#[0-9a-f]{6}|url\(/);
    expect(drawings[0]).toContain(
      '<a href="/showcase/requests?figure=registered&amp;from=2025-06-02&amp;to=2025-06-02&amp;channel=sms" tabindex="-1">',
    );
    expect(drawings[0]).toContain('<title>2 июня 2025 г.\nSMS: 1</title>');
    expect(page).not.toMatch(/ style="/);
  });

  test('keeps its filter in the address, and in the part htmx fetches', async () => {
    const query = `${WEEK}&channel=sms&agent=anna`;
    const part = await read(`/showcase?${query}&state=`, 'vera', { 'hx-request': 'true' });
    expect(part).toMatch(/^<div id="showcase" data-address="\/showcase\?/);
    expect(part).toContain(`data-address="/showcase?${query.replaceAll('&', '&amp;')}"`);
    expect(part).toContain('<option value="anna" selected="">Анна Соколова</option>');
    expect(part).not.toContain('<html');
    expect(drillDowns(part).every(({ href }) => href.includes('channel=sms'))).toBe(true);
  });

  test('an hour of a day has its list', async () => {
    const page = await read('/showcase?from=2025-06-02&to=2025-06-02');
    const list = '/showcase/requests?figure=registered&from=2025-06-02&to=2025-06-02&channel=sms&hour=9';
    expect(page).toContain(list.replaceAll('&', '&amp;'));
    expect(await read(list)).toContain('2 июня 2025 г., 09:00–10:00');
  });

  test('says when there was nothing', async () => {
    expect(await read('/showcase?from=2020-01-01&to=2020-01-01')).toContain('За этот период ничего не было');
  });

  test('escapes what customers are called', async () => {
    const list = await read(`/showcase/requests?figure=closed&${WEEK}`);
    expect(list).toContain('&lt;b&gt;Ы&lt;/b&gt;');
    expect(list).not.toContain('<b>Ы</b>');
  });
});

describe('a wrong value is told, not swallowed', () => {
  test.each([
    ['period=year', 'Период'],
    ['from=2025-06-09&to=2025-06-02', 'По'],
    ['channel=pigeon', 'Канал'],
    ['agent=gleb', 'Специалист'],
    ['department=dina', 'Отдел'],
    ['service=svc-none&workGroup=none', 'Услуга'],
    ['state=DONE', 'Состояние'],
  ])('%s', async (query, field) => {
    const visitor = await house.visit('vera');
    const response = await visitor.get(`/showcase?${query}`);
    const page = await response.text();
    expect(response.status).toBe(400);
    expect(page).toContain(`Фильтр задан неверно: ${field}`);
    expect(page).not.toContain('tile-value');
    expect((await visitor.get(`/showcase/requests?figure=closed&${query}`)).status).toBe(400);
    expect((await visitor.get(`/showcase/export.csv?figure=closed&${query}`)).status).toBe(400);
  });

  test.each(['figure=nonsense', `${WEEK}&hour=3`, 'period=today&hour=25', 'closeReason=BORED', 'cursor=x'])(
    'a list of %s',
    async (query) => {
      expect((await (await house.visit('vera')).get(`/showcase/requests?${query}`)).status).toBe(400);
    },
  );
});

test.each(['/showcase', '/showcase/requests?figure=closed', '/showcase/export.csv'])(
  '%s is for supervisors',
  async (path) => {
    expect((await (await house.visit('anna')).get(path)).status).toBe(403);
    expect((await (await house.visit()).get(path)).status).toBe(303);
    expect((await (await house.visit('dina')).get(path)).status).toBe(200);
  },
);
