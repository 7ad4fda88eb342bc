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
