import { sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import { visibleRequests } from '../access/visibility.ts';
import type { Db } from '../db/db.ts';
import type { RequestStatus } from './status.ts';

/** Another open request of the same customer. */
export interface RelatedRequest {
  id: string;
  number: string;
  status: RequestStatus;
  channel: string;
  text: string | null;
  serviceName: string | null;
  serviceNameEn: string | null;
  createdAt: Date;
}

const MOST = 10;

/**
 * The open requests an actor sees of one customer, newest first: by his id or his phone.
 * @param of.except the request they are looked up for.
 */
export async function listRelated(
  db: Db,
  actor: Actor,
  of: { customerId: string | null; phone: string | null; except?: string },
): Promise<RelatedRequest[]> {
  const { customerId, phone, except } = of;
  if (customerId === null && phone === null) return [];
  return db
    .selectFrom('servicerequest as r')
    .leftJoin('service as s', 's.id', 'r.service_id')
    .select([
      'r.id',
      'r.number',
      'r.status',
      'r.channel',
      'r.text',
      's.name as serviceName',
      's.name_en as serviceNameEn',
      'r.created_at as createdAt',
    ])
    .where('r.status', '<>', 'CLOSED')
    .where(
      sql<boolean>`(r.customer_id = ${customerId}
        or (r.phone = ${phone} and (r.customer_id is null or ${customerId}::text is null)))`,
    )
    .$if(except !== undefined, (query) => query.where('r.id', '<>', except ?? ''))
    .where(visibleRequests(actor, 'r'))
    .orderBy('r.created_at', 'desc')
    .limit(MOST)
    .execute();
}
