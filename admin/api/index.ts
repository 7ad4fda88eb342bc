import { Hono } from 'hono';
import type { Subject } from '../../core/audit/recordSighting.ts';
import { NotFound } from '../../core/errors.ts';
import { problemHandler } from '../../core/problem.ts';
import { requireManager } from '../../core/setting/requireManager.ts';
import { keepSightings } from '../keepSightings.ts';
import { attachmentRoutes } from './attachments.ts';
import { auditRoutes } from './audit.ts';
import { authenticate } from './authenticate.ts';
import { boardRoutes } from './board.ts';
import { callbackRoutes } from './callbacks.ts';
import { callRoutes } from './calls.ts';
import { contactRoutes } from './contacts.ts';
import { ctiRoutes } from './cti.ts';
import { customerRoutes } from './customers.ts';
import { docsRoutes } from './docs/index.tsx';
import { type ApiDocument, describeApi, registerSecurity } from './document.ts';
import { identityRoutes } from './identities.ts';
import { incidentActionRoutes } from './incidentActions.ts';
import { incidentRoutes } from './incidents.ts';
import { ledgerRoutes } from './ledger.ts';
import { massIncidentRoutes } from './massIncidents.ts';
import { noticeRoutes } from './notices.ts';
import { noticeTemplateRoutes } from './noticeTemplates.ts';
import { processRoutes } from './processes.ts';
import { replyRoutes } from './replies.ts';
import { reportRoutes } from './reports.ts';
import { requestActionRoutes } from './requestActions.ts';
import { type ApiContext, type ApiEnv, createRouter, limitBody } from './router.ts';
import { routingRuleRoutes } from './routingRules.ts';
import { serviceRequestRoutes } from './serviceRequests.ts';
import { serviceRoutes } from './services.ts';
import { slaRoutes } from './sla.ts';
import { userRoutes } from './users.ts';
import { createTokenVerifier } from './verifyToken.ts';
import { workGroupRoutes } from './workGroups.ts';

/** What a system reads one by one, whose every reader is kept; lists of many are kept by no name. */
const SEEN: Record<string, (id: string) => Subject> = {
  '/v1/contacts/:id/*': (id) => `contact:${id}`,
  '/v1/service-requests/:id/*': (id) => `servicerequest:${id}`,
  '/v1/incidents/:id/*': (id) => `incident:${id}`,
  '/v1/customers/:id/*': (id) => `customer:${id}`,
  '/v1/attachments/:id/content': (id) => `attachment:${id}`,
  '/v1/calls/:id/recording': (id) => `recording:${id}`,
};

/** What supervisors and systems alone may write: asked before what was sent is read. */
const MANAGED = ['processes', 'routing-rules', 'notice-templates', 'work-groups', 'mass-incidents'];

/**
 * The REST API: /v1/… for callers with a token, /openapi.json and /docs for everybody. Mounted at /api.
 * @param options.channels names of every channel the house has.
 * @param options.version of the house, shown in the document.
 */
export function createApi(ctx: ApiContext, options: { channels: string[]; version: string }): Hono {
  const issuer = ctx.config.OIDC_ISSUER;
  const api = createRouter();
  api.onError(problemHandler(ctx.log));
  registerSecurity(api, issuer);

  api.use('/v1/*', authenticate(createTokenVerifier(ctx.config)), limitBody(ctx.config));
  api.use('/v1/*', async (c, next) => {
    await next();
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store');
  });
  for (const resource of MANAGED) {
    api.use(`/v1/${resource}/*`, async (c, next) => {
      if (c.req.method !== 'GET') requireManager(c.get('actor'));
      await next();
    });
  }
  for (const [path, subject] of Object.entries(SEEN)) {
    api.use(path, keepSightings<ApiEnv>({ db: ctx.db, via: 'api', subject, actorIn: (c) => c.get('actor') }));
  }
  const resources = [
    contactRoutes(ctx),
    serviceRequestRoutes(ctx),
    requestActionRoutes(ctx),
    replyRoutes(ctx),
    noticeRoutes(ctx),
    callRoutes(ctx),
    callbackRoutes(ctx),
    ctiRoutes(ctx),
    attachmentRoutes(ctx),
    identityRoutes(ctx),
    incidentRoutes(ctx),
    incidentActionRoutes(ctx),
    boardRoutes(ctx),
    customerRoutes(ctx),
    serviceRoutes(ctx),
    processRoutes(ctx),
    routingRuleRoutes(ctx),
    noticeTemplateRoutes(ctx),
    workGroupRoutes(ctx),
    userRoutes(ctx),
    ledgerRoutes(ctx, options.channels),
    reportRoutes(ctx, options.channels),
    auditRoutes(ctx),
    massIncidentRoutes(ctx),
    slaRoutes(ctx),
  ];
  for (const routes of resources) api.route('/v1', routes);

  let document: ApiDocument | undefined;
  const describe = () => {
    document ??= describeApi(api, ctx.config, options.version);
    return document;
  };
  api.get('/openapi.json', (c) => c.json(describe()));
  api.route('/docs', docsRoutes(describe, `${issuer}/protocol/openid-connect/token`));
  // A handler of its own: the notFound of a mounted app is never asked.
  api.all('*', () => {
    throw new NotFound('route.not_found', 'There is nothing at this address');
  });
  return new Hono().route('/', api);
}
