import { type ServerType, serve } from '@hono/node-server';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storePast } from '../../../core/analytics/history.fixture.ts';
import { startBrowser } from '../../../test/harness/browser.ts';
import { needProgram } from '../../../test/harness/program.ts';
import { openConsole, type TestConsole } from '../testing/openConsole.ts';

const { path, missing } = needProgram('chromium');
/** A figure may take its time on a busy machine. */
const PATIENCE = { timeout: 10_000 };
const WEEK = 'from=2025-06-02&to=2025-06-08';

/** Run in the page: what a bar, a label, and text of the theme's first colour are drawn in. */
const COLOURS = `(() => {
  const fill = (selector) => getComputedStyle(document.querySelector(selector)).fill;
  const probe = document.createElement('i');
  probe.className = 'text-primary';
  document.body.append(probe);
  return {
    bar: fill('svg.chart-drawing a path'),
    text: fill('svg.chart-drawing text'),
    primary: getComputedStyle(probe).color,
  };
})()`;

describe.skipIf(missing)('in a browser', () => {
  let house: TestConsole;
  let server: ServerType;
  let browser: Browser;
  let base: string;
  beforeAll(async () => {
    house = await openConsole();
    const at = (time: string) => `2025-06-02T${time}:00+03:00`;
    for (const channel of ['sms', 'cti', 'telegram']) {
      await storePast(house.db, {
        at: at('09:00'),
        channel,
        answered: at('09:10'),
        closed: at('11:00'),
        incident: { agent: 'anna', due: at(channel === 'sms' ? '10:00' : '13:00') },
      });
    }
    base = await new Promise<string>((resolve) => {
      server = serve({ fetch: house.app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
        resolve(`http://127.0.0.1:${port}`),
      );
    });
    browser = await startBrowser(path);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await new Promise((resolve) => server.close(resolve));
    await house.close();
  });

  async function openShowcase(colorScheme: 'light' | 'dark', width = 1440) {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
    const [cookie] = (await house.visit('vera')).cookies;
    await context.addCookies([{ name: cookie?.[0] ?? '', value: cookie?.[1] ?? '', url: base }]);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${base}/showcase?${WEEK}`);
    return { context, page, complaints };
  }

  test.each(['light', 'dark'] as const)(
    'the charts are drawn under the policy, in the colours of %s',
    async (theme) => {
      const { context, page, complaints } = await openShowcase(theme);
      const drawings = page.locator('svg.chart-drawing');
      expect(await drawings.count()).toBe(5);
      const bar = drawings.first().locator('a path').first();
      const box = await bar.boundingBox();
      expect(box?.width).toBeGreaterThan(5);
      expect(box?.height).toBeGreaterThan(20);
      const colours = await page.evaluate<Record<'bar' | 'text' | 'primary', string>>(COLOURS);
      expect(colours.bar).toBe(colours.primary);
      expect(colours.text).not.toBe('none');
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  test('a choice applies at once, the address says so, and back goes back', async () => {
    const { context, page, complaints } = await openShowcase('light');
    const registered = page.locator('.tile-value a').first();
    expect(await registered.textContent()).toBe('3');
    await page.locator('select[name=channel]').focus();
    await page.locator('select[name=channel]').selectOption('sms');
    await expect.poll(() => registered.textContent(), PATIENCE).toBe('1');
    await expect.poll(() => page.url(), PATIENCE).toBe(`${base}/showcase?${WEEK}&channel=sms`);
    expect(await page.evaluate('document.activeElement.name')).toBe('channel');
    await page.goBack();
    await expect.poll(() => registered.textContent(), PATIENCE).toBe('3');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('works without scripts', async () => {
    const context: BrowserContext = await browser.newContext({ javaScriptEnabled: false });
    const [cookie] = (await house.visit('vera')).cookies;
    await context.addCookies([{ name: cookie?.[0] ?? '', value: cookie?.[1] ?? '', url: base }]);
    const page = await context.newPage();
    await page.goto(`${base}/showcase?${WEEK}`);
    await page.locator('select[name=channel]').selectOption('sms');
    await page.locator('#showcase-filter button[type=submit]').click();
    expect(await page.locator('.tile-value a').first().textContent()).toBe('1');
    await page.locator('.tile-value a').first().click();
    expect(await page.locator('tr[id^=r-]').count()).toBe(1);
    await context.close();
  });

  test.each([1440, 1024, 390])('nothing of it stands out at %i px', async (width) => {
    const { context, page } = await openShowcase('light', width);
    const wide = await page.locator('main').evaluate((main) => main.scrollWidth - main.clientWidth);
    expect(wide).toBe(0);
    await context.close();
  });
});
