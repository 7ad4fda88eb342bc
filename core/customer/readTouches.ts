import { sql } from 'kysely';
import type { Db } from '../db/db.ts';

/** What we have to do with a customer. */
export interface Touch {
  /** Requests of his that are not closed. */
  open: number;
  lastContactAt: Date | null;
}

/** What we have to do with these customers; who never turned to us is not in the answer. */
export async function readTouches(db: Db, customerIds: string[]): Promise<Map<string, Touch>> {
  if (customerIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('servicerequest as r')
    .select((each) => [
      'r.customer_id as id',
      each.fn.countAll<string>().filterWhere('r.status', '<>', 'CLOSED').as('open'),
      sql<Date | null>`max((select max(c.received_at) from contact c where c.servicerequest_id = r.id))`.as(
        'lastContactAt',
      ),
    ])
    .where('r.customer_id', 'in', customerIds)
    .groupBy('r.customer_id')
    .execute();
  return new Map(
    rows.map(({ id, open, lastContactAt }) => [id ?? '', { open: Number(open), lastContactAt }]),
  );
}
