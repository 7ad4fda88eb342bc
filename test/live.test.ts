import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, createClient } from '../scripts/smoke/client.ts';
import { busEvent, call, secretsFrom, sms } from '../scripts/smoke/deliveries.ts';
import { logIn, pressIn, startBrowser, untilLive } from './harness/browser.ts';
import { dataFolder, type HouseProcess, startProcess } from './harness/process.ts';
import { needProgram } from './harness/program.ts';
import { openTcpProxy } from './harness/tcpProxy.ts';

const { path, missing } = needProgram('chromium');
const secrets = secretsFrom({});
const WITHIN_MS = 10_000;

describe.skipIf(missing)('a console that is kept true', () => {
  const data = dataFolder();
  let house: HouseProcess;
  let client: Client;
  let browser: Browser;
  const faults: string[] = [];
  let senders = 0;

  beforeAll(async () => {
    house = await startProcess({ env: { HELPDESK_DATA: data.path } });
    client = createClient(house.base);
    browser = await startBrowser(path);
  });

  afterAll(async () => {
    expect(faults).toEqual([]);
    // A page that is open does not keep the house from stopping.
    await visit('vera');
    expect(await house.stop()).toBe(0);
    await browser.close();
    data.remove();
  });

  const watch = (page: Page) => {
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
    return page;
  };
  const visit = async (
    username: string,
    address = '/requests',
  ): Promise<{ context: BrowserContext; page: Page }> => {
    const context = await browser.newContext({ locale: 'ru-RU' });
    const page = watch(await context.newPage());
    await logIn(page, house.base, username);
    await page.goto(house.base + address);
    await untilLive(page);
    return { context, page };
  };
  /** A request of its own: what one sender writes joins what he has open. */
  const triage = async (text: string) => {
    senders += 1;
    const delivery = sms(secrets, `Bank${senders}`, text);
    await client.deliver(delivery);
    return client.follow(delivery, (each) => each.status === 'TRIAGE', WITHIN_MS);
  };
  /** How many parts of itself the page fetched. */
  const countFetches = (page: Page) => {
    const fetched: string[] = [];
    page.on('request', (request) => {
      if (request.headers()['hx-request'] && request.url().includes('/requests')) fetched.push(request.url());
    });
    return fetched;
  };

  it('a list moves by itself, in two tabs of which one has the line', async () => {
    const { context, page } = await visit('vera');
    const second = watch(await context.newPage());
    const lines: string[] = [];
    for (const each of [page, second]) {
      each.on('request', (request) => request.resourceType() === 'eventsource' && lines.push(request.url()));
    }
    await second.goto(`${house.base}/requests`);
    await untilLive(second);
    const request = await triage('Само появится');
    for (const each of [page, second])
      await each.getByText(request.number).first().waitFor({ timeout: 5_000 });
    expect(lines).toEqual([]);
    // The tab with the line closes: the other one takes it over and misses nothing.
    await page.close();
    await expect.poll(() => lines.length, { timeout: WITHIN_MS }).toBe(1);
    const later = await triage('И это само');
    await second.getByText(later.number).first().waitFor({ timeout: 5_000 });
    await context.close();
  });

  it('what is typed and where the focus is stay; the list catches up when the field is left', async () => {
    const { context, page } = await visit('anna');
    const field = page.locator('main input[type=search]').first();
    await page.evaluate(
      `document.querySelector('main [data-live]:has(table)').append(document.createElement('textarea'))`,
    );
    const own = page.locator('main [data-live]:has(table) textarea');
    await own.fill('Пишу ответ');
    const request = await triage('Пока пишут');
    const witness = await visit('boris');
    await witness.page.getByText(request.number).first().waitFor();
    expect(await own.inputValue()).toBe('Пишу ответ');
    expect(await page.getByText(request.number).count()).toBe(0);
    await own.fill('');
    await field.focus();
    await page.getByText(request.number).first().waitFor({ timeout: 5_000 });
    // Outside the live part a field keeps all, while the list moves.
    await field.fill('недописанн');
    const other = await triage('Рядом с полем');
    await page.getByText(other.number).first().waitFor({ timeout: 5_000 });
    expect(await field.inputValue()).toBe('недописанн');
    expect(await page.locator('main input[type=search]:focus').count()).toBe(1);
    await witness.context.close();
    await context.close();
  });

  it('after a break of the line the list catches up, and says that it was behind', async () => {
    const line = await openTcpProxy({ host: '127.0.0.1', port: house.port });
    const { context, page } = await visit('vera');
    await page.goto(`http://localhost:${line.port}/requests`);
    await untilLive(page);
    line.cut();
    await page.waitForSelector('html[data-line=off]');
    await page.waitForSelector('[data-live-state][data-lost]', { timeout: WITHIN_MS });
    const request = await triage('Пока не было связи');
    line.mend();
    await page.getByText(request.number).first().waitFor({ timeout: WITHIN_MS });
    await page.waitForSelector('[data-live-state]:not([data-lost])');
    // The browser tells of every line it could not open.
    const own = faults.filter((fault) => !/ERR_|Failed to fetch/.test(fault));
    faults.splice(0, faults.length, ...own);
    await context.close();
    await line.close();
  });

  it('many changes are fetched together', async () => {
    const { context, page } = await visit('vera');
    const fetched = countFetches(page);
    await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((each) => triage(`Вместе ${each}`)));
    const last = await triage('Последнее');
    await page.getByText(last.number).first().waitFor({ timeout: WITHIN_MS });
    expect(fetched.length).toBeLessThan(9);
    await context.close();
  });

  it('a row that appears moves nothing under the pointer', async () => {
    await Promise.all([1, 2, 3, 4, 5, 6, 7, 8, 9].map((each) => triage(`Строка ${each}`)));
    const { context, page } = await visit('vera');
    await page.setViewportSize({ width: 1200, height: 420 });
    const row = page.locator('main tr:has(.row-link)').nth(2);
    const number = (await row.locator('.row-link').textContent()) ?? '';
    await row.hover();
    const before = await row.boundingBox();
    const request = await triage('Появилось сверху');
    await page.getByText(request.number).first().waitFor({ state: 'attached', timeout: WITHIN_MS });
    const same = page.locator('main tr', { has: page.getByText(number, { exact: true }) });
    await expect
      .poll(async () => Math.round((await same.boundingBox())?.y ?? 0))
      .toBe(Math.round(before?.y ?? -1));
    await context.close();
  });

  const rings = async (phone: string, extension: string, queue = 'internet') => {
    const delivery = call(secrets, phone, queue);
    const body = JSON.stringify({ ...JSON.parse(delivery.request.body), user: [extension] });
    return { ...delivery, request: { ...delivery.request, body } };
  };
  const goesOn = (callId: string, fields: Record<string, string>) =>
    client.deliver({
      channel: 'cti',
      externalId: callId,
      request: {
        path: `/channels/cti/${secrets.cti}`,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ direction: 'in', from: '+79160000007', to: '74950000000', callId, ...fields }),
      },
    });

  it('a call opens the screen of whom it rings, and one key takes it', async () => {
    const [anna, boris] = [await visit('anna'), await visit('boris')];
    const earlier = busEvent(secrets, '+79160000007', 'Нет связи со вчера', 'svc-internet');
    await client.deliver(earlier);
    await client.follow(earlier, (each) => each.incidentId !== null, WITHIN_MS);
    const delivery = await rings('+79160000007', '101');
    const began = performance.now();
    await client.deliver(delivery);
    const panel = anna.page.locator('#pop [data-call]');
    await panel.waitFor({ timeout: 5_000 });
    process.stderr.write(`the screen popped after ${Math.round(performance.now() - began)} ms\n`);
    expect(await panel.textContent()).toContain('Определившийся номер');
    await expect.poll(() => panel.textContent()).toContain('Последние контакты');
    expect(await panel.textContent()).toContain('Нет связи со вчера');
    expect(await boris.page.locator('#pop [data-call]').count()).toBe(0);
    const request = await client.follow(delivery, (each) => each.incidentId !== null, WITHIN_MS);
    // The key at the place of A, as a Russian layout types it.
    await pressIn(anna.page, { key: 'ф', code: 'KeyA' });
    await anna.page.waitForURL(`**/requests/${request.id}`);
    const taken = await client.follow(delivery, (each) => each.assigneeId !== null, WITHIN_MS);
    const users = (await client.get<{ items: { id: string; username: string }[] }>('/users')).items;
    expect(users.find((user) => user.id === taken.assigneeId)?.username).toBe('anna');
    expect(await anna.page.locator('#pop [data-call]').count()).toBe(0);
    await boris.context.close();
    await anna.context.close();
  });

  it('the panel takes no focus, stays on the next page, tells how the call went on, and is put away for good', async () => {
    const { context, page } = await visit('anna');
    const field = page.locator('main input[type=search]').first();
    await field.fill('печатаю');
    const first = await rings('anonymous', '101');
    const second = await rings('+79990000000', '101');
    await client.deliver(first);
    await client.deliver(second);
    await expect.poll(() => page.locator('#pop [data-call]').count(), { timeout: 5_000 }).toBe(2);
    expect(await page.locator('main input[type=search]:focus').count()).toBe(1);
    await page.keyboard.type('a');
    expect(await field.inputValue()).toContain('печатаюa');
    const unknown = page
      .locator('#pop [data-call]', { hasText: 'Клиент не найден' })
      .filter({ hasText: '999' });
    expect(await unknown.getByRole('link', { name: 'Завести клиента' }).getAttribute('href')).toBe(
      '/customers/new?phone=%2B79990000000',
    );
    await page.goto(`${house.base}/incidents`);
    await expect.poll(() => page.locator('#pop [data-call]').count()).toBe(2);
    await goesOn(second.externalId, { event: 'hangup', cause: 'cancel' });
    await page
      .locator('#pop [data-call][data-ended]')
      .getByText('Звонок пропущен')
      .waitFor({ timeout: 5_000 });
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('#pop [data-call]').count()).toBe(0);
    await page.goto(`${house.base}/requests`);
    await untilLive(page);
    expect(await page.locator('#pop [data-call]').count()).toBe(0);
    await context.close();
  });

  it('a call to a queue opens the screen of who answers it', async () => {
    const { context, page } = await visit('boris');
    const delivery = call(secrets, '+79160000008', 'billing');
    await client.deliver(delivery);
    await goesOn(delivery.externalId, { event: 'answer', answeringNumber: '102', from: '+79160000008' });
    await page.locator('#pop [data-call]').getByText('Вы разговариваете').waitFor({ timeout: 5_000 });
    await context.close();
  });

  it('two who have one card open know of each other', async () => {
    const request = await triage('Одна карточка на двоих');
    const [anna, vera] = [
      await visit('anna', `/requests/${request.id}`),
      await visit('vera', `/requests/${request.id}`),
    ];
    await anna.page.locator('#presence').getByText('Вера Лебедева').waitFor({ timeout: 5_000 });
    await vera.page.locator('#presence').getByText('Анна').waitFor({ timeout: 5_000 });
    await vera.page.goto(`${house.base}/requests`);
    await anna.page
      .locator('#presence:not(:has-text("Вера"))')
      .waitFor({ state: 'attached', timeout: 5_000 });
    await vera.context.close();
    await anna.context.close();
  });

  it('keys lead everywhere, walk the rows, and have a sheet, in any layout', async () => {
    await triage('Первая строка');
    await triage('Вторая строка');
    const { context, page } = await visit('anna');
    const russian = (key: string, code: string, shiftKey = false) => pressIn(page, { key, code, shiftKey });
    const sheet = page.locator('#hotkeys');
    await russian(',', 'Slash', true);
    await sheet.getByText('Клавиши на этой странице').waitFor();
    expect(await sheet.textContent()).toContain('Доска');
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
    await russian('о', 'KeyJ');
    const focused = () => page.locator('tr:has(:focus)').getAttribute('id');
    const first = await focused();
    expect(first).toMatch(/^r-/);
    await page.keyboard.press('j');
    expect(await focused()).not.toBe(first);
    await page.keyboard.press('k');
    expect(await focused()).toBe(first);
    await russian('.', 'Slash');
    const search = page.locator('main input[type=search]').first();
    await page.keyboard.type('gi');
    expect(await search.inputValue()).toBe('gi');
    await page.keyboard.press('Escape');
    await russian('п', 'KeyG');
    await russian('ш', 'KeyI');
    await page.waitForURL('**/incidents');
    await page.goto(`${house.base}/language/en?returnTo=/requests`);
    await page.keyboard.press('?');
    await sheet.getByText('Keys on this page').waitFor();
    expect(await sheet.textContent()).toContain('Next row or card');
    await context.close();
  });
});
