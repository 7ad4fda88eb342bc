import { Hono } from 'hono';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createBrowser } from '../../sandbox/browser.fixture.ts';
import { createConfirm } from './confirm.ts';
import { createSessionCookies } from './cookies.ts';
import { loadPerson } from './guard.ts';
import { type LoginHouse, openLoginHouse } from './login.fixture.ts';
import type { SessionEnv } from './person.ts';

let login: LoginHouse;
let cookie: string;

beforeAll(async () => {
  login = await openLoginHouse();
});
afterAll(() => login.close());

/** Anna signs in; what the mirror says of her role is wrong until the provider is asked. */
beforeEach(async () => {
  const browser = createBrowser();
  await login.house.db.deleteFrom('session').execute();
  await login.enter(browser, '/ledger', 'anna');
  cookie = [...browser.cookies].map(([key, { value }]) => `${key.split(' ')[0]}=${value}`).join('; ');
  await login.house.db
    .updateTable('user_account')
    .set({ roles: [] })
    .where('username', '=', 'anna')
    .execute();
});
afterEach(() => login.answerTokensWith(200));

const endAccess = () =>
  sql`update session set confirm_at = now() - interval '1 second'`.execute(login.house.db);
const sessions = () => login.house.db.selectFrom('session').selectAll().execute();

/** A process of the console: it answers who is signed in. */
function startProcess() {
  const { ctx } = login.house;
  const app = new Hono<SessionEnv>();
  app.use(loadPerson(ctx.db, createSessionCookies(login.publicUrl), createConfirm(ctx)));
  app.all('/', (c) => c.json(c.get('person')));
  return async (init: RequestInit & { headers?: Record<string, string> } = {}) => {
    const response = await app.request('/', { ...init, headers: { cookie, ...init.headers } });
    return (await response.json()) as { roles: string[] } | null;
  };
}

/** How often the provider was asked for tokens meanwhile. */
async function countGrants(work: () => Promise<unknown>): Promise<number> {
  const before = login.grants();
  await work();
  return login.grants() - before;
}

describe('while the access token lives', () => {
  test('the provider is not asked', async () => {
    const ask = startProcess();
    expect(await countGrants(() => ask())).toBe(0);
    expect((await ask())?.roles).toEqual([]);
  });
});

describe('when it has ended', () => {
  beforeEach(() => endAccess());

  test('the provider is asked once, and the roles are those of the new token', async () => {
    const ask = startProcess();
    const former = await sessions();
    expect(await countGrants(async () => expect((await ask())?.roles).toEqual(['User']))).toBe(1);
    expect(await countGrants(() => ask())).toBe(0);
    const [session] = await sessions();
    expect(session?.confirm_at?.getTime()).toBeGreaterThan(Date.now() + 10 * 60_000);
    expect(session?.tokens).toMatchObject({ refreshToken: expect.any(String), idToken: expect.any(String) });
    expect(session?.sid).toBe(former[0]?.sid);
  });

  test('many requests of one process share one asking', async () => {
    const ask = startProcess();
    const grants = await countGrants(async () => {
      const people = await Promise.all(Array.from({ length: 12 }, () => ask()));
      expect(people.every((person) => person !== null)).toBe(true);
      expect(people.some((person) => person?.roles.includes('User'))).toBe(true);
    });
    expect(grants).toBe(1);
    expect((await ask())?.roles).toEqual(['User']);
  });

  test('of several processes one asks', async () => {
    const processes = Array.from({ length: 4 }, startProcess);
    expect(await countGrants(() => Promise.all(processes.map((ask) => ask())))).toBe(1);
  });

  test('a part of a page is asked about as a page is, for anybody can say that he fetches a part', async () => {
    const ask = startProcess();
    expect(await countGrants(() => ask({ headers: { 'hx-request': 'true' } }))).toBe(1);
  });

  test('a refusal ends the session', async () => {
    await sql`delete from sandbox.identity_state where model in ('Grant', 'RefreshToken')`.execute(
      login.house.db,
    );
    expect(await startProcess()()).toBeNull();
    expect(await sessions()).toEqual([]);
    expect(login.house.logged.join()).toContain('the identity provider ended a session');
  });

  test.each([500, 503, 403])(
    'a provider that answers %d ends nothing and is left alone for a while',
    async (status) => {
      login.answerTokensWith(status);
      const ask = startProcess();
      expect(await countGrants(async () => expect((await ask())?.roles).toEqual([]))).toBe(1);
      expect(await countGrants(() => ask())).toBe(0);
      // Another process waits for the turn to lapse.
      expect(await countGrants(() => startProcess()())).toBe(0);
      expect(login.house.logged.join()).toContain('a session goes on unconfirmed');

      login.answerTokensWith(200);
      await endAccess();
      expect((await startProcess()())?.roles).toEqual(['User']);
    },
  );

  test('a session that was ended meanwhile stays ended', async () => {
    const ask = startProcess();
    const asked = ask();
    await login.house.db.deleteFrom('session').execute();
    await asked;
    expect(await sessions()).toEqual([]);
  });

  test('one without a refresh token is not asked for', async () => {
    await sql`update session set tokens = tokens || '{"refreshToken": null}'`.execute(login.house.db);
    const ask = startProcess();
    expect(await countGrants(async () => expect(await ask()).not.toBeNull())).toBe(0);
  });
});
