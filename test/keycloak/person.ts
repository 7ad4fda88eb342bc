import type { Browser, BrowserContext, Page } from 'playwright-core';
import { base } from './house.ts';

/** A person at a browser of his own. */
export interface TestPerson {
  page: Page;
  /** Goes to a page of the console; ends there, or at Keycloak's login. */
  open(path: string): Promise<void>;
  /** Whether he stands before Keycloak's login form. */
  isAskedToLogIn(): Promise<boolean>;
  /** Logs in by Keycloak's own form. */
  logIn(username: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens a browser window nobody has used. */
export async function openPerson(browser: Browser): Promise<TestPerson> {
  const context: BrowserContext = await browser.newContext({ locale: 'ru-RU' });
  const page = await context.newPage();
  const form = page.locator('#kc-form-login');
  return {
    page,
    async open(path) {
      await page.goto(base() + path);
    },
    isAskedToLogIn: () => form.isVisible(),
    async logIn(username) {
      await page.goto(`${base()}/auth/login?returnTo=/incidents`);
      await page.locator('#username').fill(username);
      await page.locator('#password').fill('helpdesk');
      await page.locator('#kc-login').click();
      await page.waitForURL((url) => url.href.startsWith(base()));
    },
    close: () => context.close(),
  };
}
