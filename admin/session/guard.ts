import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Config } from '../../core/config.ts';
import type { Db } from '../../core/db/db.ts';
import { Forbidden } from '../../core/errors.ts';
import type { SessionCookies } from './cookies.ts';
import type { SessionEnv } from './person.ts';
import { readSession } from './sessions.ts';

/** Puts the session's person into the context, or null. */
export function loadPerson(db: Db, cookies: SessionCookies): MiddlewareHandler<SessionEnv> {
  return createMiddleware<SessionEnv>(async (c, next) => {
    const token = cookies.readSession(c);
    const byHand = c.req.header('hx-request') === undefined;
    c.set('person', token === undefined ? null : await readSession(db, token, byHand));
    await next();
  });
}

/**
 * Lets only signed-in people with a role on. A page is sent to the login and comes back to where it was; a part of
 * a page that refreshes itself makes the whole page load again, which then goes the same way.
 * @throws {Forbidden} when the person has neither role.
 */
export const requirePerson: MiddlewareHandler<SessionEnv> = createMiddleware<SessionEnv>(async (c, next) => {
  const person = c.get('person');
  if (person === null) {
    if (c.req.header('hx-request')) return c.body(null, 401, { 'hx-refresh': 'true' });
    const { pathname, search } = new URL(c.req.url);
    const returnTo = c.req.method === 'GET' ? pathname + search : '/';
    return c.redirect(`/auth/login?${new URLSearchParams({ returnTo })}`, 303);
  }
  if (person.roles.length === 0) throw new Forbidden('login.no_role', 'The person has no role in this house');
  await next();
});

/**
 * Refuses requests that change something unless the browser says that they come from our own pages: cookies travel
 * with foreign forms too.
 * @throws {Forbidden}
 */
export function requireOwnOrigin(config: Config): MiddlewareHandler {
  const own = new URL(config.PUBLIC_URL).origin;
  return createMiddleware(async (c, next) => {
    if (!['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) {
      const origin = c.req.header('origin');
      const allowed = origin === own || origin === new URL(c.req.url).origin;
      if (!allowed) throw new Forbidden('csrf', 'The request did not come from a page of this house');
    }
    await next();
  });
}
