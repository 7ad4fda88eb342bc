import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConsole, type TestConsole } from '../testing/openConsole.ts';
import { addCallback } from '../testing/rows.ts';

let house: TestConsole;
beforeAll(async () => {
  house = await openConsole();
  await house.take({ sender: '8 (999) 000-00-00', text: 'Первое' });
  await house.take({ channel: 'telegram', sender: 'anonymous', text: 'Второе' });
});
afterAll(() => house.close());

const list = async (query: string) => (await house.visit('anna')).read(`/requests?${query}`);

describe('the search field', () => {
  test.each([
    ['phone, as people write it', '8 999 000-00-00'],
    ['phone, as machines do', '+79990000000'],
    ['the last digits of a phone', '0000'],
    ['number', 'SR-000001'],
    ['number without its zeros', 'sr 1'],
    ['digits alone', '1'],
    ['a word typed half', 'перв'],
  ])('%s', async (_name, q) => {
    const page = await list(new URLSearchParams({ q }).toString());
    expect(page).toContain(`Найдено по запросу «${q}»`);
    expect(page).toContain('Первое');
    expect(page).not.toContain('Второе');
  });

  test('nonsense finds nothing and says so', async () => {
    const page = await list('q=абв');
    expect(page).toContain('Ничего не нашлось');
    expect(page).not.toContain('Первое');
  });
});

describe('the filters', () => {
  test('are in the address, and stay with the tabs', async () => {
    const page = await list('channel=sms&service=svc-tv&from=2020-01-01&to=2020-12-31&sla=breached');
    expect(page).toContain('Ничего не нашлось');
    expect(page).toContain('<option value="svc-tv" selected="">');
    expect(page).toContain('name="from" value="2020-01-01"');
    expect(page).toContain('<option value="breached" selected="">Просрочены</option>');
    expect(page).toContain(
      'href="/requests?status=TRIAGE&amp;channel=sms&amp;service=svc-tv&amp;sla=breached',
    );
  });

  test('count days as the screen does', async () => {
    const today = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Moscow' }).format(new Date());
    expect(await list(`from=${today}&to=${today}`)).toContain('Первое');
    expect(await list(`to=2020-01-01`)).not.toContain('Первое');
    expect(await list('from=nonsense')).toContain('Первое');
  });

  test('offer people to supervisors only', async () => {
    expect(await list('')).not.toContain('name="assignee"');
    const vera = await house.visit('vera');
    expect(await vera.read('/requests')).toMatch(/name="assignee"[\s\S]*Борис Кузнецов/);
    expect(await vera.read('/requests')).not.toContain('Глеб Орлов');
  });
});

test('the channel filters, and is offered under its name', async () => {
  const page = await list('channel=telegram');
  expect(page).toContain('<option value="telegram" selected="">Telegram</option>');
  expect(page).toContain('Второе');
  expect(page).not.toContain('Первое');
});

describe('callbacks that are owed', () => {
  test('are marked, and may be all there is on the list, whatever their state', async () => {
    const owed = await house.take({ sender: '+79160000007', serviceId: 'svc-internet', text: 'Третье' });
    await house.advance(owed);
    const callbackId = await addCallback(house.db, owed);
    const page = await list('callbackDue=true');
    expect(page).toMatch(/class="chip[^"]*">Перезвонить</);
    expect(page).toContain('Третье');
    expect(page).not.toContain('Первое');
    expect(page).toMatch(/name="callbackDue" value="true" checked/);
    // The filter stays with the tabs and with the refreshing part.
    expect(page).toContain('href="/requests?status=TRIAGE&amp;callbackDue=true"');
    expect(page).toContain('hx-get="/requests?callbackDue=true"');
    expect(await list('callbackDue=true&status=TRIAGE')).toContain('Ничего не нашлось');
    const anna = await house.visit('anna');
    await anna.post(`/requests/${owed}/callbacks`, { callbackId });
    expect(await list('callbackDue=true')).not.toContain('Третье');
    expect(await list('status=IN_PROGRESS')).toContain('Третье');
  });

  test.each(['', 'false', '1'])('callbackDue=%s filters nothing', async (value) => {
    expect(await list(`callbackDue=${value}`)).toContain('Первое');
  });
});

test('an address somebody bent shows a list all the same; a foreign cursor is refused', async () => {
  expect(await list('status=NONSENSE')).toContain('Первое');
  expect((await (await house.visit('anna')).get('/requests?cursor=nonsense')).status).toBe(400);
});

test('the refreshing part is the table alone, with the count for the bar', async () => {
  const part = await (await house.visit('anna')).read('/requests', { 'hx-request': 'true' });
  expect(part).toMatch(/^<section id="live"/);
  expect(part).toContain('hx-swap-oob="true"');
  expect(part).not.toContain('<html');
});

test('pages follow one another', async () => {
  for (let index = 0; index < 55; index += 1)
    await house.take({ sender: 'anonymous', text: `Ещё ${index}.` });
  const first = await list('status=TRIAGE');
  const next = /href="(\/requests\?[^"]*cursor=[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const second = await (await house.visit('anna')).read(next);
  expect(first).toContain('Ещё 54.');
  expect(first).not.toContain('Первое');
  expect(second).toContain('Первое');
  expect(second).toContain('К самым новым');
});
