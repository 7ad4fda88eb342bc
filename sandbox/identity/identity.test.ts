import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import * as client from 'openid-client';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createBrowser } from '../browser.fixture.ts';
import { createSandbox, type Sandbox, sandboxSettings } from '../index.ts';
import { type TestPool, withPool } from '../postgres.fixture.ts';
import { people } from './people.ts';

let database: TestPool;
let server: Server;
let sandbox: Sandbox;
let publicUrl: string;
let config: client.Configuration;
const warned = vi.spyOn(console, 'warn');
const informed = vi.spyOn(console, 'info');

beforeAll(async () => {
  database = await withPool();
  server = createServer((req, res) => {
    if (!sandbox.identity(req, res)) root(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  publicUrl = `http://localhost:${typeof address === 'object' && address ? address.port : 0}`;
  await startSandbox();
  config = await discover('helpdesk-console', 'dev-console');
});
afterAll(async () => {
  await sandbox.stop();
  server.closeAllConnections();
  server.close();
  await database.stop();
});

let root: ReturnType<typeof getRequestListener>;
async function startSandbox() {
  sandbox = createSandbox({ pool: database.pool, publicUrl, log: pino({ level: 'silent' }) });
  root = getRequestListener(new Hono().route('/sandbox', sandbox.app).fetch);
  await sandbox.start();
}

const issuerUrl = () => new URL(sandboxSettings(publicUrl).OIDC_ISSUER ?? '');
const insecure = { execute: [client.allowInsecureRequests] };
const discover = (id: string, secret: string, auth?: client.ClientAuth) =>
  client.discovery(issuerUrl(), id, { client_secret: secret }, auth, insecure);
const verify = async (token: string) =>
  jwtVerify(token, createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri ?? '')), {
    issuer: issuerUrl().href,
    audience: 'helpdesk',
  });

/** Logs in as the console does, up to the tokens. */
async function logIn(username: string, password = 'helpdesk', browser = createBrowser()) {
  const verifier = client.randomPKCECodeVerifier();
  const [state, nonce] = [client.randomState(), client.randomNonce()];
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: `${publicUrl}/auth/callback`,
    scope: 'openid profile email',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  const atCallback = ({ pathname }: URL) => pathname === '/auth/callback';
  let step = await browser.visit(url, {}, atCallback);
  const page = await step.response?.text();
  if (step.response) step = await browser.submit(step.url, { username, password }, atCallback);
  const tokens = async () =>
    client.authorizationCodeGrant(config, step.url, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
    });
  return { browser, page, step, tokens };
}

test('discovery has Keycloak’s addresses, all at the public one', () => {
  const at = (path: string) => `${issuerUrl().href}/protocol/openid-connect/${path}`;
  expect(config.serverMetadata()).toMatchObject({
    issuer: issuerUrl().href,
    authorization_endpoint: at('auth'),
    token_endpoint: at('token'),
    jwks_uri: at('certs'),
    userinfo_endpoint: at('userinfo'),
    end_session_endpoint: at('logout'),
    introspection_endpoint: at('token/introspect'),
    revocation_endpoint: at('revoke'),
    code_challenge_methods_supported: ['S256'],
  });
});

test('the Host header does not choose the addresses', async () => {
  const other = `${publicUrl.replace('localhost', '127.0.0.1')}/sandbox/realms/helpdesk`;
  const response = await fetch(`${other}/.well-known/openid-configuration`);
  expect(await response.json()).toMatchObject({ token_endpoint: config.serverMetadata().token_endpoint });
});

