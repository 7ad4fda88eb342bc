import type { Context } from 'hono';
import type { HouseContext } from '../../core/context.ts';
import { Invalid } from '../../core/errors.ts';
import { createIssuerKeys } from './issuerKeys.ts';
import { verifyLogoutToken } from './logoutToken.ts';
import { obeyLogout } from './obeyLogout.ts';

/** Where the identity provider tells us of logouts; no browser comes here. */
export const BACKCHANNEL_PATH = '/auth/backchannel-logout';

/**
 * Answers the identity provider's word that a person signed out or was signed out: the sessions it names are ended at
 * once, in every browser.
 * @returns a handler that answers 200, or 400 with `{error, error_description}`; it throws {@link NoAnswer} when the
 *   provider's keys cannot be had.
 * @see OpenID Connect Back-Channel Logout 1.0, sections 2.5 to 2.8
 */
export function createBackchannelLogout(
  ctx: Pick<HouseContext, 'db' | 'config' | 'log'>,
): (c: Context) => Promise<Response> {
  const keys = createIssuerKeys(ctx.config);
  return async (c) => {
    c.header('cache-control', 'no-store');
    try {
      const order = await verifyLogoutToken(ctx.config, keys, await readToken(c));
      const userIds = await obeyLogout(ctx.db, order);
      ctx.log.info({ userIds }, 'the identity provider signed people out');
      return c.body(null, 200);
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      ctx.log.warn({ reason: error.message }, 'a logout token was refused');
      return c.json({ error: 'invalid_request', error_description: error.message }, 400);
    }
  };
}

async function readToken(c: Context): Promise<string> {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(c.req.header('content-type') ?? '');
  const token = isForm ? new URLSearchParams(await c.req.text()).get('logout_token') : null;
  if (token === null || token === '') throw new Invalid('logout_token', 'Send a form with logout_token');
  return token;
}
