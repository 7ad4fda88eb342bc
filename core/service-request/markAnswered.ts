import { sql } from 'kysely';
import type { Trx } from '../db/db.ts';

/**
 * Notes that a person has answered the customer for the first time: wrote to him, spoke with him, or took up his
 * incident. Later answers change nothing.
 * @param trx the transaction that stores the answer.
 */
export async function markAnswered(trx: Trx, requestId: string): Promise<void> {
  await trx
    .updateTable('servicerequest')
    .set({ answered_at: new Date() })
    .where('id', '=', requestId)
    .where('answered_at', 'is', null)
    .execute();
}

/** Notes the first call of a request that was answered, the customer's or ours; where there is none nothing changes. */
export async function markAnsweredByCall(trx: Trx, requestId: string): Promise<void> {
  await sql`
    update servicerequest r set answered_at = call.first
    from (
      select min(k.answered_at) as first
      from (
        select answered_at from call where servicerequest_id = ${requestId}
        union all
        select k.answered_at from contact c join call k
          on k.channel = c.channel and k.account = c.account and k.call_id = c.external_id
        where c.servicerequest_id = ${requestId} and c.kind = 'call'
      ) k
    ) call
    where r.id = ${requestId} and call.first is not null
      and (r.answered_at is null or r.answered_at > call.first)`.execute(trx);
}
