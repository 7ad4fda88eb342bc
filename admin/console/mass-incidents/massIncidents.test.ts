import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { detectSpikes } from '../../../core/mass-incident/detectSpikes.ts';
import { finishClosings } from '../../../core/mass-incident/finishClosings.ts';
import { openConsole, type TestConsole } from '../testing/openConsole.ts';

const PART = { 'hx-request': 'true' };
const WORDS = {
  title: 'Нет интернета в Химках',
  area: '',
  toldRu: 'Авария на сети, чиним до 18:00.',
  toldEn: 'An outage, repaired by 18:00.',
};
const END = { resolutionRu: 'Кабель восстановлен.', resolutionEn: '' };

let house: TestConsole;
beforeEach(async () => {
  house = await openConsole();
});
afterEach(() => house.close());

/** Twelve customers within a minute. @returns where the proposal is. */
async function spike(): Promise<{ id: string; path: string; requestId: string }> {
  let requestId = '';
  for (let index = 10; index < 22; index += 1) {
    requestId = await house.take({
      sender: `+791600001${index}`,
      serviceId: 'svc-internet',
      text: 'Нет интернета',
    });
  }
  const [id = ''] = await detectSpikes(house.db);
  return { id, path: `/mass-incidents/${id}`, requestId };
}

describe('a proposal', () => {
  test('is shown to supervisors on every page, in the list and on its card', async () => {
    const vera = await house.visit('vera');
    expect(await vera.read('/mass-incidents/alert', PART)).not.toContain('mass-alert');
    expect(await vera.read('/mass-incidents')).toContain('Массовых инцидентов нет');
    const { path } = await spike();
    expect(await vera.read('/mass-incidents/alert', PART)).toContain(`href="${path}"`);
    const list = await vera.read('/mass-incidents');
    expect(list).toContain('MI-000001');
    expect(list).toContain('12 клиентов за 15 мин');
    const card = await vera.read(path);
    expect(card).toContain('SR-000012');
    expect(card).toContain('Мы знаем о неполадках по услуге «Нет доступа в интернет»');
    expect(card).toContain('We know of trouble with “No internet access”');
    expect(card).not.toContain('style=');
    vera.cookies.set('lang', 'en');
    const english = await vera.read(path);
    expect(english).toContain('12 customers in 15 min');
    expect(english).toContain('Have they one cause?');
    expect(english).not.toMatch(/mass\.[a-z]/);
  });

  test('is accepted with its words, told on the cards of its requests, and closed with all of them', async () => {
    const { path, requestId } = await spike();
    const [vera, dina] = [await house.visit('vera'), await house.visit('dina')];
    const open = await vera.post(`${path}/open`, { ...WORDS, version: '1' });
    expect(open.headers.get('location')).toBe(path);
    const opened = await vera.read(path);
    expect(opened).toContain('Массовый инцидент объявлен');
    expect(opened).toContain('Закроются 12 обращений');
    const second = await dina.post(`${path}/open`, { ...WORDS, version: '1' });
    expect(second.status).toBe(409);
    expect(await second.text()).toContain('решил кто-то другой');

    const anna = await house.visit('anna');
    const request = await anna.read(`/requests/${requestId}`);
    expect(request).toContain('Массовый инцидент MI-000001: Нет интернета в Химках');
    expect(request).toContain(WORDS.toldRu);
    expect(request).not.toContain(path);

    const close = await vera.post(`${path}/close`, { ...END, version: '2' });
    expect(close.status).toBe(303);
    expect(await vera.read(path)).toContain('Осталось 12 из 12');
    while (await finishClosings(house.ctx));
    expect(await vera.read(path)).toContain('Кабель восстановлен.');
    expect(await vera.read('/mass-incidents')).toContain('Массовых инцидентов нет');
    expect(await vera.read('/mass-incidents?tab=past')).toContain('MI-000001');
    const closed = await house.db
      .selectFrom('servicerequest')
      .select(['close_reason', 'closed_by'])
      .where('status', '=', 'CLOSED')
      .execute();
    expect(closed).toHaveLength(12);
    expect(closed[0]).toEqual({ close_reason: 'RESOLVED', closed_by: 'vera' });
  });

  test('is dismissed', async () => {
    const { path } = await spike();
    const vera = await house.visit('vera');
    const response = await vera.post(`${path}/dismiss`, { version: '1' });
    expect(response.headers.get('location')).toBe('/mass-incidents');
    expect(await vera.read('/mass-incidents')).toContain('Предложение отклонено.');
    expect(await vera.read(path)).toContain('Отклонён');
    expect(await vera.read('/mass-incidents/alert', PART)).not.toContain('mass-alert');
  });

  test.each([
    ['title', { title: ' ' }, 'Напишите название'],
    ['words', { toldRu: '' }, 'что говорим клиентам'],
  ])('without %s is not accepted, and what was typed stays', async (_, missing, words) => {
    const { path } = await spike();
    const vera = await house.visit('vera');
    const response = await vera.post(`${path}/open`, { ...WORDS, version: '1', ...missing });
    expect(response.status).toBe(400);
    const page = await response.text();
    expect(page).toContain(words);
    expect(page).toContain(WORDS.toldEn);
  });
});

