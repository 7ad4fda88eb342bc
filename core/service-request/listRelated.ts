import { sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import { opensRequest } from '../access/customerHistory.ts';
import type { Db } from '../db/db.ts';
import type { RequestStatus } from './status.ts';

/** Another open request of the same customer. */
export interface RelatedRequest {
  id: string;
  number: string;
  status: RequestStatus;
  channel: string;
  /** Whether the actor may open it; what was said is told only then. */
  opens: boolean;
  text: string | null;
  serviceName: string | null;
  serviceNameEn: string | null;
  createdAt: Date;
}

const MOST = 10;

/**
 * The open requests of one customer, whoever serves him, newest first: by his id or his phone.
 * @see opensRequest for what an actor is told of them
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
      opensRequest(actor, 'r').as('opens'),
      sql<string | null>`case when ${opensRequest(actor, 'r')} then r.text end`.as('text'),
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
    .orderBy('r.created_at', 'desc')
    .limit(MOST)
    .execute();
}
