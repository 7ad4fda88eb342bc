import { sql } from 'kysely';
import type { Db } from '../db/db.ts';

/** A request whose order is placed and whose incident is not open yet. */
export interface OrderedRequest {
  id: string;
  channel: string;
  orderId: string;
  serviceId: string;
  customerId: string;
  workGroupId: string | null;
  processId: string | null;
  /** Whether a telephone call is among its contacts. */
  hasCall: boolean;
  firstContactAt: Date;
}

/** Reads a request that waits for its incident; undefined when it does not. */
export async function readOrderedRequest(db: Db, requestId: string): Promise<OrderedRequest | undefined> {
  const row = await db
    .selectFrom('servicerequest as r')
    .leftJoin('service as s', 's.id', 'r.service_id')
    .leftJoin('contact as c', 'c.servicerequest_id', 'r.id')
    .select([
      'r.id',
      'r.channel',
      'r.order_id as orderId',
      'r.service_id as serviceId',
      'r.customer_id as customerId',
      's.work_group_id as workGroupId',
      's.process_id as processId',
      sql<boolean>`coalesce(bool_or(c.kind = 'call'), false)`.as('hasCall'),
      sql<Date>`coalesce(min(c.received_at), r.created_at)`.as('firstContactAt'),
    ])
    .where('r.id', '=', requestId)
    .where('r.status', '=', 'ORDERING')
    .where('r.order_id', 'is not', null)
    .groupBy(['r.id', 's.id'])
    .executeTakeFirst();
  if (!row?.orderId || !row.serviceId || !row.customerId) return undefined;
  return { ...row, orderId: row.orderId, serviceId: row.serviceId, customerId: row.customerId };
}
