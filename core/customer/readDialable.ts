import type { Actor } from '../access/actor.ts';
import { visibleRequests } from '../access/visibility.ts';
import type { Db } from '../db/db.ts';

const MOST = 20;

/**
 * The phones of a customer that a PBX can call for the actor: a call belongs to an open request that he sees.
 * @returns the id of the newest such request by phone.
 */
export async function readDialable(db: Db, actor: Actor, customerId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('servicerequest as r')
    .select(['r.id', 'r.phone'])
    .where('r.customer_id', '=', customerId)
    .where('r.status', '<>', 'CLOSED')
    .where('r.phone', 'is not', null)
    .where(visibleRequests(actor, 'r'))
    .orderBy('r.created_at', 'desc')
    .limit(MOST)
    .execute();
  const newest = new Map<string, string>();
  for (const { id, phone } of rows) if (phone !== null && !newest.has(phone)) newest.set(phone, id);
  return newest;
}
