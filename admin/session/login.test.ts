import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createBrowser } from '../../sandbox/browser.fixture.ts';
import type { TestConsole } from '../console/testing/openConsole.ts';
import { type Browser, type LoginHouse, openLoginHouse } from './login.fixture.ts';

let login: LoginHouse;
let house: TestConsole;
let publicUrl: string;
let browser: Browser;

beforeAll(async () => {
  login = await openLoginHouse({ SESSION_IDLE_MINUTES: '30', SESSION_ABSOLUTE_HOURS: '2' });
  ({ house, publicUrl } = login);
});
afterAll(() => login.close());
beforeEach(() => {
  browser = createBrowser();
});

const enter = (path: string, username: string) => login.enter(browser, path, username);

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
  const begun = await browser.visit(`${publicUrl}/auth/login?returnTo=/ledger`);
  const { url } = await browser.submit(begun.url, { username: 'anna', password: 'helpdesk' }, atCallback);

  // Somebody else's browser, led to the same address, is not signed in by it.
  const victim = createBrowser();
  expect((await victim.visit(url)).response?.status).toBe(401);
  expect(victim.cookies.size).toBe(0);

  expect((await browser.visit(url)).url.pathname).toBe('/ledger');
  const again = await browser.visit(url, {}, (target) => target.pathname === '/');
  expect(again.url.pathname).toBe('/');
});

test('an attempt older than ten minutes is over', async () => {
  const atCallback = (url: URL) => url.pathname === '/auth/callback';
  const begun = await browser.visit(`${publicUrl}/auth/login`);
  const { url } = await browser.submit(begun.url, { username: 'anna', password: 'helpdesk' }, atCallback);
  await house.db
    .updateTable('login_attempt')
    .set({ expires_at: new Date(Date.now() - 1000) })
    .execute();
  expect((await browser.visit(url)).response?.status).toBe(401);
});

test('a refusal of the provider is a page with a way to try again', async () => {
  const begun = await browser.visit(`${publicUrl}/auth/login`, {}, (url) => url.pathname.endsWith('/auth'));
  const state = begun.url.searchParams.get('state') ?? '';
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

test('a session keeps the limits of the settings and the name of the provider’s own', async () => {
  await enter('/ledger', 'gleb');
  const session = await house.db
    .selectFrom('session as s')
    .innerJoin('user_account as u', 'u.id', 's.user_id')
    .selectAll('s')
    .where('u.username', '=', 'gleb')
    .executeTakeFirstOrThrow();
  expect(session.idle_minutes).toBe(30);
  expect(session.expires_at.getTime() - session.created_at.getTime()).toBe(2 * 3600 * 1000);
  expect(session.sid).toMatch(/./);
});

test('signing out at the provider ends the session here', async () => {
  await enter('/ledger', 'dina');
  const here = () => browser.visit(`${publicUrl}/ledger`);
  expect((await here()).url.pathname).toBe('/ledger');

  const page = await browser.visit(`${publicUrl}/sandbox/realms/helpdesk/protocol/openid-connect/logout`);
  const html = (await page.response?.text()) ?? '';
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
  const action = /action="([^"]+)"/.exec(html)?.[1] ?? '';
  await browser.submit(action, { xsrf, logout: 'yes' });
  const sessions = house.db.selectFrom('session as s').innerJoin('user_account as u', 'u.id', 's.user_id');
  expect(await sessions.select('s.id').where('u.username', '=', 'dina').execute()).toEqual([]);
  expect((await here()).url.pathname).toContain('/login/');
});

test('a person whose last role was taken is shown the one way that helps: out, and in as somebody else', async () => {
  await enter('/ledger', 'gleb');
  const roles = (names: string[]) =>
    house.db.updateTable('user_account').set({ roles: names }).where('username', '=', 'gleb').execute();
  await roles([]);
  const { response } = await browser.visit(`${publicUrl}/ledger`, { headers: { accept: 'text/html' } });
  await roles(['User']);
  expect(response?.status).toBe(403);
  expect(await response?.text()).toContain('<form method="post" action="/auth/logout">');
});
