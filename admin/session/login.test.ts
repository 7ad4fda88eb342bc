import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createPool } from '../../core/db/db.ts';
import { openTestStore } from '../../core/db/store.fixture.ts';
import { createBrowser } from '../../sandbox/browser.fixture.ts';
import { createSandbox, type Sandbox, sandboxSettings } from '../../sandbox/index.ts';
import { openConsole, type TestConsole } from '../console/testing/openConsole.ts';

let server: Server;
let sandbox: Sandbox;
let house: TestConsole;
let publicUrl: string;
let browser: ReturnType<typeof createBrowser>;
let closePool: () => Promise<void>;
let root: ReturnType<typeof getRequestListener>;

beforeAll(async () => {
  server = createServer((req, res) => {
    if (!sandbox.identity(req, res)) root(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  publicUrl = `http://localhost:${typeof address === 'object' && address ? address.port : 0}`;
  const store = await openTestStore();
  const log = pino({ level: 'silent' });
  const pool = createPool(store.url, { max: 5, onError: () => {} });
  closePool = () => pool.end();
  sandbox = createSandbox({ pool, publicUrl, log });
  await sandbox.start();
  house = await openConsole({ store, env: { ...sandboxSettings(publicUrl), PUBLIC_URL: publicUrl } });
  const app = new Hono().route('/sandbox', sandbox.app);
  app.route('/', house.app);
  root = getRequestListener(app.fetch);
});
afterAll(async () => {
  await sandbox.stop();
  server.closeAllConnections();
  server.close();
  await closePool();
  await house.close();
});
beforeEach(() => {
  browser = createBrowser();
});

/** Goes to a page as a browser does, through the login if it is sent there. */
async function enter(path: string, username: string) {
  const step = await browser.visit(publicUrl + path);
  if (!step.url.pathname.includes('/login/')) return step;
  return browser.submit(step.url, { username, password: 'helpdesk' });
}

test('a login ends on the page it began on, and the person is known with role, groups and manager', async () => {
  const { url, response } = await enter('/ledger', 'anna');
  expect(url.href).toBe(`${publicUrl}/ledger`);
  expect(response?.status).toBe(200);
  expect(await response?.text()).toContain('Анна Соколова');
  const user = await house.db
    .selectFrom('user_account')
    .selectAll()
    .where('username', '=', 'anna')
    .where('email', '=', 'anna@helpdesk.example')
    .where('extension', '=', '101')
    .executeTakeFirstOrThrow();
  expect(user).toMatchObject({ roles: ['User'], work_group_ids: ['internet', 'mobile', 'first-line'] });
  expect(user.manager_id).toMatch(/103$/);
  const session = await house.db
    .selectFrom('session')
    .selectAll()
    .where('user_id', '=', user.id)
    .executeTakeFirstOrThrow();
  expect(session.tokens).toMatchObject({
    idToken: expect.stringMatching(/^ey/),
    refreshToken: expect.any(String),
    accessExpiresAt: expect.any(String),
  });
  expect(await house.db.selectFrom('login_attempt').selectAll().execute()).toEqual([]);
});

test('a second login needs no password while the provider remembers; logout ends both', async () => {
  await enter('/ledger', 'vera');
  await house.db.deleteFrom('session').execute();
  expect((await enter('/incidents', 'vera')).url.href).toBe(`${publicUrl}/incidents`);

  const origin = { origin: publicUrl };
  const gone = await browser.visit(`${publicUrl}/auth/logout`, { method: 'POST', headers: origin });
  expect(gone.url.pathname).toBe('/sandbox/realms/helpdesk/protocol/openid-connect/logout');
  expect(gone.url.searchParams.get('id_token_hint')).toMatch(/^ey/);
  expect(await house.db.selectFrom('session').selectAll().execute()).toEqual([]);
  const page = (await gone.response?.text()) ?? '';
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const action = /action="([^"]+)"/.exec(page)?.[1] ?? '';
  await browser.submit(action, { xsrf, logout: 'yes' }, (url) => url.pathname === '/');
  const again = await browser.visit(`${publicUrl}/ledger`);
  expect(again.url.pathname).toContain('/login/');
});

test('a callback serves once, in the browser that began it', async () => {
  const atCallback = (url: URL) => url.pathname === '/auth/callback';
  const login = await browser.visit(`${publicUrl}/auth/login?returnTo=/ledger`);
  const { url } = await browser.submit(login.url, { username: 'anna', password: 'helpdesk' }, atCallback);

  // Somebody else's browser, led to the same address, is not signed in by it.
  const victim = createBrowser();
  expect((await victim.visit(url)).response?.status).toBe(401);
  expect(victim.cookies.size).toBe(0);

  expect((await browser.visit(url)).url.pathname).toBe('/ledger');
  const again = await browser.visit(url, {}, (target) => target.pathname === '/incidents');
  expect(again.url.pathname).toBe('/incidents');
});

test('an attempt older than ten minutes is over', async () => {
  const atCallback = (url: URL) => url.pathname === '/auth/callback';
  const login = await browser.visit(`${publicUrl}/auth/login`);
  const { url } = await browser.submit(login.url, { username: 'anna', password: 'helpdesk' }, atCallback);
  await house.db
    .updateTable('login_attempt')
    .set({ expires_at: new Date(Date.now() - 1000) })
    .execute();
  expect((await browser.visit(url)).response?.status).toBe(401);
});

test('a refusal of the provider is a page with a way to try again', async () => {
  const login = await browser.visit(`${publicUrl}/auth/login`, {}, (url) => url.pathname.endsWith('/auth'));
  const state = login.url.searchParams.get('state') ?? '';
  const refusal = new URLSearchParams({
    state,
    error: 'access_denied',
    iss: `${publicUrl}/sandbox/realms/helpdesk`,
  });
  const { response } = await browser.visit(`${publicUrl}/auth/callback?${refusal}`, {
    headers: { accept: 'text/html' },
  });
  expect(response?.status).toBe(401);
  expect(await response?.text()).toContain('/auth/login');
});

test('the session outlives a restart of the console', async () => {
  await enter('/ledger', 'boris');
  const { createConsole } = await import('../console/index.ts');
  const restarted = createConsole(house.ctx, { channels: [], sandboxUrl: null });
  const cookie = [...browser.cookies].map(([key, { value }]) => `${key.split(' ')[0]}=${value}`).join('; ');
  const response = await restarted.request(`${publicUrl}/ledger`, {
    headers: { cookie, accept: 'text/html' },
  });
  expect(response.status).toBe(200);
});
