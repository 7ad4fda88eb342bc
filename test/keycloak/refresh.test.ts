import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { type Confirmed, createIdentity, type Identity } from '../../admin/session/identity.ts';
import type { SessionTokens } from '../../admin/session/sessions.ts';
import { houseConfig } from '../../core/config.fixture.ts';
import { Unauthenticated } from '../../core/errors.ts';
import { startBrowser } from '../harness/browser.ts';
import { needProgram } from '../harness/program.ts';
import { createKeycloakAdmin, type KeycloakAdmin } from './admin.ts';
import { base, issuer } from './house.ts';

let browser: Browser;
let admin: KeycloakAdmin;
let identity: Identity;
let gleb: string;
let session: Confirmed;

beforeAll(async () => {
  browser = await startBrowser(needProgram('chromium').path);
  admin = createKeycloakAdmin(inject('keycloakBase'));
  gleb = await admin.userId('gleb');
  identity = createIdentity(
    houseConfig({
      PUBLIC_URL: base(),
      OIDC_ISSUER: issuer(),
      OIDC_CLIENT_ID: 'helpdesk-console',
      OIDC_CLIENT_SECRET: 'dev-console',
    }),
  );
});
afterAll(() => browser.close());
beforeEach(async () => {
  session = await logIn();
});

/** What a test changed of gleb and of the realm is as it was, however the test ended. */
afterEach(async () => {
  await admin.setRole(`users/${gleb}`, 'Supervisor', false);
  await admin.call('PUT', `/users/${gleb}`, { enabled: true });
  await admin.call('PUT', '', { revokeRefreshToken: false });
});

/** Gleb signs in; the console behind the address does not know the attempt and leaves the code to us. */
async function logIn(): Promise<Confirmed> {
  const page = await browser.newPage();
  const { url, attempt } = await identity.begin('/');
  await page.goto(url.href);
  await page.locator('#username').fill('gleb');
  await page.locator('#password').fill('helpdesk');
  await page.locator('#kc-login').click();
  await page.waitForURL('**/auth/callback?*');
  const query = new URL(page.url()).searchParams;
  await page.context().close();
  return identity.finish(query, attempt);
}

const refresh = (tokens: SessionTokens) =>
  identity.refresh(gleb, { ...tokens, refreshToken: tokens.refreshToken ?? '' });

describe('a refresh of the session', () => {
  it('brings the roles of now, and keeps the name of the session', async () => {
    expect(session.person.roles).toEqual(['User']);
    expect(session.tokens.sid).toEqual(expect.any(String));
    await admin.setRole(`users/${gleb}`, 'Supervisor', true);
    const { person, tokens } = await refresh(session.tokens);
    await admin.setRole(`users/${gleb}`, 'Supervisor', false);
    expect(person).toMatchObject({ id: gleb, roles: ['User', 'Supervisor'], extension: '104' });
    expect(tokens.sid).toBe(session.tokens.sid);
    expect((await refresh(tokens)).person.roles).toEqual(['User']);
  });

  it('of one that was signed out at Keycloak is refused', async () => {
    await admin.call('POST', `/users/${gleb}/logout`);
    await expect(refresh(session.tokens)).rejects.toMatchObject({ code: 'session.ended' });
  });

  it('of a disabled person is refused', async () => {
    await admin.call('PUT', `/users/${gleb}`, { enabled: false });
    await expect(refresh(session.tokens)).rejects.toBeInstanceOf(Unauthenticated);
  });

  it('where tokens serve once brings a new one each time', async () => {
    await admin.call('PUT', '', { revokeRefreshToken: true, refreshTokenMaxReuse: 0 });
    const seen = new Set([session.tokens.refreshToken]);
    for (let turn = 0; turn < 3; turn += 1) {
      session = await refresh(session.tokens);
      seen.add(session.tokens.refreshToken);
    }
    expect(seen.size).toBe(4);
  });
});
