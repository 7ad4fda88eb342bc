import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, createClient } from '../scripts/smoke/client.ts';
import { busEvent, secretsFrom, sms } from '../scripts/smoke/deliveries.ts';
import { logIn, startBrowser, untilLive } from './harness/browser.ts';
import { dataFolder, type HouseProcess, startProcess } from './harness/process.ts';
import { needProgram } from './harness/program.ts';
import { openTcpProxy } from './harness/tcpProxy.ts';

const { path, missing } = needProgram('chromium');
const secrets = secretsFrom({});
const WITHIN_MS = 15_000;

describe.skipIf(missing)('an open page', () => {
  const data = dataFolder();
  let house: HouseProcess;
  let client: Client;
  let browser: Browser;

  beforeAll(async () => {
    house = await startProcess({ env: { HELPDESK_DATA: data.path } });
    client = createClient(house.base);
    browser = await startBrowser(path);
  });
  afterAll(async () => {
    await browser.close();
    await house.stop();
    data.remove();
  });

  const visit = async (
    username: string,
    address: string,
  ): Promise<{ context: BrowserContext; page: Page }> => {
    const context = await browser.newContext({ locale: 'ru-RU' });
    const page = await context.newPage();
    page.setDefaultTimeout(WITHIN_MS);
    await logIn(page, house.base, username);
    await page.goto(house.base + address);
    await untilLive(page);
    return { context, page };
  };
  const triage = async (sender: string) => {
    const delivery = sms(secrets, sender, 'Что-то не так');
    await client.deliver(delivery);
    return client.follow(delivery, (each) => each.status === 'TRIAGE', WITHIN_MS);
  };
  /** As it is after a night: this house knows him no more, the provider still does. */
  const endSession = (context: BrowserContext) => context.clearCookies({ name: /^helpdesk_session/ });
  const isAtLogin = (page: Page) => expect(new URL(page.url()).pathname).toContain('/login/');

  it('signs nobody in again while he signs out in another tab', async () => {
    const { context, page } = await visit('anna', '/requests');
    const other = await context.newPage();
    const logins: string[] = [];
    other.on('request', (request) => request.url().includes('/auth/') && logins.push(request.url()));
    await other.goto(`${house.base}/requests`);
    await untilLive(other);
    await page.getByRole('button', { name: 'Выйти' }).click();
    await other.locator('#session-over').getByRole('link', { name: 'Войти' }).waitFor();
    expect(logins).toEqual([]);
    // The sandbox's provider asks; one that does not has ended its session by now.
    const confirm = page.locator('button[value=yes], button.primary').first();
    if (new URL(page.url()).pathname.endsWith('/logout')) await confirm.click();
    await page.waitForURL((url) => url.pathname.includes('/login/'));
    await other.locator('#session-over a').click();
    await other.waitForURL((url) => url.pathname.includes('/login/'));
    const fresh = await context.newPage();
    await fresh.goto(`${house.base}/requests`);
    isAtLogin(fresh);
    await context.close();
  });

  it('keeps the words of a new request whose session ended', async () => {
    const { context, page } = await visit('anna', '/requests/new?customerId=cust-1001');
    await page.locator('textarea[name=text]').fill('Третий день нет связи');
    await page.locator('input[name=phone]').fill('+7 916 000-00-99');
    await page.locator('input[name=serviceId]').first().check();
    await endSession(context);
    await page.locator('form.panel button[type=submit]').click();
    await page.getByText('Введённое восстановлено').waitFor();
    expect(new URL(page.url()).search).toBe('?customerId=cust-1001');
    expect(await page.locator('textarea[name=text]').inputValue()).toBe('Третий день нет связи');
    expect(await page.locator('input[name=phone]').inputValue()).toBe('+7 916 000-00-99');
    // Once: what was sent or left is not offered again.
    await page.reload();
    expect(await page.locator('textarea[name=text]').inputValue()).toBe('');
    await context.close();
  });

  it('keeps the words of a reply, typed while the session ended, and for nobody else', async () => {
    const request = await triage('+79160000099');
    const { context, page } = await visit('anna', `/requests/${request.id}`);
    const text = page.locator('#reply-text');
    const write = async (words: string) => {
      const fold = page.locator('#reply-fold');
      if ((await fold.count()) > 0 && (await fold.getAttribute('open')) === null) {
        await fold.locator('summary').first().click();
      }
      await text.fill(words);
      await endSession(context);
    };
    await write('Перезвоним до обеда');
    await page.locator('#reply button[type=submit]').click();
    await page.getByText('Введённое восстановлено').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/requests/${request.id}`);
    expect(await text.inputValue()).toBe('Перезвоним до обеда');
    expect(await text.isVisible()).toBe(true);
    // Somebody else who signs in in this tab is shown nothing of it.
    await write('Личное');
    await context.clearCookies();
    await page.locator('#reply button[type=submit]').click();
    await page.waitForURL((url) => url.pathname.includes('/login/'));
    await page.locator('input[name=username]:visible').fill('boris');
    await page.locator('input[name=password]:visible').fill('helpdesk');
    await page.locator('button.primary').click();
    await page.waitForURL(`**/requests/${request.id}`);
    await untilLive(page);
    expect(await page.content()).not.toContain('Личное');
    expect(await text.inputValue()).toBe('');
    await context.close();
  });

  it('keeps a note of a transfer whose session ended', async () => {
    const delivery = busEvent(secrets, '+79160000050', 'Роутер не включается', 'svc-internet');
    await client.deliver(delivery);
    const { incidentId } = await client.follow(delivery, (each) => each.incidentId !== null, WITHIN_MS);
    const { context, page } = await visit('vera', `/incidents/${incidentId}`);
    const form = page.locator('#transfer-form');
    await page.locator('details:has(> #transfer-form) > summary').click();
    await form.locator('select[name=to]').selectOption({ index: 1 });
    const chosen = await form.locator('select[name=to]').inputValue();
    await form.locator('textarea[name=note]').fill('Клиент дома после шести');
    await endSession(context);
    await form.locator('button[type=submit]').click();
    await page.getByText('Введённое восстановлено').waitFor();
    expect(await form.locator('textarea[name=note]').inputValue()).toBe('Клиент дома после шести');
    expect(await form.locator('select[name=to]').inputValue()).toBe(chosen);
    expect(await form.locator('textarea[name=note]').isVisible()).toBe(true);
    await context.close();
  });

  it.each(['list', 'card'])('says soon that its line broke, and not only once: %s', async (kind) => {
    const request = await triage(`LineBank${kind}`);
    const line = await openTcpProxy({ host: '127.0.0.1', port: house.port });
    const address = kind === 'list' ? '/requests' : `/requests/${request.id}`;
    const { context, page } = await visit('anna', '/requests');
    await page.goto(`http://localhost:${line.port}${address}`);
    await untilLive(page);
    expect(await page.locator('[data-live-state]:not([data-lost])').count()).toBe(1);
    line.cut();
    await page.waitForSelector('html[data-line=off]');
    // Each further try fails within two seconds.
    await page.waitForSelector('[data-live-state][data-lost]', { timeout: 5_500 });
    line.mend();
    await page.waitForSelector('[data-live-state]:not([data-lost])');
    await context.close();
    await line.close();
  });
});