test('one is declared by hand, once for a place', async () => {
  const vera = await house.visit('vera');
  const requestId = await house.take({
    sender: '+79160000007',
    serviceId: 'svc-internet',
    text: 'Нет связи',
  });
  const form = { ...WORDS, serviceId: 'svc-internet', sinceMinutes: '30' };
  const response = await vera.post('/mass-incidents/new', form);
  const path = response.headers.get('location') ?? '';
  expect(await vera.read(path)).toContain('SR-000001');
  const again = await vera.post('/mass-incidents/new', form);
  expect(again.status).toBe(409);
  expect(await again.text()).toContain('уже есть массовый инцидент');
  const never = await vera.post('/mass-incidents/new', { ...form, sinceMinutes: '' });
  expect(await never.text()).toContain('от 0 до 1440');

  const anna = await house.visit('anna');
  await house.advance(requestId);
  expect((await anna.post(`/requests/${requestId}/detach`)).status).toBe(303);
  const loose = await anna.read(`/requests/${requestId}`);
  expect(loose).toContain('Обращение отвязано');
  const massIncidentId = path.split('/').at(-1) ?? '';
  expect((await anna.post(`/requests/${requestId}/attach`, { massIncidentId })).status).toBe(303);
  const attached = await anna.read(`/requests/${requestId}`);
  expect(attached).toContain('Связано с массовым инцидентом MI-000001');
  expect(attached).toContain('Отвязано от массового инцидента MI-000001');
});

test('what counts as a spike is set by one supervisor at a time', async () => {
  const [vera, dina] = [await house.visit('vera'), await house.visit('dina')];
  const settings = { windowMinutes: '5', minRequests: '20', factor: '2,5', quietMinutes: '30', version: '1' };
  expect((await vera.post('/mass-incidents/settings', settings)).status).toBe(303);
  expect(await vera.read('/mass-incidents/settings')).toContain('value="2,5"');
  expect((await dina.post('/mass-incidents/settings', settings)).status).toBe(409);
  const wrong = await dina.post('/mass-incidents/settings', { ...settings, version: '2', factor: 'втрое' });
  expect(wrong.status).toBe(400);
  expect(await wrong.text()).toContain('число от 1 до 100');
});

test('agents decide nothing here', async () => {
  const { path } = await spike();
  const anna = await house.visit('anna');
  for (const page of ['/mass-incidents', '/mass-incidents/new', '/mass-incidents/settings', path]) {
    expect((await anna.get(page)).status).toBe(403);
  }
  for (const verb of ['open', 'dismiss', 'close']) {
    expect((await anna.post(`${path}/${verb}`, { ...WORDS, ...END, version: '1' })).status).toBe(403);
  }
});
