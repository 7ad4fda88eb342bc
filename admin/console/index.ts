import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import type { Subject } from '../../core/audit/recordSighting.ts';
import type { HouseContext } from '../../core/context.ts';
import { keepSightings } from '../keepSightings.ts';
import {
  createConfirm,
  createSessionCookies,
  createSessionRoutes,
  loadPerson,
  pageHeaders,
  requireOwnOrigin,
  requirePerson,
} from '../session/index.ts';
import { answerSentForms } from './answerSentForms.ts';
import { createAuditPages } from './audit/routes.tsx';
import { createBoardPages } from './board/routes.tsx';
import { countForFrame } from './countForFrame.ts';
import { createCustomerPages } from './customers/routes.tsx';
import { type ConsoleEnv, createPageOf } from './env.ts';
import { faultHandler, notFoundPage } from './faults.tsx';
import { createFiles, keepFileHeaders } from './files/routes.ts';
import { createIncidentPages } from './incidents/routes.tsx';
import { createAssets } from './layout/assets.ts';
import { createLedgerPage } from './ledger/routes.tsx';
import { createLiveRoutes } from './live/routes.tsx';
import { createOutagePages } from './mass-incidents/outages/routes.tsx';
import { createMassIncidentPages } from './mass-incidents/routes.tsx';
import { createPopRoutes } from './pop/routes.tsx';
import { createLanguageSwitch } from './preferences.ts';
import { createProcessPages } from './processes/routes.tsx';
import { createQuarantinePages } from './quarantine/routes.tsx';
import { actorIn } from './readInput.ts';
import { createRequestPages } from './requests/routes.tsx';
import { requireSupervisor } from './requireSupervisor.ts';
import { createSettingPages } from './settings/routes.tsx';
import { createShowcasePages } from './showcase/routes.tsx';

/** Bytes. No form of ours comes near, but a whole process with its narratives. */
const LARGEST_FORM = 64 * 1024;
const LARGEST_PROCESS = 512 * 1024;
/** These have a limit of their own, behind the guards: nobody unknown makes us read so much. */
const BRINGS_FILES = /^\/requests\/[^/]+\/(reply|files)$/;

/** Whole pages; each shows in its menu how many requests wait. */
const PAGES = [
  '/',
  '/board/*',
  '/requests/*',
  '/incidents/*',
  '/customers/*',
  '/showcase/*',
  '/mass-incidents/*',
  '/outages/*',
  '/processes/*',
  '/quarantine/*',
  '/ledger/*',
  '/audit/*',
  '/settings/*',
];
/** What pages fetch by themselves. */
const PARTS = ['/attachments/*', '/calls/*', '/live/*', '/pop/*'];
const SUPERVISORS_ONLY = ['/showcase/*', '/mass-incidents/*', '/quarantine/*', '/audit/*', '/settings/*'];

/** Cards, files and lists that leave the house, whose every reader is kept. */
const SEEN: Record<string, (id: string, query: string) => Subject> = {
  '/requests/:id/*': (id) => `servicerequest:${id}`,
  '/incidents/:id/*': (id) => `incident:${id}`,
  '/customers/:id/*': (id) => `customer:${id}`,
  '/quarantine/:id/*': (id) => `contact:${id}`,
  '/attachments/:id': (id) => `attachment:${id}`,
  '/calls/:id/recording': (id) => `recording:${id}`,
  '/pop/:id': (id) => `call:${id}`,
  '/showcase/export.csv': (_, query) => `export:showcase${query}`,
};

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
  app.use(answerSentForms, requireOwnOrigin(ctx.config));
  const ofForms = bodyLimit({ maxSize: LARGEST_FORM });
  const ofProcesses = bodyLimit({ maxSize: LARGEST_PROCESS });
  app.use((c, next) => {
    if (BRINGS_FILES.test(c.req.path)) return next();
    return (c.req.path.startsWith('/processes/') ? ofProcesses : ofForms)(c, next);
  });
  app.route('/language', createLanguageSwitch());
  app.use(loadPerson(ctx.db, cookies, createConfirm(ctx)));
  app.route('/auth', createSessionRoutes(ctx, cookies));

  for (const section of PAGES) app.use(section, requirePerson, countForFrame(ctx.db));
  for (const part of PARTS) app.use(part, requirePerson);
  for (const section of SUPERVISORS_ONLY) app.use(section, requireSupervisor);
  for (const [path, subject] of Object.entries(SEEN)) {
    app.use(path, keepSightings<ConsoleEnv>({ db: ctx.db, via: 'console', subject, actorIn }));
  }

  const rooms = { channels: options.channels, pageOf };
  app.get('/', (c) => c.redirect(c.get('waiting') > 0 ? '/requests' : '/board', 303));
  app.route('/board', createBoardPages(ctx, rooms));
  app.route('/requests', createRequestPages(ctx, rooms));
  app.route('/incidents', createIncidentPages(ctx, rooms));
  app.route('/customers', createCustomerPages(ctx, rooms));
  app.route('/showcase', createShowcasePages(ctx, rooms));
  app.route('/mass-incidents', createMassIncidentPages(ctx, rooms));
  app.route('/outages', createOutagePages(ctx, rooms));
  app.route('/processes', createProcessPages(ctx, rooms));
  app.route('/quarantine', createQuarantinePages(ctx, rooms));
  app.route('/ledger', createLedgerPage(ctx, rooms));
  app.route('/audit', createAuditPages(ctx, rooms));
  app.route('/settings', createSettingPages(ctx, rooms));
  app.route('/live', createLiveRoutes(ctx, rooms));
  app.route('/pop', createPopRoutes(ctx, rooms));
  app.route('/', createFiles(ctx));
  app.all('*', countForFrame(ctx.db), notFoundPage(pageOf));
  return app as unknown as Hono;
}
