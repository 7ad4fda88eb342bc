import { sql } from 'kysely';
import type { Db, Trx } from '../db/db.ts';
import { appendEvents, type EventType } from '../events.ts';
import { noteAnswers } from './noteAnswers.ts';

/** What a term may do, the column that notes that it did, and when it does. */
const TELLINGS = [
  { type: 'sla.breached', noted: 'breached_at', at: 'due_at' },
  { type: 'sla.warned', noted: 'warned_at', at: 'warn_at' },
] as const satisfies { type: EventType; noted: string; at: string }[];

const AT_ONCE = 200;

/**
 * Notes the terms that have passed, each once, with its event: of the first answer and of the whole, the end that is near
 * and the end itself. Several processes may do it at once. The clock of an incident that waits for somebody outside
 * stands still: nothing passes. One whose end has passed is not warned of it any more.
 * @returns whether there may be more.
 */
export async function noteTerms(db: Db): Promise<boolean> {
  let more = await noteAnswers(db);
  for (const telling of TELLINGS) {
    const told = await db.transaction().execute((trx) => note(trx, telling, sql<boolean>`closed_at is null`));
    more ||= told === AT_ONCE;
  }
  return more;
}

/**
 * Notes that one incident's term has passed, for the transaction that closes it or stops its clock: the loop comes too
 * late then.
 */
export async function tellLate(trx: Trx, { incidentId }: { incidentId: string }): Promise<void> {
  const [breach] = TELLINGS;
  await note(trx, breach, sql<boolean>`id = ${incidentId}`);
}

async function note(
  trx: Trx,
  { type, noted, at }: (typeof TELLINGS)[number],
  which: ReturnType<typeof sql<boolean>>,
): Promise<number> {
  const isWarning = type === 'sla.warned';
  const { rows } = await sql<{ id: string; servicerequest_id: string; due_at: Date | null }>`
    update incident set ${sql.ref(noted)} = clock_timestamp()
    where id in (
      select id from incident
      where ${which} and ${sql.ref(noted)} is null and sla_paused_at is null and ${sql.ref(at)} <= now()
        ${isWarning ? sql`and breached_at is null` : sql``}
      order by ${sql.ref(at)} limit ${AT_ONCE} for update skip locked)
    returning id, servicerequest_id, due_at`.execute(trx);
  await appendEvents(
    trx,
    rows.map((row) => ({
      type,
      serviceRequestId: row.servicerequest_id,
      incidentId: row.id,
      data: { dueAt: row.due_at?.toISOString() ?? null },
    })),
  );
  return rows.length;
}
