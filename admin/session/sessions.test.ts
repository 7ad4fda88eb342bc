import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openConsole, type TestConsole } from '../console/testing/openConsole.ts';
import { PUBLIC_URL } from '../console/testing/visitor.ts';
import { localPath } from './returnTo.ts';
import { createSession } from './sessions.ts';

let house: TestConsole;
beforeAll(async () => {
  house = await openConsole();
});
afterAll(() => house.close());
beforeEach(() =>
  house.db
    .deleteFrom('session')
    .execute()
    .then(() => undefined),
);

const age = (column: 'seen_at' | 'expires_at', interval: string) =>
  sql`update session set ${sql.ref(column)} = now() + ${interval}::interval`.execute(house.db);
const seenAt = async () =>
  (await house.db.selectFrom('session').select('seen_at').executeTakeFirstOrThrow()).seen_at.getTime();

describe('a session', () => {
  test('is kept as a hash only', async () => {
    const anna = await house.visit('anna');
    const row = await house.db.selectFrom('session').selectAll().executeTakeFirstOrThrow();
    expect(row.id).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(row)).not.toContain(anna.cookies.get('helpdesk_session'));
  });

  test.each([
    ['seen_at', '-481 minutes', 303],
    ['seen_at', '-479 minutes', 200],
    ['expires_at', '-1 second', 303],
  ] as const)('with %s at %s answers %d', async (column, interval, status) => {
    const anna = await house.visit('anna');
    await age(column, interval);
    expect((await anna.get('/requests')).status).toBe(status);
  });

  test.each([
    [31, 303],
    [29, 200],
  ])('that may be idle half an hour and was for %d minutes answers %d', async (minutes, status) => {
    const visitor = await house.visit();
    const tokens = { idToken: null, refreshToken: null, accessExpiresAt: null };
    const limits = { idleMinutes: 30, absoluteHours: 1 };
    visitor.cookies.set('helpdesk_session', await createSession(house.db, 'anna', tokens, limits));
    await age('seen_at', `-${minutes} minutes`);
    expect((await visitor.get('/requests')).status).toBe(status);
  });

  test('lives twelve hours at the most', async () => {
    await house.visit('anna');
    const row = await house.db.selectFrom('session').selectAll().executeTakeFirstOrThrow();
    expect(row.expires_at.getTime() - row.created_at.getTime()).toBe(12 * 3600 * 1000);
  });

  test('is touched once a minute, by a person and not by a page that refreshes itself', async () => {
    const anna = await house.visit('anna');
    await age('seen_at', '-5 minutes');
    const before = await seenAt();
    await anna.get('/requests', { 'hx-request': 'true' });
    expect(await seenAt()).toBe(before);
    await anna.get('/requests');
    const touched = await seenAt();
    expect(touched).toBeGreaterThan(before);
    await anna.get('/requests');
    expect(await seenAt()).toBe(touched);
  });

  test('ends with the person’s leave, and follows his roles', async () => {
    const gleb = await house.visit('gleb');
    await house.db.updateTable('user_account').set({ roles: [] }).where('id', '=', 'gleb').execute();
    expect((await gleb.get('/requests')).status).toBe(403);
    await house.db.updateTable('user_account').set({ active: false }).where('id', '=', 'gleb').execute();
    expect((await gleb.get('/requests')).status).toBe(303);
  });

  test('of an unknown token is none', async () => {
    const visitor = await house.visit();
    visitor.cookies.set('helpdesk_session', 'nonsense');
    expect((await visitor.get('/requests')).status).toBe(303);
  });

  test('ends at logout, even while the identity provider is away', async () => {
    const anna = await house.visit('anna');
    const token = anna.cookies.get('helpdesk_session') ?? '';
    const response = await anna.post('/auth/logout');
    expect(response.headers.get('location')).toBe('/');
    expect(anna.cookies.has('helpdesk_session')).toBe(false);
    anna.cookies.set('helpdesk_session', token);
    expect((await anna.get('/requests')).status).toBe(303);
  });
});

test.each([
  ['/requests?status=ALL', '/requests?status=ALL'],
  ['/', '/'],
  [undefined, '/'],
  ['', '/'],
  ['https://evil.example/', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/a/..//evil.example', '/'],
  ['/.//evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/auth/login', '/'],
  ['requests', '/'],
])('after the login %j leads to %j', (wanted, path) => {
  expect(localPath(wanted)).toBe(path);
});

test('the identity provider being away is a page that says so', async () => {
  const response = await (await house.visit()).get('/auth/login?returnTo=/ledger');
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('5');
  expect(await response.text()).toContain('Служба входа не отвечает');
});

test('a login at another address begins again at the public one, once', async () => {
  const ask = (query: string) =>
    house.app.request(`http://10.0.0.7/auth/login?${query}`, { headers: { accept: 'text/html' } });
  const response = await ask('returnTo=/ledger');
  expect(response.status).toBe(302);
  expect(response.headers.get('location')).toBe(`${PUBLIC_URL}/auth/login?returnTo=%2Fledger&moved=1`);
  expect((await ask('returnTo=/ledger&moved=1')).status).toBe(503);
});

test('a callback nobody began is refused with a way to begin', async () => {
  const response = await (await house.visit()).get('/auth/callback?state=abcdefghijk&code=x');
  expect(response.status).toBe(401);
  expect(await response.text()).toContain('Вход не завершён');
});
