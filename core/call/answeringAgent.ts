import { sql } from 'kysely';
import type { Db } from '../db/db.ts';

/**
 * The active agent whose extension answered a call of this request; where the PBX told of none, the one who took the
 * call on his screen. Null when nobody did. Agents' user id.
 */
export async function answeringAgent(db: Db, requestId: string): Promise<string | null> {
  const row = await db
    .selectFrom('contact as c')
    .innerJoin('call', (join) =>
      join
        .onRef('call.channel', '=', 'c.channel')
        .onRef('call.account', '=', 'c.account')
        .onRef('call.call_id', '=', 'c.external_id'),
    )
    .innerJoin('user_account as u', (join) =>
      join.on(
        sql<boolean>`(u.extension = call.agent_extension or call.agent_extension is null and u.id = call.taken_by)`,
      ),
    )
    .select('u.id')
    .where('c.servicerequest_id', '=', requestId)
    .where('c.kind', '=', 'call')
    .where('u.active', '=', true)
    .orderBy(sql`call.answered_at desc nulls last`)
    .executeTakeFirst();
  return row?.id ?? null;
}
