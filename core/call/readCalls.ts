import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../db/db.ts';

/** A call as people and systems read it. */
export interface CallView {
  id: string;
  direction: 'in' | 'out';
  state: 'ringing' | 'answered' | 'ended';
  missed: boolean;
  queue: string | null;
  agentExtension: string | null;
  agentName: string | null;
  endReason: string | null;
  ringingAt: Date | null;
  answeredAt: Date | null;
  endedAt: Date | null;
  /** There is one; whether it may be fetched is for the settings to say. */
  hasRecording: boolean;
}

/** A call nobody answered, to be returned. */
export interface CallbackView {
  id: string;
  createdAt: Date;
  doneAt: Date | null;
  doneBy: string | null;
  doneReason: string | null;
}

/** The calls of one request, oldest first. The caller has seen to it that the actor sees it. */
export async function listCalls(db: Db, serviceRequestId: string): Promise<CallView[]> {
  const { rows } = await sql<CallView>`
    select call.id, call.direction, call.state,
      call.direction = 'in' and call.state = 'ended' and call.answered_at is null as missed,
      call.queue, call.agent_extension as "agentExtension", u.name as "agentName", call.end_reason as "endReason",
      call.ringing_at as "ringingAt", call.answered_at as "answeredAt", call.ended_at as "endedAt",
      call.recording_url is not null as "hasRecording"
    from call
    left join user_account u on u.extension = call.agent_extension and u.active
    where call.id in (${ofRequest(serviceRequestId)})
    order by coalesce(call.ringing_at, call.answered_at, call.ended_at, call.updated_at)`.execute(db);
  return rows;
}

/** Two ways a call belongs to a request, each with an index of its own. */
function ofRequest(serviceRequestId: string): RawBuilder<string> {
  return sql`
    select id from call where servicerequest_id = ${serviceRequestId}
    union
    select k.id from contact c join call k
      on k.channel = c.channel and k.account = c.account and k.call_id = c.external_id
    where c.servicerequest_id = ${serviceRequestId} and c.kind = 'call'`;
}

/** The callback tasks of one request, oldest first. The caller has seen to it that the actor sees it. */
export async function listCallbacks(db: Db, serviceRequestId: string): Promise<CallbackView[]> {
  return db
    .selectFrom('callback_task')
    .select([
      'id',
      'created_at as createdAt',
      'done_at as doneAt',
      'done_by as doneBy',
      'done_reason as doneReason',
    ])
    .where('servicerequest_id', '=', serviceRequestId)
    .orderBy('created_at')
    .execute();
}
