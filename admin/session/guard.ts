import type { Context, MiddlewareHandler } from 'hono';
import { setCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import type { Config } from '../../core/config.ts';
import type { Db } from '../../core/db/db.ts';
import { Forbidden } from '../../core/errors.ts';
import { ATTEMPT_SECONDS } from './attempts.ts';
import { BACKCHANNEL_PATH } from './backchannel.ts';
import type { Confirm } from './confirm.ts';
import type { SessionCookies } from './cookies.ts';
import type { Person, SessionEnv } from './person.ts';
import { readSession } from './sessions.ts';

/**
 * Puts the session's person into the context, or null.
 * @param confirm asks the identity provider about a session whose access token has ended, whatever is asked for; only
 *   that a page is open (/live) is no use of a session, and the provider must not take it for one.
 */
export function loadPerson(
  db: Db,
  cookies: SessionCookies,
  confirm?: Confirm,
): MiddlewareHandler<SessionEnv> {
  return createMiddleware<SessionEnv>(async (c, next) => {
    const token = cookies.readSession(c);
    c.set('person', token === undefined ? null : await personOf(token, c));
    await next();
  });

  async function personOf(token: string, c: Context): Promise<Person | null> {
    const byHand = isByHand(c);
    const session = await readSession(db, token, byHand);
    if (!session || !confirm || BY_ITSELF.test(c.req.path)) return session?.person ?? null;
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
 * Lets only signed-in people with a role on. A page is sent to the login and comes back to where it was, a form to the
 * page it was sent from. Whatever is no page (a part, a file, the line) is answered 401: while somebody signs out in one
 * tab, what another one fetches by itself would sign him in again. session.js then says that the session is over.
 * @throws {Forbidden} when the person has neither role.
 */
export const requirePerson: MiddlewareHandler<SessionEnv> = createMiddleware<SessionEnv>(async (c, next) => {
  const person = c.get('person');
  if (person === null) {
    // A form sent by a script is answered 401, and leads there by the page it was sent from.
    if (c.req.method !== 'GET' && !BY_ITSELF.test(c.req.path)) {
      // The page it comes back to fills the form again: session.js reads this, and keeps the words.
      setCookie(c, 'unsent', '1', { path: '/', sameSite: 'Lax', maxAge: ATTEMPT_SECONDS });
    }
    if (!isNavigation(c)) return c.body(null, 401, { 'cache-control': 'no-store' });
    const { pathname, search } = new URL(c.req.url);
    const returnTo = c.req.method === 'GET' ? pathname + search : pageOfForm(c);
    return c.redirect(`/auth/login?${new URLSearchParams({ returnTo })}`, 303);
  }
  if (person.roles.length === 0) throw new Forbidden('login.no_role', 'The person has no role in this house');
  await next();
});

/** Whether a person goes to a page or sends a form. Browsers say so to secure addresses only. @see Fetch Metadata */
function isNavigation(c: Context): boolean {
  if (BY_ITSELF.test(c.req.path) || c.req.header('hx-request') !== undefined) return false;
  const mode = c.req.header('sec-fetch-mode');
  return mode === undefined ? (c.req.header('accept')?.includes('text/html') ?? false) : mode === 'navigate';
}

/** Cards that answer to their forms' addresses when they are refused; these are no pages to come back to. */
const FORM_OF_CARD = /^(\/(?:requests|incidents|quarantine)\/[\da-f-]{36})\/.+$/i;

/** The page a form was sent from, or `/` where the browser does not say, or it is none of ours. */
function pageOfForm(c: Context): string {
  const referer = c.req.header('referer') ?? '';
  if (!URL.canParse(referer)) return '/';
  const { origin, pathname, search } = new URL(referer);
  // That it is ours was seen to: a form from elsewhere does not come so far.
  if (origin !== c.req.header('origin')) return '/';
  return FORM_OF_CARD.exec(pathname)?.[1] ?? pathname + search;
}

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
