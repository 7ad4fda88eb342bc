import { sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import type { Db } from '../db/db.ts';

/**
 * Whether an incident is of one of the actor's work groups, whoever has it: he may have seen it before a colleague
 * took it, and may be told that much.
 */
export async function isOfOwnGroup(db: Db, actor: Actor, incidentId: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (
      select 1 from incident i join user_account u on i.work_group_id = any (u.work_group_ids)
      where i.id = ${incidentId} and u.id = ${actor.id}) as found`.execute(db);
  return rows[0]?.found ?? false;
}
