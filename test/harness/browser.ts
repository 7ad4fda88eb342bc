import { type Browser, chromium, type Page } from 'playwright-core';

/** Flags that keep a system Chromium to itself: no sandbox (we may be root), no call to anywhere of its own. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
];

/** Starts a headless system Chromium. */
export function startBrowser(path: string): Promise<Browser> {
  return chromium.launch({ executablePath: path, args: FLAGS });
}

/** Logs one of the demo people in through the sandbox's own login page. */
export async function logIn(page: Page, base: string, username: string): Promise<void> {
  await page.goto(`${base}/auth/login`);
  await page.locator('input[name=username]:visible').fill(username);
  await page.locator('input[name=password]:visible').fill('helpdesk');
  await page.locator('button.primary').click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sandbox/'));
}

/** Waits until a page of the console hears of changes. */
export async function untilLive(page: Page): Promise<void> {
  await page.waitForSelector('html[data-line=on]');
}

/** Presses a key as a layout that is not Latin types it: `{ key: 'ф', code: 'KeyA' }`. */
export async function pressIn(
  page: Page,
  key: { key: string; code: string; shiftKey?: boolean },
): Promise<void> {
  const said = JSON.stringify({ ...key, bubbles: true, cancelable: true });
  await page.evaluate(`document.activeElement.dispatchEvent(new KeyboardEvent('keydown', ${said}))`);
}
