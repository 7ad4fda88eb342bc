import { v7 as uuid } from 'uuid';
import type { Db } from '../db/db.ts';
import type { CloseReason } from '../service-request/status.ts';
import { storeUser } from '../user/syncUsers.ts';

/** Puts two departments into the store, anna and boris of vera's and gleb of dina's, and what they work on. */
export async function storeHouse(db: Db): Promise<void> {
  const managers = { anna: 'vera', boris: 'vera', gleb: 'dina', vera: null, dina: null };
  for (const [id, managerId] of Object.entries(managers)) {
    const roles = [managerId === null ? 'Supervisor' : 'User'];
    const blank = { email: null, extension: null, active: true, workGroupIds: [] };
    await storeUser(db, { ...blank, id, username: id, name: id, managerId, roles });
  }
  const groups = { 'svc-internet': 'internet', 'svc-billing': 'billing', 'svc-connect': 'sales' };
  await db
    .insertInto('service')
    .values(
      Object.entries(groups).map(([id, group]) => ({
        id,
        name: id,
        name_en: id,
        work_group_id: group,
        process_id: 'fault',
      })),
    )
    .execute();
}

/** A request of a made-up past, and the incident it had; times are ISO. */
export interface Past {
  at: string;
  channel?: string;
  service?: string | null;
  answered?: string;
  closed?: string;
  reason?: CloseReason;
  rating?: number;
  customer?: string;
  phone?: string;
  /** Absent: no incident came of it. */
  incident?: {
    agent: string | null;
    group?: string | null;
    due?: string;
    breached?: string;
    closed?: string;
  };
}

/** Puts a past straight into the store. @returns the number of the request. */
export async function storePast(db: Db, past: Past): Promise<string> {
  const id = uuid();
  const closed = past.closed ?? null;
  const { number } = await db
    .insertInto('servicerequest')
    .values({
      id,
      status: closed === null ? 'IN_PROGRESS' : 'CLOSED',
      close_reason: closed === null ? null : (past.reason ?? 'RESOLVED'),
      channel: past.channel ?? 'sms',
      account: 'test',
      phone: past.phone ?? '+79160000007',
      phone_kind: 'e164',
      customer_id: 'C-7',
      customer_name: past.customer ?? 'Иванова Мария Петровна',
      service_id: past.service === undefined ? 'svc-internet' : past.service,
      created_at: past.at,
      answered_at: past.answered ?? null,
      closed_at: closed,
      closed_by: closed === null ? null : 'system',
      rating: past.rating ?? null,
    })
    .returning('number')
    .executeTakeFirstOrThrow();
  if (past.incident) await storeIncident(db, id, past, past.incident);
  return number;
}

async function storeIncident(
  db: Db,
  requestId: string,
  past: Past,
  incident: NonNullable<Past['incident']>,
): Promise<void> {
  const closed = incident.closed ?? past.closed ?? null;
  const process = await db.selectFrom('business_process').select(['id', 'version']).executeTakeFirstOrThrow();
  await db
    .insertInto('incident')
    .values({
      id: uuid(),
      servicerequest_id: requestId,
      order_id: 'ORD-1',
      service_id: past.service ?? 'svc-internet',
      work_group_id: incident.group === undefined ? 'internet' : incident.group,
      customer_id: 'C-7',
      process_id: process.id,
      process_version: process.version,
      step: 'new',
      category: closed === null ? 'TODO' : 'DONE',
      assignee_id: incident.agent,
      due_at: incident.due ?? null,
      breached_at: incident.breached ?? null,
      created_at: past.at,
      closed_at: closed,
    })
    .execute();
}
