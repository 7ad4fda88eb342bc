import { Hono } from 'hono';
import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLog } from '../../core/log.ts';
import { problemHandler } from '../../core/problem.ts';
import { authenticate } from './authenticate.ts';
import type { ApiEnv } from './router.ts';
import { readProblem } from './testing/client.ts';
import { startIssuer, type TestIssuer } from './testing/issuer.ts';
import { createTokenVerifier } from './verifyToken.ts';

const USER = { sub: 'u-anna', realm_access: { roles: ['User'] } };
const CHALLENGE = 'Bearer realm="helpdesk", error="invalid_token"';

let issuer: TestIssuer;
let lines: string[];

beforeAll(async () => {
  issuer = await startIssuer();
});
afterAll(() => issuer.stop());

/** An app of one route that answers its actor. */
function createApp(issuerUrl = issuer.url): Hono<ApiEnv> {
  lines = [];
  const app = new Hono<ApiEnv>();
  app.onError(problemHandler(createLog('debug', { write: (line) => void lines.push(line) })));
  const settings = { OIDC_ISSUER: issuerUrl, OIDC_CLIENT_ID: 'helpdesk-console', OUTSIDE_TIMEOUT_MS: 500 };
  app.use(authenticate(createTokenVerifier(settings)));
  return app.get('/', (c) => c.json(c.var.actor));
}

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

describe('who is let in', () => {
  it('a person, with his roles', async () => {
    const response = await createApp().request('/', bearer(await issuer.token(USER)));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ kind: 'user', id: 'u-anna', roles: ['User'] });
    expect(response.headers.get('www-authenticate')).toBeNull();
  });

  it('a system, under its client id', async () => {
    const claims = { sub: 's-1', azp: 'helpdesk-api', realm_access: { roles: ['helpdesk-api'] } };
    const response = await createApp().request('/', bearer(await issuer.token(claims)));
    expect(await response.json()).toMatchObject({ kind: 'service', id: 'helpdesk-api' });
  });

  it('a system of an issuer that writes client_id', async () => {
    const claims = { azp: undefined, client_id: 'crm', realm_access: { roles: ['helpdesk-api'] } };
    const response = await createApp().request('/', bearer(await issuer.token(claims)));
    expect(await response.json()).toMatchObject({ kind: 'service', id: 'crm' });
  });

  it.each([
    ['one audience of several', { aud: ['account', 'helpdesk'], azp: 'other' }],
    ['our client as audience', { aud: 'helpdesk-console', azp: 'other' }],
    ['our client as party', { aud: 'account', azp: 'helpdesk-console' }],
    ['the API client as party', { aud: undefined, azp: 'helpdesk-api' }],
    ['no typ', { typ: undefined }],
  ])('a token with %s', async (_name, claims) => {
    const token = await issuer.token({ ...USER, ...claims });
    expect((await createApp().request('/', bearer(token))).status).toBe(200);
  });

  it('a token signed with ES256', async () => {
    const token = await issuer.token(USER, { alg: 'ES256' });
    expect((await createApp().request('/', bearer(token))).status).toBe(200);
  });

  it('asks for the keys once', async () => {
    const app = createApp();
    const before = issuer.asked();
    const token = await issuer.token(USER);
    await Promise.all([app.request('/', bearer(token)), app.request('/', bearer(token))]);
    await app.request('/', bearer(token));
    expect(issuer.asked() - before).toBe(1);
  });
});

describe('who is not', () => {
  const now = () => Math.floor(Date.now() / 1000);

  it('who sends nothing: told how to come', async () => {
    const response = await createApp().request('/');
    expect((await readProblem(response, 401)).code).toBe('token.missing');
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="helpdesk"');
  });

  it.each(['Basic YTpi', 'Bearer', 'Bearer a b', 'Bearer not-a-token', 'Bearer a.b.c'])(
    'who sends %j',
    async (authorization) => {
      const response = await createApp().request('/', { headers: { authorization } });
      await readProblem(response, 401);
      expect(response.headers.get('www-authenticate')).toBe(CHALLENGE);
    },
  );

  it.each([
    ['expired', () => ({ exp: now() - 60 })],
    ['never expiring', () => ({ exp: undefined })],
    ['not valid yet', () => ({ nbf: now() + 60 })],
    ["another issuer's", () => ({ iss: 'https://elsewhere.example/realms/helpdesk' })],
    ['for another audience', () => ({ aud: 'account', azp: 'other' })],
    ['an ID token', () => ({ typ: 'ID' })],
    ['a refresh token', () => ({ typ: 'Refresh' })],
    ['of nobody', () => ({ sub: undefined })],
  ])('a token that is %s', async (_name, claims) => {
    const token = await issuer.token({ ...USER, ...claims() });
    const response = await createApp().request('/', bearer(token));
    await readProblem(response, 401);
    expect(response.headers.get('www-authenticate')).toBe(CHALLENGE);
  });

  it('a forged signature, an algorithm off the list, none at all, an unknown key', async () => {
    const app = createApp();
    const claims = { ...USER, iss: issuer.url, aud: 'helpdesk', exp: now() + 60 };
    const stranger = await generateKeyPair('RS256');
    const forged = (kid: string) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(stranger.privateKey);
    const shared = new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: 'RS256' })
      .sign(new TextEncoder().encode('a secret that is long enough for HS256'));
    const tokens = [
      await forged('RS256'),
      await forged('unknown'),
      await shared,
      await issuer.token(USER, { alg: 'RS512' }),
      new UnsecuredJWT(claims).encode(),
    ];
    for (const token of tokens) await readProblem(await app.request('/', bearer(token)), 401);
  });

  it.each([[[]], [['offline_access']], ['User'], [undefined]])('one whose roles are %j', async (roles) => {
    const token = await issuer.token({ sub: 'u-x', realm_access: { roles } });
    const response = await createApp().request('/', bearer(token));
    expect((await readProblem(response, 403)).code).toBe('token.no_role');
    expect(response.headers.get('www-authenticate')).toContain('insufficient_scope');
  });
});

describe('an identity provider that is away', () => {
  it.each(['answers 500', 'is not there'])('%s: 503, and it is nobody’s fault', async (how) => {
    issuer.answerWith(500);
    const url = how === 'answers 500' ? issuer.url : 'http://127.0.0.1:9/realms/helpdesk';
    const response = await createApp(url).request('/', bearer(await issuer.token({ ...USER, iss: url })));
    issuer.answerWith(200);
    expect((await readProblem(response, 503)).code).toBe('identity.unreachable');
    expect(response.headers.get('retry-after')).not.toBeNull();
    expect(response.headers.get('www-authenticate')).toBeNull();
  });

  it('is asked again at the next call', async () => {
    const app = createApp();
    const token = await issuer.token(USER);
    issuer.answerWith(500);
    await readProblem(await app.request('/', bearer(token)), 503);
    issuer.answerWith(200);
    expect((await app.request('/', bearer(token))).status).toBe(200);
  });

  it('with its keys known: callers notice nothing', async () => {
    const app = createApp();
    const token = await issuer.token(USER);
    await app.request('/', bearer(token));
    issuer.answerWith(500);
    expect((await app.request('/', bearer(token))).status).toBe(200);
    issuer.answerWith(200);
  });
});

it('writes no token into the log', async () => {
  const token = await issuer.token({ ...USER, exp: 1 });
  await createApp().request('/', bearer(token));
  expect(lines.join('')).toContain('token.expired');
  expect(lines.join('')).not.toContain(token.split('.')[1]);
});
