import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { JWTVerifyResult } from 'jose';
import type Provider from 'oidc-provider';
import { documentOf } from '../document.ts';
import { chooseLanguage } from '../language.ts';
import { personClaims } from './claims.ts';
import { ExpiredPage, LoginPage } from './loginPage.tsx';
import { checkPassword, findPerson } from './people.ts';

type Env = { Bindings: HttpBindings };

export interface PagesOptions {
  provider: Provider;
  publicUrl: string;
  /** Verifies a bearer token of this issuer; rejects for any other. */
  verify(token: string): Promise<JWTVerifyResult>;
}

/**
 * What the identity provider answers itself, not oidc-provider: the login page, and userinfo for the JWT access
 * tokens that Keycloak's userinfo takes and oidc-provider's does not. Paths are those after the issuer.
 */
export function createPages({ provider, publicUrl, verify }: PagesOptions): Hono<Env> {
  const app = new Hono<Env>();

  app.use('/login/*', async (c, next) => {
    c.header('Cache-Control', 'no-store');
    c.header('X-Frame-Options', 'DENY');
    c.header(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    );
    await next();
  });

  app.get('/login/:uid', async (c) => {
    const details = await provider.interactionDetails(c.env.incoming, c.env.outgoing);
    const hint = details.params.login_hint;
    return c.html(documentOf(<LoginPage language={languageOf(c)} username={text(hint)} wrong={false} />));
  });

  app.post('/login/:uid', async (c) => {
    await provider.interactionDetails(c.env.incoming, c.env.outgoing);
    const form = await c.req.parseBody();
    const username = text(form.username);
    const person = checkPassword(username, text(form.password));
    if (!person)
      return c.html(documentOf(<LoginPage language={languageOf(c)} username={username} wrong />), 401);
    const result = { login: { accountId: person.id } };
    return c.redirect(await provider.interactionResult(c.env.incoming, c.env.outgoing, result), 303);
  });

  app.on(['GET', 'POST'], '/protocol/openid-connect/userinfo', async (c) => {
    const token = /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
    const claims = await verify(token).then(
      ({ payload }) => payload,
      () => undefined,
    );
    const person = findPerson(claims?.sub ?? '');
    if (person) return c.json({ sub: person.id, ...personClaims(person) });
    c.header('WWW-Authenticate', 'Bearer error="invalid_token"');
    return c.json({ error: 'invalid_token' }, 401);
  });

  // The only errors here are oidc-provider's SessionNotFound: the login attempt is gone.
  app.onError((error, c) => {
    if (!('error' in error)) throw error;
    return c.html(documentOf(<ExpiredPage language={languageOf(c)} home={`${publicUrl}/`} />), 400);
  });

  return app;
}

function languageOf(c: Context) {
  return chooseLanguage(c.req.query('lang'), c.req.header('accept-language'));
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
