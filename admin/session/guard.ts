import type { Context, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Config } from '../../core/config.ts';
import type { Db } from '../../core/db/db.ts';
import { Forbidden } from '../../core/errors.ts';
import { BACKCHANNEL_PATH } from './backchannel.ts';
import type { Confirm } from './confirm.ts';
import type { SessionCookies } from './cookies.ts';
import type { Person, SessionEnv } from './person.ts';
import { readSession } from './sessions.ts';

/**
 * Puts the session's person into the context, or null.
 * @param confirm asks the identity provider about a session whose access token has ended, when a person uses it; what a
 *   page does by itself is no use of a session, and the provider must not take it for one.
 */
export function loadPerson(
  db: Db,
  cookies: SessionCookies,
  confirm?: Confirm,
): MiddlewareHandler<SessionEnv> {
  return createMiddleware<SessionEnv>(async (c, next) => {
    const token = cookies.readSession(c);
    c.set('person', token === undefined ? null : await personOf(token, isByHand(c)));
    await next();
  });

  async function personOf(token: string, byHand: boolean): Promise<Person | null> {
    const session = await readSession(db, token, byHand);
    if (!session || !byHand || !confirm) return session?.person ?? null;
    const isOlder = await confirm(session);
    return isOlder ? ((await readSession(db, token, byHand))?.person ?? null) : session.person;
  }
}

/** What every open page does by itself: it listens for changes, and says that it is open. */
const BY_ITSELF = /^\/live(\/|$)/;

/** Parts of a page refresh themselves; whatever changes something, and a page as a whole, is a person's doing. */
function isByHand(c: Context): boolean {
  if (BY_ITSELF.test(c.req.path)) return false;
  return c.req.method !== 'GET' || c.req.header('hx-request') === undefined;
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
 * with foreign forms too. The identity provider's word of a logout comes from no page and brings a proof of its own.
 * @throws {Forbidden}
 */
export function requireOwnOrigin(config: Config): MiddlewareHandler {
  const own = new URL(config.PUBLIC_URL).origin;
  return createMiddleware(async (c, next) => {
    const changes = !['GET', 'HEAD', 'OPTIONS'].includes(c.req.method);
    if (changes && c.req.path !== BACKCHANNEL_PATH) {
      const origin = c.req.header('origin');
      const allowed = origin === own || origin === new URL(c.req.url).origin;
      if (!allowed) throw new Forbidden('csrf', 'The request did not come from a page of this house');
    }
    await next();
  });
}
