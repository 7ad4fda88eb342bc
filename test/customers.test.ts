import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { logIn, startBrowser } from './harness/browser.ts';
import { dataFolder, type HouseProcess, startProcess } from './harness/process.ts';
import { needProgram } from './harness/program.ts';

const { path, missing } = needProgram('chromium');

describe.skipIf(missing)('an agent among his customers', () => {
  const data = dataFolder();
  let house: HouseProcess;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    house = await startProcess({ env: { HELPDESK_DATA: data.path } });
    browser = await startBrowser(path);
    page = await browser.newPage({ locale: 'ru-RU' });
    await logIn(page, house.base, 'anna');
  });
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
    data.remove();
  });

  it('types, and is asked for once he pauses; the field keeps what he types', async () => {
    const asked: string[] = [];
    page.on('request', (request) => {
      const { pathname, searchParams } = new URL(request.url());
      if (pathname === '/customers' && request.headers()['hx-request'])
        asked.push(searchParams.get('q') ?? '');
    });
    await page.goto(`${house.base}/customers`);
    const field = page.locator('#customers-q');
    // A call may come at any moment, and its key must not go into a field: the search is a key away.
    await page.keyboard.press('/');
    await page.keyboard.type('СОЛОВЬЕ', { delay: 20 });
    await expect.poll(() => page.locator('#customers .row-link').first().textContent()).toMatch(/^Соловьёв/);
    expect(asked).toEqual(['СОЛОВЬЕ']);
    expect(await field.inputValue()).toBe('СОЛОВЬЕ');
    expect(await page.locator('#customers-note').textContent()).toMatch(/^Найдено клиентов: \d+/);
  });

  it('goes through the rows and opens one without a mouse', async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    const second = await page.locator('#customers .row-link').nth(1).textContent();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('h1').textContent()).toBe(second);
    await page.keyboard.press('e');
    await expect.poll(() => page.url()).toMatch(/\/edit$/);
  });
});
