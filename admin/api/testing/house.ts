import type { Hono } from 'hono';
import { v7 as uuid } from 'uuid';
import type { InboundContact } from '../../../core/channel.ts';
import { parseConfig } from '../../../core/config.ts';
import { createIntake } from '../../../core/contact/acceptContact.ts';
import { workContact } from '../../../core/contact/workContact.ts';
import { createDb, createPool, type Db } from '../../../core/db/db.ts';
import { createTestDatabase, startTestPostgres } from '../../../core/db/embedded/testing.ts';
import { migrate } from '../../../core/db/migrate.ts';
import { openIncident } from '../../../core/incident/openIncident.ts';
import { createLog } from '../../../core/log.ts';
import { createMetrics } from '../../../core/metrics.ts';
import { createApi } from '../index.ts';
import type { ApiContext } from '../router.ts';
import { createClient, type TestClient } from './client.ts';
import { fakeCustomers } from './customers.ts';
import { startIssuer, type TestIssuer } from './issuer.ts';
import { PEOPLE, type Person, storePeople, storeServices } from './people.ts';

/** The API over a store of its own, with an issuer, people and services; outside systems are played. */
export interface TestHouse extends TestClient {
  api: Hono;
  db: Db;
  issuer: TestIssuer;
  /** Every log line so far. */
  logged(): string;
  /** Ids the API told the queues, e.g. `orders:0197…`. */
  enqueued: string[];
  /** Ways an SMS through the real verbs, up to its request. */
  receive(contact?: Partial<InboundContact>): Promise<{ contactId: string; requestId: string }>;
  /** The same, and on: its order placed and its incident with `assignee`. */
  receiveFor(
    assignee: Person | null,
    contact?: Partial<InboundContact>,
  ): Promise<{ requestId: string; incidentId: string }>;
  stop(): Promise<void>;
}

/** Starts one. */
export async function startHouse(): Promise<TestHouse> {
  const lines: string[] = [];
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  const postgres = await startTestPostgres();
  const { url } = await createTestDatabase(postgres.url);
  const db = createDb(createPool(url, { max: 5, onError: () => {} }));
  await migrate(db);
  await storePeople(db);
  await storeServices(db);

  const issuer = await startIssuer();
  const enqueued: string[] = [];
  const ctx = createContext({ db, log, url, issuer: issuer.url, enqueued });
  const api = createApi(ctx, { channels: ['cti', 'sms', 'telegram'], version: '1.2.3' });

  const metrics = createMetrics();
  const intake = createIntake({
    db,
    metrics,
    defaultCountry: 'RU',
    sweepAfterSeconds: 5,
    onJournalled: () => undefined,
  });
  const receive: TestHouse['receive'] = async (contact = {}) => {
    const { contactId } = await intake.accept('sms', { ...sms(), ...contact });
    const requestId = await workContact(ctx, contactId);
    if (!requestId) throw new Error('the contact became no request');
    return { contactId, requestId };
  };
  return {
    ...createClient(api, issuer),
    api,
    db,
    issuer,
    logged: () => lines.join(''),
    enqueued,
    receive,
    async receiveFor(assignee, contact = {}) {
      const { requestId } = await receive(contact);
      await db
        .updateTable('servicerequest')
        .set({ order_id: `order-${requestId}` })
        .where('id', '=', requestId)
        .execute();
      const agentLoads = { pick: async () => (assignee === null ? null : PEOPLE[assignee].id) };
      await openIncident({ db, metrics, agentLoads }, requestId);
      const incident = await db
        .selectFrom('incident')
        .select('id')
        .where('servicerequest_id', '=', requestId)
        .executeTakeFirstOrThrow();
      return { requestId, incidentId: incident.id };
    },
    async stop() {
      await db.destroy();
      await issuer.stop();
      await postgres.stop();
    },
  };
}

/** A message of customer 7 about his internet; each call a new one, of no thread. */
function sms(): InboundContact {
  return {
    account: 'kannel',
    externalId: uuid(),
    kind: 'message',
    thread: null,
    address: '+79160000007',
    sender: '8 (916) 000-00-07',
    senderShared: false,
    serviceId: 'svc-internet',
    queue: null,
    text: 'Нет интернета',
    occurredAt: new Date(),
    raw: {},
  };
}

function createContext(parts: {
  db: Db;
  log: ApiContext['log'];
  url: string;
  issuer: string;
  enqueued: string[];
}): ApiContext {
  const outside = 'http://127.0.0.1:9';
  const { config } = parseConfig(
    {
      DATABASE_URL: parts.url,
      OIDC_ISSUER: parts.issuer,
      OIDC_CLIENT_ID: 'helpdesk-console',
      OIDC_CLIENT_SECRET: 'secret',
      KEYCLOAK_ADMIN_URL: outside,
      CUSTOMER_API_URL: outside,
      ORDER_API_URL: outside,
      CATALOG_API_URL: outside,
    },
    {},
  );
  const queues = {
    enqueue: async (name: string, ids: string[]) =>
      void parts.enqueued.push(...ids.map((id) => `${name}:${id}`)),
  } as ApiContext['queues'];
  return { config, log: parts.log, db: parts.db, queues, customers: fakeCustomers };
}
