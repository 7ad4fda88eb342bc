import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secretsFrom, sms } from '../../scripts/smoke/deliveries.ts';
import { consoleRows } from '../access/consoleRows.ts';
import { addressOf } from '../access/row.ts';
import { logIn, startBrowser } from '../harness/browser.ts';
import { fillHouse } from '../harness/fillHouse.ts';
import { graveViolations, overflow } from '../harness/inspect.ts';
import { dataFolder, type HouseProcess, startProcess } from '../harness/process.ts';
import { needProgram } from '../harness/program.ts';

const { path, missing } = needProgram('chromium');
const PAGES = Object.entries(consoleRows)
  .filter(([route, row]) => route.startsWith('GET ') && !row.part)
  .map(([route]) => route);

describe.skipIf(missing)('every page', () => {
  const data = dataFolder();
  let house: HouseProcess;
  let browser: Browser;
  let made: Awaited<ReturnType<typeof fillHouse>>;
  const pages = new Map<string, Page>();
  const faults: string[] = [];

  beforeAll(async () => {
    house = await startProcess({ env: { HELPDESK_DATA: data.path } });
    // A word no line can hold, and a text no row can.
    const flood = `${'ё'.repeat(90)} ${'Очень длинная жалоба на интернет. '.repeat(40)}`;
    made = await fillHouse(house.base, [sms(secretsFrom({}), '+79160000044', flood)]);
    browser = await startBrowser(path);
    for (const locale of ['ru-RU', 'en-GB']) {
      const context = await browser.newContext({ locale, viewport: { width: 1440, height: 900 } });
      const page = await context.newPage();
      page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
      page.on('pageerror', (error) => faults.push(error.message));
      await logIn(page, house.base, 'vera');
      const language = locale.slice(0, 2);
      await page.goto(`${house.base}/language/${language}?returnTo=/ledger`);
      pages.set(language, page);
    }
  }, 120_000);

  afterAll(async () => {
    await browser.close();
    await house.stop();
    data.remove();
  });

  const open = async (language: string, route: string): Promise<Page> => {
    const page = pages.get(language);
    const row = consoleRows[route];
    if (!page || !row) throw new Error(`no page for ${route}`);
    const [, address = ''] = route.split(' ');
    faults.length = 0;
    const answer = await page.goto(house.base + addressOf(address, row, made));
    expect(answer?.status()).toBe(200);
    return page;
  };

  describe.each(PAGES)('%s', (route) => {
    it('serves people with screen readers, keyboards and weak eyes, in both themes', async () => {
      for (const colorScheme of ['dark', 'light'] as const) {
        // Before the page is there: what fades from one theme to the other is neither.
        await pages.get('ru')?.emulateMedia({ colorScheme });
        const page = await open('ru', route);
        expect(await graveViolations(page), colorScheme).toEqual([]);
      }
      expect(faults).toEqual([]);
    });

    it('fits a desk, a small screen and a phone, in both languages', async () => {
      for (const language of ['ru', 'en']) {
        const page = await open(language, route);
        for (const width of [1440, 1024, 390]) {
          await page.setViewportSize({ width, height: 900 });
          expect(await overflow(page), `${language} ${width}`).toBe(0);
        }
        expect(await graveViolations(page), `${language} 390`).toEqual([]);
        await page.setViewportSize({ width: 1440, height: 900 });
        expect(await page.locator('html').getAttribute('lang')).toBe(language);
      }
      expect(faults).toEqual([]);
    });
  });
});
