import type { Hono } from 'hono';
import { v7 as uuid } from 'uuid';
import type { InboundContact } from '../../../core/channel.ts';
import { houseConfig } from '../../../core/config.fixture.ts';
import type { Config } from '../../../core/config.ts';
import { createIntake } from '../../../core/contact/acceptContact.ts';
import { workContact } from '../../../core/contact/workContact.ts';
import type { Db } from '../../../core/db/db.ts';
import { openTestStore } from '../../../core/db/store.fixture.ts';
import { createAgentLoads } from '../../../core/incident/agentLoads.ts';
import { openIncident } from '../../../core/incident/openIncident.ts';
import { createLog } from '../../../core/log.ts';
import { createMetrics } from '../../../core/metrics.ts';
import { openDirectory } from '../../../core/user/directory.ts';
import { createApi } from '../index.ts';
import type { ApiContext } from '../router.ts';
import { createClient, type TestClient } from './client.ts';
import { fakeCustomers } from './customers.ts';
import { startIssuer, type TestIssuer } from './issuer.ts';
import { PEOPLE, type Person, storePeople, storeServices } from './people.ts';

/** What differs from an SMS of customer 7 about his internet. */
export type Touch = Partial<InboundContact> & { channel?: string };

/** The API over a store of its own, with an issuer, people and services; outside systems are played. */
export interface TestHouse extends TestClient {
  api: Hono;
  /** The house behind it: a test puts its own channels, senders and customer system in. */
  ctx: ApiContext;
  db: Db;
  issuer: TestIssuer;
  /** Every log line so far. */
  logged(): string;
  /** Ids the API told the queues, e.g. `orders:0197…`. */
  enqueued: string[];
  /** Ways an SMS through the real verbs, up to its request. */
  receive(contact?: Touch): Promise<{ contactId: string; requestId: string }>;
  /** The same, and on: its order placed and its incident with `assignee`. */
  receiveFor(assignee: Person | null, contact?: Touch): Promise<{ requestId: string; incidentId: string }>;
  stop(): Promise<void>;
}

/** Starts one. @param changes settings that differ from a test's usual ones. */
export async function startHouse(changes: Partial<Config> = {}): Promise<TestHouse> {
  const lines: string[] = [];
  const store = await openTestStore();
  const { db } = store;
  await storePeople(db);
  await storeServices(db);

  const issuer = await startIssuer();
  const enqueued: string[] = [];
  const config = houseConfig({ OIDC_ISSUER: issuer.url, OIDC_CLIENT_ID: 'helpdesk-console', ...changes });
  const ctx: ApiContext = {
    config,
    log: createLog('debug', { write: (line) => void lines.push(line) }),
    db,
    queues: {
      enqueue: async (name, ids) => void enqueued.push(...ids.map((id) => `${name}:${id}`)),
    } as ApiContext['queues'],
    customers: fakeCustomers,
    directory: openDirectory(config),
    channels: new Map(),
    senders: new Map(),
    agentLoads: createAgentLoads(db),
  };
  const api = createApi(ctx, { channels: ['cti', 'sms', 'telegram'], version: '1.2.3' });

  const metrics = createMetrics();
  const intake = createIntake({
    db,
    metrics,
    defaultCountry: 'RU',
    sweepAfterSeconds: 5,
    onJournalled: () => undefined,
  });
  const receive: TestHouse['receive'] = async ({ channel = 'sms', ...contact } = {}) => {
    const { contactId } = await intake.accept(channel, { ...sms(), ...contact });
    const requestId = await workContact(ctx, contactId);
    if (!requestId) throw new Error('the contact became no request');
    return { contactId, requestId };
  };
  return {
    ...createClient(api, issuer),
    api,
    ctx,
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
      await issuer.stop();
      await store.close();
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
    identity: null,
    rung: 'UNKNOWN',
    serviceId: 'svc-internet',
    queue: null,
    text: 'Нет интернета',
    occurredAt: new Date(),
    raw: {},
  };
}
