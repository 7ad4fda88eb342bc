import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storePast } from '../../../core/analytics/history.fixture.ts';
import { startBrowser, untilLive } from '../../../test/harness/browser.ts';
import { needProgram } from '../../../test/harness/program.ts';
import { type ServedConsole, serveConsole } from '../../../test/harness/servedConsole.ts';

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
  let browser: Browser;
  let served: ServedConsole;
  beforeAll(async () => {
    browser = await startBrowser(path);
    served = await serveConsole(browser);
    const at = (time: string) => `2025-06-02T${time}:00+03:00`;
    for (const channel of ['sms', 'cti', 'telegram']) {
      await storePast(served.house.db, {
        at: at('09:00'),
        channel,
        answered: at('09:10'),
        closed: at('11:00'),
        incident: { agent: 'anna', due: at(channel === 'sms' ? '10:00' : '13:00') },
      });
    }
  }, 60_000);
  afterAll(async () => {
    await served.close();
    await browser.close();
    expect(served.faults).toEqual([]);
  });

  const openShowcase = (colorScheme: 'light' | 'dark', width = 1440) =>
    served.open('vera', `/showcase?${WEEK}`, { colorScheme, viewport: { width, height: 900 } });

  test.each(['light', 'dark'] as const)(
    'the charts are drawn under the policy, in the colours of %s',
    async (theme) => {
      const page = await openShowcase(theme);
      const drawings = page.locator('svg.chart-drawing');
      expect(await drawings.count()).toBe(5);
      const bar = drawings.first().locator('a path').first();
      const box = await bar.boundingBox();
      expect(box?.width).toBeGreaterThan(5);
      expect(box?.height).toBeGreaterThan(20);
      const colours = await page.evaluate<Record<'bar' | 'text' | 'primary', string>>(COLOURS);
      expect(colours.bar).toBe(colours.primary);
      expect(colours.text).not.toBe('none');
    },
  );

  test('a choice applies at once, the address says so, and back goes back', async () => {
    const page = await openShowcase('light');
    const registered = page.locator('.tile-value a').first();
    expect(await registered.textContent()).toBe('3');
    await page.locator('select[name=channel]').focus();
    await page.locator('select[name=channel]').selectOption('sms');
    await expect.poll(() => registered.textContent(), PATIENCE).toBe('1');
    await expect.poll(() => page.url(), PATIENCE).toBe(`${served.base}/showcase?${WEEK}&channel=sms`);
    expect(await page.evaluate('document.activeElement.name')).toBe('channel');
    await page.goBack();
    await expect.poll(() => registered.textContent(), PATIENCE).toBe('3');
  });

  test('works without scripts', async () => {
    const page = await served.open('vera', `/showcase?${WEEK}`, { javaScriptEnabled: false });
    await page.locator('select[name=channel]').selectOption('sms');
    await page.locator('#showcase-filter button[type=submit]').click();
    expect(await page.locator('.tile-value a').first().textContent()).toBe('1');
    await page.locator('.tile-value a').first().click();
    expect(await page.locator('tr[id^=r-]').count()).toBe(1);
  });

  test.each([1440, 1024, 390])('nothing of it stands out at %i px', async (width) => {
    const page = await openShowcase('light', width);
    const wide = await page.locator('main').evaluate((main) => main.scrollWidth - main.clientWidth);
    expect(wide).toBe(0);
  });

  describe('without a reload', () => {
    const registered = (page: Page) => page.locator('.tile-value a').first();
    const number = async (page: Page) => Number(await registered(page).textContent());
    const write = (channel: string) =>
      served.house.take({ channel, sender: 'anonymous', identity: crypto.randomUUID(), text: 'Нет сети' });
    /** A showcase of these days that has heard from the server, its clock in the test's hands. */
    const openNow = async () => {
      await write('sms');
      const page = await served.open('vera', '/showcase?period=7d', {
        viewport: { width: 1440, height: 900 },
      });
      await page.clock.install();
      const fetched: string[] = [];
      page.on('request', (request) => {
        const { pathname, search } = new URL(request.url());
        if (request.headers()['hx-request'] && pathname === '/showcase') fetched.push(search);
      });
      await page.reload();
      await untilLive(page);
      await page.evaluate(
        "document.addEventListener('helpdesk:change', () => { document.body.dataset.heard = ''; })",
      );
      return { page, fetched };
    };
    const heard = (page: Page) => page.locator('body[data-heard]').waitFor();

    test('the figures follow what happens, calmly, in place, and with what is focused', async () => {
      const { page, fetched } = await openNow();
      const before = await number(page);
      await page.locator('#by-agent').scrollIntoViewIfNeeded();
      await page.locator('.tile-value a').nth(1).focus();
      await page.evaluate(`
        window.drawing = document.querySelector('svg.chart-drawing');
        window.shifts = [];
        new PerformanceObserver((list) => shifts.push(...list.getEntries().map((each) => each.value)))
          .observe({ type: 'layout-shift', buffered: false });`);
      for (const channel of ['sms', 'telegram', 'sms']) await write(channel);
      await heard(page);
      await page.clock.fastForward(21_000);
      await expect.poll(() => number(page), PATIENCE).toBe(before + 3);
      expect(fetched.length).toBeLessThanOrEqual(2);
      expect(await page.evaluate("drawing === document.querySelector('svg.chart-drawing')")).toBe(true);
      expect(
        await page.evaluate('document.activeElement === document.querySelectorAll(".tile-value a")[1]'),
      ).toBe(true);
      expect(await page.evaluate('shifts')).toEqual([]);
    });

    test('they follow another filter, too', async () => {
      const { page, fetched } = await openNow();
      await page.locator('select[name=channel]').selectOption('telegram');
      await expect.poll(() => page.url(), PATIENCE).toContain('channel=telegram');
      const before = await number(page);
      await write('telegram');
      await write('sms');
      await heard(page);
      await page.clock.fastForward(21_000);
      await expect.poll(() => number(page), PATIENCE).toBe(before + 1);
      expect(fetched.at(-1)).toContain('channel=telegram');
      expect(await page.locator('select[name=channel]').inputValue()).toBe('telegram');
    });

    test('they wait while other days are being chosen', async () => {
      const { page, fetched } = await openNow();
      const before = await number(page);
      const day = page.locator('input[name=from]');
      const asked = await day.inputValue();
      await day.fill('2025-06-02');
      const count = fetched.length;
      await write('sms');
      await heard(page);
      await page.clock.fastForward(61_000);
      expect(await day.inputValue()).toBe('2025-06-02');
      expect(fetched.length).toBe(count);
      await day.fill(asked);
      await expect.poll(() => number(page), PATIENCE).toBe(before + 1);
    });
  });
});
