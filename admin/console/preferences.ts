import { Hono } from 'hono';
import { setCookie } from 'hono/cookie';
import { LANGUAGES } from '../../core/i18n.ts';
import { localPath } from '../session/returnTo.ts';

const YEAR_SECONDS = 365 * 24 * 3600;

/** The language switch: a cookie, and back to the page. It works signed out too. */
export function createLanguageSwitch(): Hono {
  const routes = new Hono();
  routes.on(['GET', 'POST'], '/:language', (c) => {
    const language = LANGUAGES.find((each) => each === c.req.param('language'));
    if (!language) return c.redirect('/', 303);
    setCookie(c, 'lang', language, { path: '/', sameSite: 'Lax', maxAge: YEAR_SECONDS });
    return c.redirect(localPath(c.req.query('returnTo')), 303);
  });
  return routes;
}
