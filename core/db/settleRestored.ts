import { sql } from 'kysely';
import type { Db } from './db.ts';

/**
 * After a dump was restored into a younger cluster, its events bear transaction ids that lie ahead of all new ones:
 * readers would wait for them for ever, and silently. They are laid at the beginning, before every new transaction;
 * each reader keeps its place among them by the event's id.
 * @returns whether there was anything to settle.
 */
export async function settleRestored(db: Db): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ ahead: boolean }>`
      select coalesce((select max(xid) from event) > pg_current_xact_id(), false)
        or coalesce((select max(xid) from event_reader) > pg_current_xact_id(), false) as ahead`.execute(trx);
    if (!rows[0]?.ahead) return false;
    await sql`update event set xid = '0' where xid > pg_current_xact_id()`.execute(trx);
    await sql`update event_reader set xid = '0' where xid > pg_current_xact_id()`.execute(trx);
    return true;
  });
}
