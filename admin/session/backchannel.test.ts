import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startIssuer, type TestIssuer } from '../api/testing/issuer.ts';
import { openConsole, type TestConsole } from '../console/testing/openConsole.ts';
import { createSession } from './sessions.ts';

const PATH = '/auth/backchannel-logout';
const EVENTS = { 'http://schemas.openid.net/event/backchannel-logout': {} };

let issuer: TestIssuer;
let house: TestConsole;
let orders = 0;

beforeAll(async () => {
  issuer = await startIssuer();
  house = await openConsole({ env: { OIDC_ISSUER: issuer.url } });
});
afterAll(async () => {
  await house.close();
  await issuer.stop();
});
beforeEach(async () => {
  await house.db.deleteFrom('session').execute();
});

const begin = (userId: string, sid: string | null) =>
  createSession(house.db, userId, { idToken: null, refreshToken: null, accessExpiresAt: null, sid });

/** A logout token that is right in all the claims do not change. */
function orderOf(claims: Record<string, unknown>, options?: { alg?: string; kid?: string }): Promise<string> {
  orders += 1;
  const usual = { aud: 'helpdesk-console', jti: `order-${orders}`, events: EVENTS };
  return issuer.token({ ...usual, azp: undefined, typ: 'Logout', ...claims }, options);
}

/** As a server sends it: no Origin, no cookies. */
const send = (token: string, type = 'application/x-www-form-urlencoded') =>
  house.app.request(PATH, {
    method: 'POST',
    headers: { 'content-type': type },
    body: type === 'application/json' ? JSON.stringify({ logout_token: token }) : `logout_token=${token}`,
  });

async function left(): Promise<string[]> {
  const rows = await house.db
    .selectFrom('session')
    .select(['user_id', 'sid'])
    .orderBy('created_at')
    .execute();
  return rows.map((row) => `${row.user_id} ${row.sid}`);
}

describe('an order of the identity provider', () => {
  beforeEach(async () => {
    for (const [userId, sid] of [
      ['anna', 's-1'],
      ['anna', 's-2'],
      ['anna', null],
      ['boris', 's-3'],
    ] as const)
      await begin(userId, sid);
  });

  test.each([
    ['of one of its sessions', { sid: 's-1', sub: undefined }, ['anna s-2', 'anna null', 'boris s-3']],
    ['of a session of a person', { sid: 's-1', sub: 'anna' }, ['anna s-2', 'boris s-3']],
    ['of a person', { sub: 'anna' }, ['boris s-3']],
    ['of a session of somebody else', { sid: 's-3', sub: 'anna' }, ['anna s-1', 'anna s-2', 'boris s-3']],
    ['of nobody here', { sid: 's-9', sub: undefined }, ['anna s-1', 'anna s-2', 'anna null', 'boris s-3']],
  ])('%s', async (_name, claims, expected) => {
    const response = await send(await orderOf(claims));
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toBe('');
    expect(await left()).toEqual(expected);
  });

  test('ends the session of a browser at once, and is obeyed once', async () => {
    const anna = await house.visit();
    anna.cookies.set('helpdesk_session', await begin('anna', 's-7'));
    expect((await anna.get('/requests')).status).toBe(200);
    const order = await orderOf({ sid: 's-7', sub: 'anna' });
    expect((await send(order)).status).toBe(200);
    expect((await anna.get('/requests')).status).toBe(303);

    await begin('anna', 's-7');
    const again = await send(order);
    expect(again.status).toBe(400);
    expect(again.headers.get('cache-control')).toBe('no-store');
    expect(await again.json()).toEqual({
      error: 'invalid_request',
      error_description: 'The logout token was used before',
    });
    expect(await left()).toContain('anna s-7');
  });

  test('of which two come at a time is obeyed once', async () => {
    const order = await orderOf({ sub: 'anna' });
    const answers = await Promise.all([send(order), send(order), send(order)]);
    expect(answers.map((each) => each.status).sort()).toEqual([200, 400, 400]);
  });
});

describe('what is no order', () => {
  const now = Math.floor(Date.now() / 1000);
  test.each<[string, Record<string, unknown>, { alg?: string; kid?: string }?]>([
    ['an ID token', { events: undefined, nonce: 'n', typ: 'ID' }],
    ['an access token', { events: undefined, typ: 'Bearer' }],
    ['one with a nonce', { nonce: 'n' }],
    ['one of another event', { events: { 'http://schemas.openid.net/event/other': {} } }],
    ['one whose event is no object', { events: { [Object.keys(EVENTS)[0] ?? '']: true } }],
    ['one of nobody', { sub: undefined, sid: undefined }],
    ['one for somebody else', { aud: 'other' }],
    ['one of another issuer', { iss: 'https://evil.example/realms/helpdesk' }],
    ['one without a name', { jti: undefined }],
    ['one without a date', { iat: undefined }],
    ['an old one', { iat: now - 400 }],
    ['an expired one', { exp: now - 60 }],
    ['one of an unknown key', {}, { alg: 'RS256', kid: 'unknown' }],
    ['one signed otherwise', {}, { alg: 'RS512' }],
  ])('%s', async (_name, claims, options) => {
    await begin('anna', 's-1');
    const response = await send(await orderOf({ sub: 'anna', ...claims }, options));
    expect(response.status).toBe(400);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({ error: 'invalid_request' });
    expect(await left()).toEqual(['anna s-1']);
  });

  test('an unsigned one, one of a foreign key under our key’s name, and words', async () => {
    await begin('anna', 's-1');
    const claims = { sub: 'anna', jti: 'x', events: EVENTS };
    const unsigned = new UnsecuredJWT(claims)
      .setIssuer(issuer.url)
      .setAudience('helpdesk-console')
      .setIssuedAt();
    const { privateKey } = await generateKeyPair('RS256');
    const foreign = await new SignJWT({ ...claims, iss: issuer.url, aud: 'helpdesk-console' })
      .setProtectedHeader({ alg: 'RS256', kid: 'RS256' })
      .setIssuedAt()
      .sign(privateKey);
    for (const token of [unsigned.encode(), foreign, 'words', ''])
      expect((await send(token)).status).toBe(400);
    expect(await left()).toEqual(['anna s-1']);
  });

  test('another type of body, another method', async () => {
    const order = await orderOf({ sub: 'anna' });
    expect((await send(order, 'application/json')).status).toBe(400);
    expect((await house.app.request(PATH)).status).toBe(404);
  });
});

test('without the keys nothing is decided: the provider may try again', async () => {
  const away = await openConsole();
  const response = await away.app.request(PATH, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `logout_token=${await orderOf({ sub: 'anna' })}`,
  });
  expect(response.status).toBe(503);
  expect(response.headers.get('retry-after')).toBe('5');
  await away.close();
});

test('the log names people by id, never by token', async () => {
  await begin('anna', 's-1');
  const order = await orderOf({ sub: 'anna' });
  await send(order);
  expect(house.logged.join()).toContain('"userIds":["anna"]');
  expect(house.logged.join()).not.toContain(order.split('.')[1]);
});
