import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { pino } from 'pino';
import { createPool } from '../../core/db/db.ts';
import { openTestStore } from '../../core/db/store.fixture.ts';
import type { createBrowser } from '../../sandbox/browser.fixture.ts';
import { createSandbox, sandboxSettings } from '../../sandbox/index.ts';
import { openConsole, type TestConsole } from '../console/testing/openConsole.ts';

export type Browser = ReturnType<typeof createBrowser>;

/** A console and the sandbox's identity provider behind one port, as `npm start` puts them. */
export interface LoginHouse {
  house: TestConsole;
  publicUrl: string;
  /** How often the provider was asked for tokens. */
  grants(): number;
  /** From now on its token endpoint answers with this status; 200 is as usual. */
  answerTokensWith(status: number): void;
  /** Goes to a page as a browser does, through the login if it is sent there. */
  enter(browser: Browser, path: string, username: string): ReturnType<Browser['visit']>;
  close(): Promise<void>;
}

/** Opens one on a free port. @param env settings beside the addresses. */
export async function openLoginHouse(env: Record<string, string> = {}): Promise<LoginHouse> {
  let status = 200;
  let grants = 0;
  const server = createServer((req, res) => {
    const asksTokens = req.url?.endsWith('/protocol/openid-connect/token') ?? false;
    if (asksTokens) grants += 1;
    if (asksTokens && status !== 200) res.writeHead(status).end();
    else if (!sandbox.identity(req, res)) root(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const publicUrl = `http://localhost:${(server.address() as AddressInfo).port}`;
  const store = await openTestStore();
  const pool = createPool(store.url, { max: 5, onError: () => {} });
  const sandbox = createSandbox({ pool, publicUrl, log: pino({ level: 'silent' }) });
  await sandbox.start();
  const house = await openConsole({
    store,
    env: { ...sandboxSettings(publicUrl), PUBLIC_URL: publicUrl, ...env },
  });
  const root = getRequestListener(new Hono().route('/sandbox', sandbox.app).route('/', house.app).fetch);
  return {
    house,
    publicUrl,
    grants: () => grants,
    answerTokensWith: (next) => {
      status = next;
    },
    async enter(browser, path, username) {
      const step = await browser.visit(publicUrl + path);
      if (!step.url.pathname.includes('/login/')) return step;
      return browser.submit(step.url, { username, password: 'helpdesk' });
    },
    async close() {
      await sandbox.stop();
      server.closeAllConnections();
      server.close();
      await pool.end();
      await house.close();
    },
  };
}