describe('login', () => {
  test('code and PKCE end in tokens with Keycloak’s claims', async () => {
    const { page, tokens } = await logIn('anna');
    expect(page).toContain('Анна Соколова');
    const answer = await tokens();
    const vera = people.find((person) => person.username === 'vera');
    const expected = {
      iss: issuerUrl().href,
      sub: people[0]?.id,
      preferred_username: 'anna',
      name: 'Анна Соколова',
      email: 'anna@helpdesk.example',
      realm_access: { roles: ['User'] },
      groups: ['/internet', '/mobile', '/first-line'],
      manager_id: vera?.id,
      extension: '101',
    };
    expect(answer.claims()).toMatchObject({ ...expected, aud: 'helpdesk-console' });
    const { payload } = await verify(answer.access_token);
    expect(payload).toMatchObject({
      ...expected,
      aud: ['helpdesk', 'account'],
      azp: 'helpdesk-console',
      typ: 'Bearer',
    });
    expect(decodeProtectedHeader(answer.access_token)).toMatchObject({ alg: 'RS256', typ: 'JWT' });
    expect(answer.refresh_token).toBeDefined();

    const info = await client.fetchUserInfo(config, answer.access_token, expected.sub ?? '');
    expect(info).toMatchObject({ preferred_username: 'anna', groups: expected.groups });

    const refreshed = await client.refreshTokenGrant(config, answer.refresh_token ?? '');
    expect((await verify(refreshed.access_token)).payload).toMatchObject(expected);
    expect(refreshed.claims()).toMatchObject(expected);
  });

  test('a supervisor has no manager', async () => {
    const { tokens } = await logIn('dina');
    const claims = (await tokens()).claims();
    expect(claims).toMatchObject({ realm_access: { roles: ['Supervisor'] }, extension: '105' });
    expect(claims).not.toHaveProperty('manager_id');
  });

  test('a wrong password says so and keeps the name; the right one then enters', async () => {
    const { step, browser } = await logIn('boris', 'wrong');
    expect(step.response?.status).toBe(401);
    const page = await step.response?.text();
    expect(page).toContain('role="alert"');
    expect(page).toContain('value="boris"');
    const atCallback = ({ pathname }: URL) => pathname === '/auth/callback';
    const next = await browser.submit(step.url, { username: 'boris', password: 'helpdesk' }, atCallback);
    expect(next.url.searchParams.get('code')).toBeTruthy();
  });

  test('a session needs no second login, also after a restart', async () => {
    const { browser, tokens } = await logIn('gleb');
    const first = await tokens();
    await sandbox.stop();
    await startSandbox();
    const second = await logIn('gleb', 'helpdesk', browser);
    expect(second.page).toBeUndefined();
    expect((await second.tokens()).claims()?.sub).toBe(first.claims()?.sub);
    expect((await verify(first.access_token)).payload.preferred_username).toBe('gleb');
    await client.refreshTokenGrant(config, first.refresh_token ?? '');
  });

  test('without PKCE, or to an address that is not registered, there is no login', async () => {
    const without = client.buildAuthorizationUrl(config, {
      redirect_uri: `${publicUrl}/auth/callback`,
      scope: 'openid',
    });
    const atCallback = ({ pathname }: URL) => pathname === '/auth/callback';
    const refused = await createBrowser().visit(without, {}, atCallback);
    expect(refused.url.searchParams.get('error')).toBe('invalid_request');
    const elsewhere = client.buildAuthorizationUrl(config, {
      redirect_uri: 'http://evil.example/',
      scope: 'openid',
    });
    const { response } = await createBrowser().visit(elsewhere);
    expect(response?.status).toBe(400);
    expect(await response?.text()).toContain('invalid_redirect_uri');
  });

  test('a login page without its cookie says that it expired, in the browser’s language', async () => {
    const response = await fetch(`${issuerUrl().href}/login/nobody`, {
      headers: { 'accept-language': 'en-GB,en;q=0.9' },
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('This sign-in has expired');
  });
});

test('logout with id_token_hint asks nothing, ends the session and goes home', async () => {
  const { browser, tokens } = await logIn('vera');
  const answer = await tokens();
  const url = client.buildEndSessionUrl(config, {
    id_token_hint: answer.id_token ?? '',
    post_logout_redirect_uri: `${publicUrl}/`,
    state: 'bye',
  });
  const page = await (await browser.visit(url)).response?.text();
  expect(page).toContain('.submit()');
  const action = /action="([^"]+)"/.exec(page ?? '')?.[1] ?? '';
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page ?? '')?.[1] ?? '';
  expect(page).toContain('name="logout" value="yes"');
  const atHome = ({ pathname }: URL) => pathname === '/';
  const home = await browser.submit(action, { xsrf, logout: 'yes' }, atHome);
  expect(home.url.href).toBe(`${publicUrl}/?state=bye`);
  expect((await logIn('vera', 'helpdesk', browser)).page).toContain('password');
  await expect(client.refreshTokenGrant(config, answer.refresh_token ?? '')).rejects.toMatchObject({
    error: 'invalid_grant',
  });
});

