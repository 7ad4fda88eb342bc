import { type Context, Hono } from 'hono';
import type { Config } from '../../core/config.ts';
import type { HouseContext } from '../../core/context.ts';
import { Forbidden, Unauthenticated } from '../../core/errors.ts';
import { ATTEMPT_SECONDS, storeAttempt, takeAttempt } from './attempts.ts';
import { createBackchannelLogout } from './backchannel.ts';
import type { SessionCookies } from './cookies.ts';
import { createIdentity } from './identity.ts';
import type { SessionEnv } from './person.ts';
import { localPath } from './returnTo.ts';
import { createSession, endSession, limitsOf } from './sessions.ts';
import { storePerson } from './storePerson.ts';

/**
 * Signing in and out, under /auth. Failures are thrown: the console draws them.
 * @param cookies of the public address.
 */
export function createSessionRoutes(
  ctx: Pick<HouseContext, 'db' | 'config' | 'log' | 'directory'>,
  cookies: SessionCookies,
): Hono<SessionEnv> {
  const identity = createIdentity(ctx.config);
  const limits = limitsOf(ctx.config);
  const routes = new Hono<SessionEnv>();

  routes.get('/login', async (c) => {
    const returnTo = localPath(c.req.query('returnTo'));
    if (isElsewhere(c, ctx.config) && c.req.query('moved') === undefined) {
      const query = new URLSearchParams({ returnTo, moved: '1' });
      return c.redirect(`${ctx.config.PUBLIC_URL}/auth/login?${query}`, 302);
    }
    const { url, attempt } = await identity.begin(returnTo);
    await storeAttempt(ctx.db, attempt);
    cookies.writeAttempt(c, attempt.state, ATTEMPT_SECONDS);
    return c.redirect(url.href, 302);
  });

  routes.get('/callback', async (c) => {
    const query = new URL(c.req.url).searchParams;
    const state = query.get('state') ?? '';
    const attempt = cookies.takeAttempt(c, state) ? await takeAttempt(ctx.db, state) : undefined;
    if (!attempt) {
      // The "back" button after a login leads here: who is signed in just goes on.
      if (c.get('person')) return c.redirect('/', 303);
      throw new Unauthenticated('login.expired', 'The login attempt is unknown, used or too old');
    }
    const { person, tokens } = await identity.finish(query, attempt);
    await storePerson(ctx, person);
    if (person.roles.length === 0) {
      ctx.log.warn({ userId: person.id }, 'a person without a role was turned away');
      throw new Forbidden('login.no_role', 'The person has no role in this house');
    }
    const former = cookies.readSession(c);
    if (former !== undefined) await endSession(ctx.db, former);
    const token = await createSession(ctx.db, person.id, tokens, limits);
    cookies.writeSession(c, token, limits.absoluteHours * 3600);
    return c.redirect(attempt.returnTo, 303);
  });

  routes.post('/logout', async (c) => {
    const token = cookies.readSession(c);
    const tokens = token === undefined ? null : await endSession(ctx.db, token);
    cookies.clearSession(c);
    const url = await identity.signOutUrl(tokens?.idToken ?? null);
    return c.redirect(url?.href ?? '/', 303);
  });

  routes.post('/backchannel-logout', createBackchannelLogout(ctx));

  return routes;
}

/** Whether the browser reached us under another address than the public one, where the cookies belong. */
function isElsewhere(c: Context, config: Config): boolean {
  const host = c.req.header('x-forwarded-host') ?? c.req.header('host') ?? new URL(c.req.url).host;
  return host !== new URL(config.PUBLIC_URL).host;
}
