import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import type { Db } from '../db/db.ts';
import type { Rung } from '../identity/rung.ts';

/** An inbound call at somebody's own telephone. */
export interface OwnCall {
  id: string;
  state: 'ringing' | 'answered' | 'ended';
  queue: string | null;
  ringingAt: Date | null;
  answeredAt: Date | null;
  endedAt: Date | null;
  /** Whoever answered; null: nobody has, or nobody of ours. */
  answeredBy: { id: string; name: string } | null;
  takenBy: string | null;
  /** E.164; null where the number is hidden or none. */
  phone: string | null;
  /** How well the number proves who calls. */
  rung: Rung;
  contactId: string | null;
  requestId: string | null;
}

/** One that rings so long has ended somewhere we did not hear of. */
const RINGS_SECONDS = 300;
const TALKS_SECONDS = 3_600;
/** So long after its end whoever was about to pick up still sees what became of it, and may take it. */
const AFTER_SECONDS = 120;
const MOST_AT_ONCE = 8;

/** A call that goes on, or ended moments ago, where it rings or rang at the actor's own telephone or was answered there. */
export async function findOwnCall(db: Db, actor: Actor, callId: string): Promise<OwnCall | undefined> {
  const current = sql`call.id = ${callId} and (
    (${isGoingOn()}) and (${isRinging()} or call.state = 'answered')
    or call.state = 'ended'
      and coalesce(call.ended_at, call.updated_at) > now() - make_interval(secs => ${AFTER_SECONDS}))`;
  const { rows } = await ownCalls(db, actor, current);
  return rows[0];
}

/** The calls that go on at the actor's own telephone and that he has not taken yet, oldest first. */
export async function listOwnCalls(db: Db, actor: Actor): Promise<OwnCall[]> {
  const going = sql`${isGoingOn()} and call.taken_by is null and (
      ${isRinging()} or call.state = 'answered' and call.agent_extension = me.extension)`;
  const { rows } = await ownCalls(db, actor, going);
  return rows;
}

function isGoingOn() {
  return sql`call.state <> 'ended' and call.updated_at > now() - make_interval(secs => ${TALKS_SECONDS})`;
}

function isRinging() {
  return sql`call.state = 'ringing' and call.ringing_at > now() - make_interval(secs => ${RINGS_SECONDS})`;
}

function ownCalls(db: Db, actor: Actor, which: RawBuilder<unknown>) {
  return sql<OwnCall>`
    select call.id, call.state, call.queue, call.ringing_at as "ringingAt", call.answered_at as "answeredAt",
      call.ended_at as "endedAt", call.taken_by as "takenBy", c.phone, coalesce(c.rung, 'UNKNOWN') as rung,
      c.id as "contactId", c.servicerequest_id as "requestId",
      (select jsonb_build_object('id', u.id, 'name', u.name) from user_account u
        where call.answered_at is not null and u.extension = call.agent_extension and u.active limit 1) as "answeredBy"
    from user_account me
    join call on call.direction = 'in'
      and (me.extension = any(call.ringing_extensions) or call.agent_extension = me.extension)
    left join contact c on c.channel = call.channel and c.account = call.account and c.external_id = call.call_id
    where me.id = ${actor.id} and me.extension is not null and ${which}
    order by coalesce(call.ringing_at, call.answered_at, call.updated_at), call.id
    limit ${MOST_AT_ONCE}`.execute(db);
}
