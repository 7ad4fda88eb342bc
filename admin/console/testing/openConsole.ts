import type { Hono } from 'hono';
import type { InboundContact } from '../../../core/channel.ts';
import { parseConfig } from '../../../core/config.ts';
import { createIntake } from '../../../core/contact/acceptContact.ts';
import { workContact } from '../../../core/contact/workContact.ts';
import type { HouseContext } from '../../../core/context.ts';
import type { Db } from '../../../core/db/db.ts';
import { openTestStore } from '../../../core/db/store.fixture.ts';
import { createAgentLoads } from '../../../core/incident/agentLoads.ts';
import { openIncident } from '../../../core/incident/openIncident.ts';
import { createLiveHub } from '../../../core/live/liveHub.ts';
import { createLog } from '../../../core/log.ts';
import { createMetrics } from '../../../core/metrics.ts';
import { placeOrder } from '../../../core/order/placeOrder.ts';
import type { Queues } from '../../../core/queues.ts';
import { openDirectory } from '../../../core/user/directory.ts';
import { createSession } from '../../session/index.ts';
import { createConsole } from '../index.ts';
import { createOutside, type Outside } from './outside.ts';
import { type PersonName, storeMirrors } from './people.ts';
import { createVisitor, PUBLIC_URL, type Visitor } from './visitor.ts';

const CHANNELS = ['cti', 'esb', 'sms', 'telegram'];

/** A console on a real store, with the outside in memory and no queues: a test moves work on by hand. */
export interface TestConsole {
  app: Hono;
  ctx: HouseContext;
  db: Db;
  outside: Outside;
  /** What the console enqueued, as `queue:id`. */
  enqueued: string[];
  /** Log lines written so far. */
  logged: string[];
  /** A browser in which this person is signed in; without a name one in which nobody is. */
  visit(name?: PersonName): Promise<Visitor>;
  /** Journals a contact and works it. @returns the id of its request. */
  take(contact: Partial<InboundContact> & { channel?: string }): Promise<string>;
  /** Places the order of a request and opens its incident. @returns the incident's id, if it came that far. */
  advance(requestId: string): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Opens a console. @param store the test run's own unless given. */
export async function openConsole(
  options: { env?: Record<string, string>; store?: Awaited<ReturnType<typeof openTestStore>> } = {},
): Promise<TestConsole> {
  const store = options.store ?? (await openTestStore());
  const { db } = store;
  await storeMirrors(db);
  const outside = createOutside();
  const enqueued: string[] = [];
  const logged: string[] = [];
  const ctx = contextOf({ db, outside, enqueued, logged, url: store.url, env: options.env ?? {} });
  const app = createConsole(ctx, { channels: CHANNELS, sandboxUrl: '/sandbox/' });
  let contacts = 0;
  return {
    app,
    ctx,
    db,
    outside,
    enqueued,
    logged,
    async visit(name) {
      const token =
        name && (await createSession(db, name, { idToken: null, refreshToken: null, accessExpiresAt: null }));
      return createVisitor(app, token ? { helpdesk_session: token } : {});
    },
    async take({ channel = 'sms', ...contact }) {
      contacts += 1;
      const { contactId } = await ctx.intake.accept(channel, {
        ...BLANK,
        externalId: `x-${contacts}`,
        ...contact,
      });
      const requestId = await workContact(ctx, contactId);
      if (requestId === null) throw new Error('the contact was worked already');
      return requestId;
    },
    async advance(requestId) {
      await placeOrder(ctx, requestId).catch(() => undefined);
      await openIncident(ctx, requestId);
      const row = await db
        .selectFrom('incident')
        .select('id')
        .where('servicerequest_id', '=', requestId)
        .executeTakeFirst();
      return row?.id;
    },
    async close() {
      await ctx.live.close();
      await store.close();
    },
  };
}

const BLANK: InboundContact = {
  account: 'test',
  externalId: '',
  kind: 'message',
  thread: null,
  address: null,
  sender: null,
  identity: null,
  rung: 'UNKNOWN',
  serviceId: null,
  queue: null,
  text: null,
  occurredAt: new Date(),
  raw: {},
};

function contextOf(parts: {
  db: Db;
  outside: Outside;
  enqueued: string[];
  logged: string[];
  url: string;
  env: Record<string, string>;
}): HouseContext {
  const { db, outside, enqueued, logged } = parts;
  const { config } = parseConfig(
    {
      PUBLIC_URL,
      DATABASE_URL: parts.url,
      OIDC_ISSUER: 'http://127.0.0.1:9/realms/helpdesk',
      OIDC_CLIENT_ID: 'helpdesk-console',
      OIDC_CLIENT_SECRET: 'dev-console',
      KEYCLOAK_ADMIN_URL: 'http://127.0.0.1:9/admin',
      CUSTOMER_API_URL: 'http://127.0.0.1:9/customers',
      ORDER_API_URL: 'http://127.0.0.1:9/orders',
      CATALOG_API_URL: 'http://127.0.0.1:9/catalogue',
      ...parts.env,
    },
    {},
  );
  const log = createLog('info', { write: (line) => void logged.push(line) });
  const metrics = createMetrics();
  const queues: Queues = {
    enqueue: async (name, ids) => void enqueued.push(...ids.map((id) => `${name}:${id}`)),
    work: () => {
      throw new Error('a test has no workers');
    },
    depth: async () => 0,
    ping: async () => undefined,
    close: async () => undefined,
  };
  return {
    config,
    log,
    db,
    queues,
    metrics,
    customers: outside.customers,
    orders: outside.orders,
    catalogue: { listServices: async () => [] },
    directory: openDirectory(config),
    agentLoads: createAgentLoads(db),
    live: createLiveHub({ db, databaseUrl: parts.url, log }),
    intake: createIntake({
      db,
      metrics,
      defaultCountry: config.DEFAULT_COUNTRY,
      sweepAfterSeconds: 5,
      onJournalled: () => undefined,
    }),
    channels: new Map(),
    senders: new Map(),
  };
}
