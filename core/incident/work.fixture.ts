import { v7 as uuid } from 'uuid';
import type { Actor } from '../access/actor.ts';
import { houseConfig } from '../config.fixture.ts';
import type { HouseContext } from '../context.ts';
import { openTestStore } from '../db/store.fixture.ts';
import { NotFound } from '../errors.ts';
import { createLog } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { storeUser } from '../user/syncUsers.ts';
import { createAgentLoads } from './agentLoads.ts';
import { openIncident } from './openIncident.ts';

/** Two departments: anna and boris report to vera, gleb to dina. Vera works on incidents too. */
const PEOPLE = {
  anna: { managerId: 'vera', roles: ['User'], workGroupIds: ['internet'] },
  boris: { managerId: 'vera', roles: ['User'], workGroupIds: ['internet', 'billing'] },
  vera: { managerId: null, roles: ['User', 'Supervisor'], workGroupIds: [] },
  gleb: { managerId: 'dina', roles: ['User'], workGroupIds: ['sales'] },
  dina: { managerId: null, roles: ['Supervisor'], workGroupIds: [] },
  gone: { managerId: 'vera', roles: ['User'], workGroupIds: [] },
};
export type PersonName = keyof typeof PEOPLE;

/** A person as the verbs see him. */
export function as(name: PersonName): Actor {
  return { kind: 'user', id: name, roles: PEOPLE[name].roles };
}

/** A house on a real store with people, groups and services, whose outside is a list. */
export async function openWorkHouse() {
  const store = await openTestStore();
  const { db } = store;
  for (const [id, person] of Object.entries(PEOPLE)) {
    const rest = { username: id, name: id, email: null, extension: null, active: id !== 'gone' };
    await storeUser(db, { id, ...rest, ...person });
  }
  await db
    .insertInto('work_group')
    .values(['internet', 'billing', 'sales', 'empty'].map((id) => ({ id, name: id })))
    .execute();
  await db
    .insertInto('service')
    .values([
      { id: 'svc', name: 'Интернет', name_en: 'Internet', work_group_id: 'internet', process_id: 'fault' },
      { id: 'connect', name: 'Связь', name_en: 'New', work_group_id: 'sales', process_id: 'connection' },
    ])
    .execute();
  const queued: string[] = [];
  const ctx = {
    config: houseConfig(),
    db,
    log: createLog('silent'),
    metrics: createMetrics(),
    queues: { enqueue: async (queue: string, ids: string[]) => void queued.push(`${queue}:${ids}`) },
    agentLoads: createAgentLoads(db),
    senders: new Map(),
    customers: {
      get: async (id: string) => {
        if (!id.startsWith('c-')) throw new NotFound('customer.not_found', 'none');
        return { id, name: 'Иван Петров', phones: ['+79160000001'], area: 'Казань' };
      },
    },
  } as unknown as HouseContext;

  /** A request in ORDERING with its order placed, unless told otherwise. */
  const request = async (changes: object = {}) => {
    const id = uuid();
    await db
      .insertInto('servicerequest')
      .values({
        id,
        status: 'ORDERING',
        channel: 'sms',
        account: 'default',
        phone: '+79160000001',
        phone_kind: 'e164',
        customer_id: 'c-1',
        service_id: 'svc',
        order_id: `o-${id}`,
        ...changes,
      })
      .execute();
    return id;
  };
  /** A request with its incident at this person. */
  const incident = async (assigneeId: PersonName | null, changes: object = {}) => {
    const requestId = await request(changes);
    await openIncident(ctx, requestId);
    const row = await db
      .updateTable('incident')
      .set({ assignee_id: assigneeId })
      .where('servicerequest_id', '=', requestId)
      .returning('id')
      .executeTakeFirstOrThrow();
    return { id: row.id, requestId };
  };
  return {
    ctx,
    db,
    queued,
    request,
    incident,
    readRequest: (id: string) =>
      db.selectFrom('servicerequest').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    readIncident: (id: string) =>
      db.selectFrom('incident').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    /** Types and data of a request's events of these types, oldest first. */
    events: async (requestId: string, ...types: string[]) =>
      db
        .selectFrom('event')
        .select(['type', 'actor', 'data'])
        .where('servicerequest_id', '=', requestId)
        .where('type', 'in', types)
        .orderBy('id')
        .execute(),
    close: store.close,
  };
}
export type WorkHouse = Awaited<ReturnType<typeof openWorkHouse>>;