describe('client credentials', () => {
  test.each([client.ClientSecretPost('dev-api'), client.ClientSecretBasic('dev-api')])(
    'the API client gets a JWT that the certificates verify',
    async (auth) => {
      const api = await discover('helpdesk-api', 'dev-api', auth);
      const { access_token: token, expires_in: seconds } = await client.clientCredentialsGrant(api);
      const { payload } = await verify(token);
      expect(seconds).toBeGreaterThan(60);
      expect(payload).toMatchObject({
        aud: ['helpdesk', 'account'],
        azp: 'helpdesk-api',
        realm_access: { roles: ['helpdesk-api'] },
        sub: 'helpdesk-api',
      });
    },
  );

  test('a page gets one from the address it shares with the issuer, not from elsewhere', async () => {
    const ask = (origin: string) =>
      fetch(config.serverMetadata().token_endpoint ?? '', {
        method: 'POST',
        headers: { origin, authorization: `Basic ${btoa('helpdesk-api:dev-api')}` },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      });
    expect((await ask(publicUrl)).status).toBe(200);
    expect((await ask('https://elsewhere.example')).status).toBe(400);
  });

  test('a wrong secret is refused', async () => {
    const api = await discover('helpdesk-api', 'wrong');
    await expect(client.clientCredentialsGrant(api)).rejects.toMatchObject({ error: 'invalid_client' });
  });
});

describe('people directory', () => {
  const get = async (path: string, token: string) =>
    fetch(`${sandboxSettings(publicUrl).KEYCLOAK_ADMIN_URL}${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
  const json = async (path: string) => {
    const { access_token: token } = await client.clientCredentialsGrant(config);
    return (await (await get(path, token)).json()) as Record<string, unknown>[];
  };

  test('users have their attributes', async () => {
    const users = await json('/users?briefRepresentation=false&first=0&max=100');
    expect(users.map((user) => user.username)).toEqual(['anna', 'boris', 'vera', 'gleb', 'dina']);
    expect(users[0]).toMatchObject({
      enabled: true,
      email: 'anna@helpdesk.example',
      attributes: { manager_id: [users[2]?.id], extension: ['101'] },
    });
    expect(await json('/users?briefRepresentation=false&first=1&max=2')).toHaveLength(2);
    expect(await json('/users?username=gleb&exact=true')).toMatchObject([{ username: 'gleb' }]);
    const brief = await json('/users?briefRepresentation=true');
    expect(brief[0]).not.toHaveProperty('attributes');
    expect(await json(`/users/${users[0]?.id}`)).toMatchObject({ username: 'anna' });
  });

  test('groups, members and roles', async () => {
    const [anna] = await json('/users?username=anna');
    const names = (rows: Record<string, unknown>[]) =>
      rows.map((row) => row.path ?? row.username ?? row.name);
    expect(names(await json(`/users/${anna?.id}/groups`))).toEqual(['/internet', '/mobile', '/first-line']);
    expect(names(await json(`/users/${anna?.id}/role-mappings/realm`))).toEqual(['User']);
    const groups = await json('/groups');
    expect(names(groups)).toEqual(['/internet', '/mobile', '/billing', '/sales', '/first-line']);
    const sales = groups.find((group) => group.name === 'sales');
    expect(names(await json(`/groups/${sales?.id}/members`))).toEqual(['gleb', 'dina']);
    expect(names(await json('/roles/Supervisor/users'))).toEqual(['vera', 'dina']);
  });

  test('needs a client’s own token', async () => {
    expect((await get('/users', 'nonsense')).status).toBe(401);
    const person = await (await logIn('vera')).tokens();
    expect((await get('/users', person.access_token)).status).toBe(403);
  });
});

test('oidc-provider had nothing to complain of', () => {
  expect(warned.mock.calls).toEqual([]);
  expect(informed.mock.calls).toEqual([]);
});
