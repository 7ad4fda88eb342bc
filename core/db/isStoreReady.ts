import { sql } from 'kysely';
import type { Db } from './db.ts';

/** Whether the store takes writes now: it answers and is nobody's read-only copy. */
export async function isStoreReady(db: Db): Promise<boolean> {
  try {
    const { rows } = await sql<{ ready: boolean }>`
      select not pg_is_in_recovery() and current_setting('default_transaction_read_only') = 'off' as ready`.execute(
      db,
    );
    return rows[0]?.ready === true;
  } catch {
    // Any failure says the same: not now.
    return false;
  }
}
