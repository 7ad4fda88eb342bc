import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HouseContext } from '../context.ts';
import { openTestStore, type TestStore } from '../db/store.fixture.ts';
import { Conflict, Invalid } from '../errors.ts';
import { openIncident } from '../incident/openIncident.ts';
import { createLog } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { closeRequest } from './closeRequest.ts';
import { settleTriage } from './settleTriage.ts';
import type { RequestStatus } from './status.ts';

let store: TestStore;
let ctx: HouseContext;
const system = { kind: 'service' as const, id: 'ops', roles: [] };

beforeAll(async () => {
  store = await openTestStore();
  await store.db.insertInto('service').values({ id: 'svc', name: 'Услуга', name_en: 'Service' }).execute();
  ctx = {
    db: store.db,
    log: createLog('silent'),
    metrics: createMetrics(),
    queues: { enqueue: async () => {} },
    agentLoads: { pick: async () => null },
    customers: { get: async (id: string) => ({ id, name: 'Клиент', phones: [] }) },
  } as unknown as HouseContext;
});
afterAll(() => store.close());

async function request(status: RequestStatus, changes: object = {}) {
  const id = uuid();
  await store.db
    .insertInto('servicerequest')
    .values({ id, status, channel: 'sms', account: 'default', phone_kind: 'e164', ...changes })
    .execute();
  return id;
}
const read = (id: string) =>
  store.db.selectFrom('servicerequest').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const ordered = { order_id: 'o', service_id: 'svc', customer_id: 'c' };

describe('people and workers at once', () => {
  it('two people settling one half each both count', async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = await request('TRIAGE', { triage_reasons: ['CUSTOMER_UNKNOWN', 'SERVICE_UNKNOWN'] });
      await Promise.all([
        settleTriage(ctx, system, { requestId: id, customerId: 'c' }),
        settleTriage(ctx, system, { requestId: id, serviceId: 'svc' }),
      ]);
      expect(await read(id)).toMatchObject({
        status: 'ORDERING',
        customer_id: 'c',
        service_id: 'svc',
        triage_reasons: [],
      });
    }
  });

  it('a request is never closed over the head of an incident that opens in the same moment', async () => {
    for (let round = 0; round < 20; round += 1) {
      const id = await request('ORDERING', ordered);
      const [, closed] = await Promise.allSettled([
        openIncident(ctx, id),
        closeRequest(ctx, system, { requestId: id, reason: 'NO_INCIDENT' }),
      ]);
      const incident = await store.db
        .selectFrom('incident')
        .select('closed_at')
        .where('servicerequest_id', '=', id)
        .executeTakeFirst();
      const { status } = await read(id);
      if (closed?.status === 'fulfilled')
        expect({ status, incident }).toEqual({ status: 'CLOSED', incident: undefined });
      else {
        expect(status).toBe('IN_PROGRESS');
        expect(incident).toEqual({ closed_at: null });
        expect([Conflict, Invalid]).toContain((closed as PromiseRejectedResult).reason.constructor);
      }
    }
  });

  it('two workers open one incident', async () => {
    const id = await request('ORDERING', ordered);
    await Promise.all([openIncident(ctx, id), openIncident(ctx, id), openIncident(ctx, id)]);
    const incidents = await store.db
      .selectFrom('incident')
      .select('id')
      .where('servicerequest_id', '=', id)
      .execute();
    expect(incidents).toHaveLength(1);
  });
});

describe('the reason of a close', () => {
  it('must fit the facts', async () => {
    const open = await request('ORDERING', ordered);
    await openIncident(ctx, open);
    const close = (requestId: string, reason: 'NO_INCIDENT' | 'INCIDENT_UNLINKED') =>
      closeRequest(ctx, system, { requestId, reason });
    await expect(close(open, 'NO_INCIDENT')).rejects.toMatchObject({ field: 'reason' });
    await expect(close(open, 'INCIDENT_UNLINKED')).rejects.toMatchObject({ field: 'reason' });
    const triage = await request('TRIAGE');
    await close(triage, 'NO_INCIDENT');
    expect(await read(triage)).toMatchObject({
      status: 'CLOSED',
      close_reason: 'NO_INCIDENT',
      closed_by: 'ops',
    });
  });
});
