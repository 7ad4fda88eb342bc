import { sql } from 'kysely';
import type { Db } from '../../../core/db/db.ts';
import { WAITING_SHOWN } from '../layout/WaitingBadge.tsx';

/** How many requests wait in triage, which everybody sees; counted no further than the screen shows. */
export async function countWaiting(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from (select 1 from servicerequest where status = 'TRIAGE' limit ${WAITING_SHOWN + 1}) as waiting`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
