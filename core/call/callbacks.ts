import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Actor } from '../access/actor.ts';
import { visibleRequests } from '../access/visibility.ts';
import type { HouseContext } from '../context.ts';
import type { Db, Trx } from '../db/db.ts';
import { Conflict, NotFound } from '../errors.ts';
import { appendEvents } from '../events.ts';
import type { CallKey } from './recordCall.ts';

/** How long an answer may come after the end of its call: PBXs tell things in any order. */
const PATIENCE_SECONDS = 5;
const BATCH = 100;

interface EndedCall extends CallKey {
  id: string;
  end_reason: string | null;
  missed: boolean;
  request_id: string | null;
  phone: string | null;
}

/**
 * Makes a callback task of every inbound call that ended without an answer, once its contact has become a request.
 * Running it twice, or in two processes, makes one.
 */
export async function settleEndedCalls(db: Db): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { rows } = await sql<EndedCall>`
      select call.id, call.channel, call.account, call.call_id, call.end_reason,
        call.direction = 'in' and call.answered_at is null and not exists (
          select 1 from servicerequest o
          left join contact oc on oc.servicerequest_id = o.id and oc.kind = 'call'
          join call talk on talk.servicerequest_id = o.id or (talk.channel = oc.channel
            and talk.account = oc.account and talk.call_id = oc.external_id)
          where o.phone = r.phone and talk.answered_at >= call.ended_at) as missed,
        r.id as request_id, r.phone
      from call
      left join contact c on c.channel = call.channel and c.account = call.account and c.external_id = call.call_id
      left join servicerequest r on r.id = c.servicerequest_id
      where call.state = 'ended' and not call.settled
        and call.updated_at < now() - make_interval(secs => ${PATIENCE_SECONDS})
        and (r.id is not null or call.direction = 'out' or call.answered_at is not null)
      order by call.updated_at limit ${BATCH} for update of call skip locked`.execute(trx);
    for (const call of rows) {
      if (call.missed && call.request_id !== null) await openCallback(trx, call, call.request_id);
      await trx.updateTable('call').set({ settled: true }).where('id', '=', call.id).execute();
    }
  });
}

async function openCallback(trx: Trx, call: EndedCall, requestId: string): Promise<void> {
  const request = await trx
    .selectFrom('servicerequest')
    .select('status')
    .where('id', '=', requestId)
    .forShare()
    .executeTakeFirst();
  // Closed since it was read, by somebody who could not see this task.
  if (request?.status === 'CLOSED') return;
  const { channel, account, call_id, phone } = call;
  const row = await trx
    .insertInto('callback_task')
    .values({ id: uuid(), servicerequest_id: requestId, channel, account, call_id, phone })
    .onConflict((conflict) => conflict.columns(['channel', 'account', 'call_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) return;
  const data = { callId: call.id, callbackId: row.id, endReason: call.end_reason };
  await appendEvents(trx, [{ type: 'call.missed', serviceRequestId: requestId, data }]);
}

/** What ends a callback task. */
type DoneReason = 'called_back' | 'customer_called' | 'closed' | 'by_hand';

/**
 * A talk with the number ends its callback tasks: ours, or one the customer began. A call he missed after that talk is
 * still to be returned.
 * @param talk.at when it was answered.
 */
export async function endCallbacks(
  trx: Trx,
  key: CallKey,
  talk: { direction: 'in' | 'out'; at: Date },
): Promise<void> {
  const { rows } = await sql<{ id: string; servicerequest_id: string }>`
    select t.id, t.servicerequest_id from callback_task t
    join call missed on (missed.channel, missed.account, missed.call_id) = (t.channel, t.account, t.call_id)
    where t.done_at is null and (
      (t.channel, t.account, t.call_id) = (${key.channel}, ${key.account}, ${key.call_id})
      or missed.ended_at <= ${talk.at} and t.phone = (
        select coalesce(r.phone, c.phone) from call
        left join contact c on c.channel = call.channel and c.account = call.account and c.external_id = call.call_id
        left join servicerequest r on r.id = coalesce(call.servicerequest_id, c.servicerequest_id)
        where (call.channel, call.account, call.call_id) = (${key.channel}, ${key.account}, ${key.call_id})))
    order by t.id for update of t`.execute(trx);
  const reason = talk.direction === 'out' ? 'called_back' : 'customer_called';
  for (const task of rows) await endTask(trx, task, 'system', reason);
}

/** A closed request has nobody to call back. */
export async function closeCallbacks(trx: Trx, requestId: string, by: string): Promise<void> {
  const tasks = await trx
    .selectFrom('callback_task')
    .select(['id', 'servicerequest_id'])
    .where('servicerequest_id', '=', requestId)
    .where('done_at', 'is', null)
    .orderBy('id')
    .execute();
  for (const task of tasks) await endTask(trx, task, by, 'closed');
}

/**
 * Ends a callback task by a person's word.
 * @throws {NotFound} when the actor does not see it; {@link Conflict} when it was done before.
 */
export async function completeCallback(
  ctx: Pick<HouseContext, 'db'>,
  actor: Actor,
  callbackId: string,
): Promise<void> {
  const task = await ctx.db
    .selectFrom('callback_task as t')
    .innerJoin('servicerequest as r', 'r.id', 't.servicerequest_id')
    .select(['t.id', 't.servicerequest_id'])
    .where('t.id', '=', callbackId)
    .where(visibleRequests(actor, 'r'))
    .executeTakeFirst();
  if (!task) throw new NotFound('callback.not_found', 'There is no such callback task');
  const done = await ctx.db.transaction().execute((trx) => endTask(trx, task, actor.id, 'by_hand'));
  if (!done) throw new Conflict('callback.done', 'It was done before');
}

async function endTask(
  trx: Trx,
  task: { id: string; servicerequest_id: string },
  by: string,
  reason: DoneReason,
): Promise<boolean> {
  const row = await trx
    .updateTable('callback_task')
    .set({ done_at: new Date(), done_by: by, done_reason: reason })
    .where('id', '=', task.id)
    .where('done_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!row) return false;
  await appendEvents(trx, [
    {
      type: 'callback.done',
      serviceRequestId: task.servicerequest_id,
      actor: by,
      data: { callbackId: task.id, reason },
    },
  ]);
  return true;
}
