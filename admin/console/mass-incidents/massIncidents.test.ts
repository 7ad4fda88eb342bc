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
  confirmed: 'yes',
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
    for (const page of ['/customers', path])
      expect(await vera.read(page)).toContain(`class="mass-alert" href="${path}"`);
    const nowhere = await vera.get('/nope', { accept: 'text/html' });
    expect(nowhere.status).toBe(404);
    expect(await nowhere.text()).toContain(`class="mass-alert" href="${path}"`);
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

  test('is opened only when its number of customers and its words have been seen', async () => {
    const { path } = await spike();
    const vera = await house.visit('vera');
    const asked = await vera.post(`${path}/open`, { ...WORDS, version: '1', confirmed: '' });
    expect(asked.status).toBe(200);
    const page = await asked.text();
    expect(page).toContain('Сейчас напишем клиентам: 12');
    expect(page).toContain('Открытых обращений свяжется: 12');
    expect(page).toContain(`lang="ru">${WORDS.toldRu}</blockquote>`);
    expect(page).toContain(`lang="en">${WORDS.toldEn}</blockquote>`);
    expect(await vera.read(path)).toContain('Одна причина у всех?');
    const back = await vera.post(`${path}/open`, { ...WORDS, version: '1', confirmed: '', edit: 'yes' });
    expect(await back.text()).toContain(WORDS.toldEn);
    const stale = await vera.post(`${path}/open`, { ...WORDS, version: '0', confirmed: '' });
    expect(stale.status).toBe(409);
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

test('an area is offered as customers have it, and an unknown one must be meant', async () => {
  const vera = await house.visit('vera');
  const requestId = await house.take({
    sender: '+79160000007',
    serviceId: 'svc-internet',
    text: 'Нет связи',
  });
  await house.db
    .updateTable('servicerequest')
    .set({ area: 'Москва, Люблино' })
    .where('id', '=', requestId)
    .execute();
  expect(await vera.read('/mass-incidents/new')).toContain('<option value="Москва, Люблино">');
  const form = { ...WORDS, serviceId: 'svc-internet', sinceMinutes: '30', confirmed: '' };
  const unknown = await vera.post('/mass-incidents/new', { ...form, area: 'люблино' });
  expect(unknown.status).toBe(409);
  const page = await unknown.text();
  expect(page).toContain('Может быть: Москва, Люблино');
  expect(page).toContain('name="unknownArea"');
  const meant = await vera.post('/mass-incidents/new', { ...form, area: 'Марс', unknownArea: 'yes' });
  expect(await meant.text()).toContain('писать некому');
  const known = await vera.post('/mass-incidents/new', { ...form, area: ' москва, люблино ' });
  expect(await known.text()).toContain('Сейчас напишем клиентам: 1');
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

test('its text is corrected, and who is overtaken sees both texts', async () => {
  const [vera, dina, anna] = [
    await house.visit('vera'),
    await house.visit('dina'),
    await house.visit('anna'),
  ];
  const declared = await vera.post('/mass-incidents/new', {
    ...WORDS,
    serviceId: 'svc-internet',
    sinceMinutes: '0',
  });
  const path = declared.headers.get('location') ?? '';
  expect(await vera.read(path)).toContain(`href="${path}/edit"`);
  expect(await vera.read(`${path}/edit`)).toContain(WORDS.toldEn);
  const change = { title: WORDS.title, toldRu: 'Чиним до 21:00.', toldEn: '', version: '1' };
  expect((await vera.post(`${path}/edit`, change)).headers.get('location')).toBe(path);
  expect(await vera.read(path)).toContain('Чиним до 21:00.');
  const second = await dina.post(`${path}/edit`, { ...change, toldRu: 'До утра.', tellAgain: 'yes' });
  expect(second.status).toBe(409);
  const page = await second.text();
  expect(page).toContain('исправил кто-то другой');
  expect(page).toContain('Чиним до 21:00.');
  expect(page).toMatch(/<textarea[^>]*>До утра\.<\/textarea>/);
  expect(page).toMatch(/name="tellAgain" value="yes" checked/);
  expect(page).toContain('name="version" value="2"');
  expect((await dina.post(`${path}/edit`, { ...change, title: ' ', version: '2' })).status).toBe(400);
  expect((await anna.post(`${path}/edit`, { ...change, version: '2' })).status).toBe(403);
  await vera.post(`${path}/close`, { ...END, version: '2' });
  expect((await vera.get(`${path}/edit`)).headers.get('location')).toBe(path);
});

test('agents read what is going on and what to say of it, and nothing else', async () => {
  const { path } = await spike();
  const [vera, anna] = [await house.visit('vera'), await house.visit('anna')];
  const empty = await anna.read('/outages');
  expect(empty).toContain('Аварий нет');
  expect(empty).toContain('href="/outages"');
  await vera.post(`${path}/open`, { ...WORDS, version: '1' });
  const list = await anna.read('/outages');
  for (const words of [WORDS.title, WORDS.toldRu, WORDS.toldEn, 'Нет доступа в интернет', 'MI-000001'])
    expect(list).toContain(words);
  expect(list).not.toContain(path);
  expect(list).not.toMatch(/<form[^>]*mass-incidents/);
  expect(await anna.read('/outages', PART)).not.toContain('<html');
  expect(await vera.read('/outages')).toContain(path);
  await vera.post(`${path}/close`, { ...END, version: '2' });
  expect(await anna.read('/outages')).toContain('Аварий нет');
});

describe('the board', () => {
  test('marks the cards of a mass incident, and those alone, as they come and go', async () => {
    house.outside.people.push({ id: 'C-1', name: 'Петров Пётр', phones: ['+79160000001'] });
    const [requestId, other] = [
      await house.take({ sender: '+79160000007', serviceId: 'svc-internet', text: 'Нет связи' }),
      await house.take({ sender: '+79160000001', serviceId: 'svc-billing', text: 'Счёт' }),
    ];
    const incidentId = await house.advance(requestId);
    expect(await house.advance(other)).toBeDefined();
    await house.db.updateTable('incident').set({ assignee_id: 'anna' }).execute();
    const [vera, anna] = [await house.visit('vera'), await house.visit('anna')];
    const marked = async () =>
      (await anna.read('/board'))
        .split('<article')
        .filter((card) => card.includes('board-mass'))
        .map((card) => /data-card="([^"]+)"/.exec(card)?.[1]);
    expect(await marked()).toEqual([]);
    await vera.post('/mass-incidents/new', { ...WORDS, serviceId: 'svc-internet', sinceMinutes: '30' });
    expect(await marked()).toEqual([incidentId]);
    expect(await anna.read('/board')).toContain('Массовый инцидент</span>');
    await anna.post(`/requests/${requestId}/detach`);
    expect(await marked()).toEqual([]);
    const { id } = await house.db.selectFrom('mass_incident').select('id').executeTakeFirstOrThrow();
    await anna.post(`/requests/${requestId}/attach`, { massIncidentId: id });
    expect(await marked()).toEqual([incidentId]);
  });
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
