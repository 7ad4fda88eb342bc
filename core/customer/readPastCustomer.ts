import type { Db } from '../db/db.ts';
import type { PastCustomer } from './findPastCustomers.ts';

/** Requests looked at for his numbers. */
const REQUESTS_READ = 50;

/** A customer as his latest requests knew him: what there is to show while his system is away. */
export async function readPastCustomer(db: Db, id: string): Promise<PastCustomer | undefined> {
  const rows = await db
    .selectFrom('servicerequest')
    .select(['customer_name as name', 'phone'])
    .where('customer_id', '=', id)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(REQUESTS_READ)
    .execute();
  const [latest] = rows;
  if (!latest) return undefined;
  const phones = rows.map((row) => row.phone).filter((phone) => phone !== null);
  return { id, name: latest.name ?? id, phones: [...new Set(phones)] };
}
