import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import type { HouseContext } from '../../core/context.ts';
import {
  createSessionCookies,
  createSessionRoutes,
  loadPerson,
  pageHeaders,
  requireOwnOrigin,
  requirePerson,
} from '../session/index.ts';
import { type ConsoleEnv, createPageOf } from './env.ts';
import { faultHandler, notFoundPage } from './faults.tsx';
import { createFiles, keepFileHeaders } from './files/routes.ts';
import { createIncidentPages } from './incidents/routes.tsx';
import { createAssets } from './layout/assets.ts';
import { createLedgerPage } from './ledger/routes.tsx';
import { createLanguageSwitch } from './preferences.ts';
import { countWaiting } from './requests/countWaiting.ts';
import { createRequestPages } from './requests/routes.tsx';

/** Bytes. No form of ours comes near. */
const LARGEST_FORM = 64 * 1024;

/**
 * The console for people, to be mounted at `/` behind everything else: what it does not know is its 404.
 * @param options.channels names of the house's channels, for filters and the ledger.
 * @param options.sandboxUrl of the sandbox, or null where there is none.
 */
export function createConsole(
  ctx: HouseContext,
  options: { channels: string[]; sandboxUrl: string | null },
): Hono {
  const assets = createAssets();
  const cookies = createSessionCookies(ctx.config.PUBLIC_URL);
  const pageOf = createPageOf({ assetUrl: assets.urlOf, sandboxUrl: options.sandboxUrl });
  const app = new Hono<ConsoleEnv>();
  app.onError(faultHandler(ctx.log, pageOf));

  app.use(keepFileHeaders, pageHeaders(ctx.config), compress());
  app.route('/assets', assets.routes);
  app.use(requireOwnOrigin(ctx.config), bodyLimit({ maxSize: LARGEST_FORM }));
  app.route('/language', createLanguageSwitch());
  app.use(loadPerson(ctx.db, cookies));
  app.route('/auth', createSessionRoutes(ctx, cookies));

  for (const section of ['/', '/requests/*', '/incidents/*', '/ledger/*']) {
    app.use(section, requirePerson, async (c, next) => {
      c.set('waiting', await countWaiting(ctx.db));
      await next();
    });
  }
  app.use('/attachments/*', requirePerson);
  app.use('/calls/*', requirePerson);
  app.get('/', (c) => c.redirect(c.get('waiting') > 0 ? '/requests' : '/incidents', 303));
  app.route('/requests', createRequestPages(ctx, { channels: options.channels, pageOf }));
  app.route('/incidents', createIncidentPages(ctx, { pageOf }));
  app.route('/ledger', createLedgerPage(ctx, { channels: options.channels, pageOf }));
  app.route('/', createFiles(ctx));
  app.all('*', notFoundPage(pageOf));
  return app as unknown as Hono;
}
