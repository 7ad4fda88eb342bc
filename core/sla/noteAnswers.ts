import { type RawBuilder, sql } from 'kysely';
import type { Db, Trx } from '../db/db.ts';
import { appendEvents, type EventType } from '../events.ts';

/** What the term of the first answer may do, the column that notes that it did, and when it does. */
const TELLINGS = {
  breached: {
    type: 'sla.answer_breached',
    noted: 'answer_breached_at',
    when: sql<boolean>`i.answer_due_at <= now() and (r.answered_at is null or r.answered_at > i.answer_due_at)`,
  },
  warned: {
    type: 'sla.answer_warned',
    noted: 'answer_warned_at',
    when: sql<boolean>`i.answer_warn_at <= now() and i.answer_due_at > now() and r.answered_at is null
      and i.answer_warned_at is null`,
  },
} as const satisfies Record<string, { type: EventType; noted: string; when: RawBuilder<boolean> }>;

const AT_ONCE = 200;
/** Those that are not settled yet, from the moment their warning is due. @see the index incident_to_answer */
const WAITING = sql<boolean>`i.answer_due_at is not null and i.closed_at is null and i.answer_kept_at is null
  and i.answer_breached_at is null and coalesce(i.answer_warn_at, i.answer_due_at) <= now()`;

/**
 * Notes how the first answers stand with their terms: those given in time leave without a word, of the others the end
 * that is near and the end itself are told once. An answer that came too late is told of like one that did not come.
 * Several processes may do it at once. This clock never stands: the first answer waits for nobody outside.
 * @returns whether there may be more.
 */
export async function noteAnswers(db: Db): Promise<boolean> {
  const kept = await keep(db);
  let more = kept === AT_ONCE;
  for (const telling of [TELLINGS.breached, TELLINGS.warned]) {
    const told = await db.transaction().execute((trx) => note(trx, telling, WAITING));
    more ||= told === AT_ONCE;
  }
  return more;
}

/** Notes that one incident ends without an answer in time, for the transaction that closes it: the loop comes too late. */
export async function tellLateAnswer(trx: Trx, { incidentId }: { incidentId: string }): Promise<void> {
  const one = sql<boolean>`i.id = ${incidentId} and i.answer_breached_at is null and i.answer_kept_at is null`;
  await note(trx, TELLINGS.breached, one);
}

async function keep(db: Db): Promise<number> {
  const { rows } = await sql`
    update incident set answer_kept_at = picked.answered_at
    from (
      select i.id, r.answered_at from incident i join servicerequest r on r.id = i.servicerequest_id
      where ${WAITING} and r.answered_at <= i.answer_due_at
      limit ${AT_ONCE} for update of i skip locked) picked
    where incident.id = picked.id
    returning 1`.execute(db);
  return rows.length;
}

async function note(
  trx: Trx,
  { type, noted, when }: (typeof TELLINGS)[keyof typeof TELLINGS],
  which: RawBuilder<boolean>,
): Promise<number> {
  const { rows } = await sql<{ id: string; servicerequest_id: string; answer_due_at: Date }>`
    update incident set ${sql.ref(noted)} = clock_timestamp()
    where id in (
      select i.id from incident i join servicerequest r on r.id = i.servicerequest_id
      where ${which} and ${when}
      order by i.answer_due_at limit ${AT_ONCE} for update of i skip locked)
    returning id, servicerequest_id, answer_due_at`.execute(trx);
  await appendEvents(
    trx,
    rows.map((row) => ({
      type,
      serviceRequestId: row.servicerequest_id,
      incidentId: row.id,
      data: { dueAt: row.answer_due_at.toISOString() },
    })),
  );
  return rows.length;
}
