import { sql } from 'kysely';
import type { Db } from './db/db.ts';

/**
 * Throws away what has served its time: books of past days, receipts of messages and states of orders that were never
 * ours.
 */
export async function tidy(db: Db): Promise<void> {
  await sql`delete from notice_spending where period_start < now() - interval '2 days'`.execute(db);
  await sql`delete from early_receipt where received_at < now() - interval '7 days'`.execute(db);
  await sql`delete from order_state where settled_at is null and received_at < now() - interval '30 days'`.execute(
    db,
  );
}
