import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { openConsole, type TestConsole } from '../../admin/console/testing/openConsole.ts';
import type { PersonName } from '../../admin/console/testing/people.ts';

/** A step that takes longer has failed, and says at which line. */
const WITHIN_MS = 10_000;

/** The console on a real store behind a real socket: the store is the test's to age, the browser's line is real. */
export interface ServedConsole {
  house: TestConsole;
  base: string;
  /** What pages threw and what their policy refused, so far. */
  faults: string[];
  /** A page in a browser of its own in which this person is signed in. */
  open(name: PersonName, address: string, options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

/** Opens a console and serves it to a browser. */
export async function serveConsole(browser: Browser): Promise<ServedConsole> {
  const house = await openConsole();
  const http = serve({ fetch: house.app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => http.once('listening', resolve));
  const base = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];
  return {
    house,
    base,
    faults,
    async open(name, address, options = {}) {
      const context = await browser.newContext({
        locale: 'ru-RU',
        viewport: { width: 1280, height: 900 },
        ...options,
      });
      contexts.push(context);
      const { cookies } = await house.visit(name);
      await context.addCookies([...cookies].map(([key, value]) => ({ name: key, value, url: base })));
      const page = await context.newPage();
      page.setDefaultTimeout(WITHIN_MS);
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => {
        if (message.text().includes('Content Security Policy')) faults.push(message.text());
      });
      await page.goto(base + address);
      return page;
    },
    async close() {
      for (const context of contexts) await context.close();
      await house.close();
      await stop(http);
    },
  };
}

async function stop(http: ServerType): Promise<void> {
  if ('closeAllConnections' in http) http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
}
