import type { IncomingMessage, ServerResponse } from 'node:http';
import { Hono } from 'hono';
import type pg from 'pg';
import type { Logger } from 'pino';
import { createCatalogue } from './catalogue/index.ts';
import { createCustomers } from './customers/index.ts';
import { createIdentity } from './identity/index.ts';
import { createMailSink } from './mail/index.ts';
import { createMessages } from './messages/index.ts';
import { createOrders } from './orders/index.ts';
import { createPage } from './page/index.tsx';
import { createSchema } from './schema.ts';
import { DEMO_BOT_ID } from './settings.ts';
import { createSms } from './sms/index.ts';
import { createSubscribers } from './subscribers/index.ts';
import { createSwitches } from './switches/index.ts';
import { failureBody } from './telegram/answer.ts';
import { createTelegram } from './telegram/index.ts';
import { refuse } from './tmf/refuse.ts';

export { demoRoutingRules, sandboxSettings } from './settings.ts';

export interface SandboxOptions {
  pool: pg.Pool;
  /** The house's own address, e.g. http://localhost:8080, no trailing slash. */
  publicUrl: string;
  log: Logger;
}

export interface Sandbox {
  /** To be mounted with `root.route('/sandbox', sandbox.app)`. */
  app: Hono;
  /**
   * Node request listener of the identity provider, for paths under /sandbox/realms/helpdesk/: it speaks raw Node
   * requests. Returns true if it took the request.
   */
  identity(req: IncomingMessage, res: ServerResponse): boolean;
  /** smtp://127.0.0.1:<port> of the mail sink, known after `start`. */
  readonly smtpUrl: string;
  /** Creates schema `sandbox` in the pool's database and starts the mail sink on a free loopback port. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** The operator's outside in a box. Nothing answers sensibly before `start` has ended. */
export function createSandbox({ pool, publicUrl, log }: SandboxOptions): Sandbox {
  const base = `${publicUrl}/sandbox`;
  const stopping = new AbortController();
  const switches = createSwitches();
  const identity = createIdentity({ pool, publicUrl, log });
  const mail = createMailSink(pool, log);
  const app = new Hono();

  const customersPath = '/tmf-api/customerManagement/v4';
  app.use(`${customersPath}/*`, switches.before('customers'));
  app.route(customersPath, createCustomers(pool, base + customersPath));

  const ordersPath = '/tmf-api/serviceOrdering/v4';
  app.use(`${ordersPath}/*`, switches.before('orders'));
  app.route(ordersPath, createOrders(pool, base + ordersPath));

  const cataloguePath = '/tmf-api/serviceCatalogManagement/v4';
  app.use(`${cataloguePath}/*`, switches.before('catalogue'));
  app.route(cataloguePath, createCatalogue(base + cataloguePath));

  const adminPath = '/admin/realms/helpdesk';
  app.use(`${adminPath}/*`, switches.before('identity'));
  app.route(adminPath, identity.admin);

  app.use('/sms/*', switches.before('sms'));
  app.route('/sms', createSms({ pool, log, stopping: stopping.signal }));

  const botFailure = (status: number) =>
    Response.json(failureBody(status, 'The sandbox switch of telegram is set'), { status });
  const telegram = createTelegram({
    pool,
    log,
    stopping: stopping.signal,
    before: switches.before('telegram', botFailure),
    firstBot: DEMO_BOT_ID,
  });
  app.route('/telegram', telegram.app);
  app.route('/subscribers', createSubscribers(pool, telegram));

  app.route('/messages', createMessages(pool));
  app.route('/switches', switches.app);
  app.route('/', createPage({ pool, publicUrl, switches }));
  app.all('/*', (c) => refuse(c, 404, 'NOT_FOUND', 'There is nothing at this address of the sandbox'));
  app.onError((error, c) => {
    log.error({ err: error, route: c.req.routePath, method: c.req.method }, 'sandbox request failed');
    return refuse(c, 500, 'INTERNAL', 'The sandbox failed');
  });

  return {
    app,
    identity: identity.listener,
    get smtpUrl() {
      return mail.url;
    },
    start: async () => {
      await createSchema(pool);
      await identity.start();
      await mail.start();
      await telegram.start();
    },
    stop: async () => {
      stopping.abort();
      await telegram.settle();
      await mail.stop();
    },
  };
}
