import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

/** Cookies of the login and the session; they belong to the public address. */
export interface SessionCookies {
  readSession(c: Context): string | undefined;
  writeSession(c: Context, token: string, seconds: number): void;
  clearSession(c: Context): void;
  /** Ties a login attempt to this browser, so that nobody can be signed in by a link made elsewhere. */
  writeAttempt(c: Context, state: string, seconds: number): void;
  /** Whether this browser began the attempt; forgets it. */
  takeAttempt(c: Context, state: string): boolean;
}

/**
 * @param publicUrl on https cookies are `Secure` with the prefix `__Host-`. Browsers do not tell the ports of a host
 *   apart, so a port goes into the names: two houses on one machine do not sign each other out.
 */
export function createSessionCookies(publicUrl: string): SessionCookies {
  const { protocol, port } = new URL(publicUrl);
  const secure = protocol === 'https:';
  const suffix = port === '' ? '' : `_${port}`;
  const prefix = secure ? ('host' as const) : undefined;
  const options = { httpOnly: true, sameSite: 'Lax' as const, secure, path: '/', ...(prefix && { prefix }) };
  const session = `helpdesk_session${suffix}`;
  const attempt = (state: string) => `helpdesk_login_${state.slice(0, 8)}${suffix}`;
  const read = (c: Context, name: string) => getCookie(c, name, prefix);
  const clear = (c: Context, name: string) => deleteCookie(c, name, options);
  return {
    readSession: (c) => read(c, session),
    writeSession: (c, token, seconds) => setCookie(c, session, token, { ...options, maxAge: seconds }),
    clearSession: (c) => void clear(c, session),
    writeAttempt: (c, state, seconds) => setCookie(c, attempt(state), state, { ...options, maxAge: seconds }),
    takeAttempt(c, state) {
      if (!/^[\w-]{8,200}$/.test(state)) return false;
      const own = read(c, attempt(state)) === state;
      if (own) clear(c, attempt(state));
      return own;
    },
  };
}
