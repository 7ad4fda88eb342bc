import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { logIn, untilLive } from '../../test/harness/browser.ts';
import { ROOT } from '../../test/harness/process.ts';
import type { Picture } from './pictures.ts';

const DESK = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1.5 };
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
/** Longer than a page needs for what it fetches by itself. */
const WITHIN_MS = 20_000;

/** Takes pictures of one house. */
export interface Camera {
  take(picture: Picture): Promise<void>;
}

/** @param base of the house, filled. */
export function createCamera(browser: Browser, base: string): Camera {
  const seats = new Map<string, Promise<BrowserContext>>();
  const sit = async ({ as, device, theme = 'light', language }: Picture) => {
    const context = await browser.newContext({
      locale: language === 'en' ? 'en-GB' : 'ru-RU',
      colorScheme: theme,
      ...(device === 'phone' ? PHONE : DESK),
    });
    context.setDefaultTimeout(WITHIN_MS);
    const page = await context.newPage();
    if (as) await logIn(page, base, as);
    if (language) await page.goto(`${base}/language/${language}?returnTo=/ledger`);
    await page.close();
    return context;
  };
  const seatOf = (picture: Picture) => {
    const { as, device, theme, language } = picture;
    const key = JSON.stringify([as, device, theme, language]);
    const seat = seats.get(key) ?? sit(picture);
    seats.set(key, seat);
    return seat;
  };
  return {
    async take(picture) {
      const page = await (await seatOf(picture)).newPage();
      const { width = DESK.viewport.width, height = DESK.viewport.height } = picture;
      if (picture.device !== 'phone') await page.setViewportSize({ width, height });
      await page.goto(base + picture.address);
      await picture.act?.(page);
      await settle(page);
      await page.screenshot({ path: join(ROOT, 'docs/images', `${picture.name}.png`) });
      await page.close();
    },
  };
}

/** Until the page has all it fetches by itself, and has drawn it. */
async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  if ((await page.locator('body[data-live-line]').count()) > 0) await untilLive(page);
  await page.locator('.htmx-request').first().waitFor({ state: 'detached' });
  await page.evaluate('document.fonts.ready.then(() => true)');
  // What fades in has come.
  await page.evaluate(`Promise.all(
    document.getAnimations()
      .filter((each) => each.effect.getComputedTiming().endTime !== Infinity)
      .map((each) => each.finished.catch(() => {})),
  ).then(() => true)`);
}
