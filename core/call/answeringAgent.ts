import type { Db } from '../db/db.ts';

/** The active agent whose extension answered a call of this request; null when none did. Agents' user id. */
export async function answeringAgent(db: Db, requestId: string): Promise<string | null> {
  const row = await db
    .selectFrom('contact as c')
    .innerJoin('call', (join) =>
      join
        .onRef('call.channel', '=', 'c.channel')
        .onRef('call.account', '=', 'c.account')
        .onRef('call.call_id', '=', 'c.external_id'),
    )
    .innerJoin('user_account as u', 'u.extension', 'call.agent_extension')
    .select('u.id')
    .where('c.servicerequest_id', '=', requestId)
    .where('c.kind', '=', 'call')
    .where('u.active', '=', true)
    .orderBy('call.answered_at', 'desc')
    .executeTakeFirst();
  return row?.id ?? null;
}
