import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, createClient } from '../scripts/smoke/client.ts';
import { busEvent, secretsFrom, sms } from '../scripts/smoke/deliveries.ts';
import { logIn, startBrowser } from './harness/browser.ts';
import { dataFolder, type HouseProcess, startProcess } from './harness/process.ts';
import { needProgram } from './harness/program.ts';

const { path, missing } = needProgram('chromium');
const secrets = secretsFrom({});
const WITHIN_MS = 10_000;

describe.skipIf(missing)('the console in a real browser', () => {
  const data = dataFolder();
  let house: HouseProcess;
  let client: Client;
  let browser: Browser;
  const faults: string[] = [];

  beforeAll(async () => {
    house = await startProcess({ env: { HELPDESK_DATA: data.path } });
    client = createClient(house.base);
    browser = await startBrowser(path);
  });

  afterAll(async () => {
    await browser.close();
    await house.stop();
    data.remove();
    expect(faults).toEqual([]);
  });

  const visit = async (username: string): Promise<{ context: BrowserContext; page: Page }> => {
    const context = await browser.newContext({ locale: 'ru-RU' });
    const page = await context.newPage();
    // A refused script or style, a broken asset: nothing on the page may go wrong in silence.
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
    await logIn(page, house.base, username);
    return { context, page };
  };

  it('an agent settles a request of two customers, and it goes on by itself', async () => {
    const delivery = sms(secrets, '+79160000099', 'Нет интернета с самого утра');
    await client.deliver(delivery);
    const request = await client.follow(delivery, (each) => each.status === 'TRIAGE', WITHIN_MS);
    const { context, page } = await visit('anna');
    await page.getByRole('link', { name: request.number }).first().click();
    await page.getByText('Нет интернета с самого утра').first().waitFor();
    await page.locator('input[name=customerId][value=cust-1001]').check({ force: true });
    await page.locator('form button.btn-primary[type=submit]').first().click();
    await page.waitForURL(`**/requests/${request.id}`);
    const going = await client.follow(delivery, (each) => each.incidentId !== null, WITHIN_MS);
    expect(going).toMatchObject({ customerId: 'cust-1001', status: 'IN_PROGRESS' });
    await context.close();
  });

  it('an agent walks his incident to its end; a colleague does not see it, his supervisor does', async () => {
    const delivery = busEvent(secrets, '+79160000050', 'Роутер не включается', 'svc-internet');
    await client.deliver(delivery);
    const request = await client.follow(delivery, (each) => each.incidentId !== null, WITHIN_MS);
    const users = (await client.get<{ items: { id: string; username: string }[] }>('/users')).items;
    const owner = users.find((user) => user.id === request.assigneeId)?.username ?? '';
    expect(['anna', 'boris']).toContain(owner);
    const address = `${house.base}/incidents/${request.incidentId}`;

    const stranger = await visit('gleb');
    expect((await stranger.page.goto(address))?.status()).toBe(404);
    faults.splice(0, faults.length, ...faults.filter((fault) => !fault.includes('404')));
    await stranger.context.close();

    const supervisor = await visit('vera');
    expect((await supervisor.page.goto(address))?.status()).toBe(200);
    await supervisor.context.close();

    const { context, page } = await visit(owner);
    await page.goto(address);
    await page.getByRole('button', { name: 'Диагностика' }).click();
    await page.getByText('Устранено…').click();
    await page.getByRole('button', { name: 'Да, закрыть' }).click();
    const closed = await client.follow(delivery, (each) => each.status === 'CLOSED', WITHIN_MS);
    expect(closed.closeReason).toBe('RESOLVED');
    await context.close();
  });

  it('a list turns over by itself when a contact arrives', async () => {
    const { context, page } = await visit('vera');
    const delivery = sms(secrets, 'Sber', 'Проверка живого списка');
    await client.deliver(delivery);
    const request = await client.follow(delivery, (each) => each.status === 'TRIAGE', WITHIN_MS);
    await page.goto(`${house.base}/requests`);
    await page.getByText(request.number).first().waitFor();
    const second = sms(secrets, 'Tinkoff', 'Вторая проверка живого списка');
    await client.deliver(second);
    const later = await client.follow(second, (each) => each.status === 'TRIAGE', WITHIN_MS);
    await page.getByText(later.number).first().waitFor({ timeout: WITHIN_MS });
    await context.close();
  });

  it('logs out at the identity provider too', async () => {
    const { context, page } = await visit('dina');
    await page.goto(`${house.base}/incidents`);
    await page.locator('form[action="/auth/logout"] button').first().click();
    await page.waitForLoadState('networkidle');
    await page.goto(`${house.base}/incidents`);
    await page.locator('input[name=password]:visible').waitFor();
    await context.close();
  });
});
