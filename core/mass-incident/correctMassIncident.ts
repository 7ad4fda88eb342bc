import { sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import type { Bilingual } from '../business-process/process.ts';
import type { HouseContext } from '../context.ts';
import type { Trx } from '../db/db.ts';
import { Conflict } from '../errors.ts';
import { appendEvents, type NewEvent } from '../events.ts';
import { requireManager } from '../setting/requireManager.ts';
import { checkTitle, checkTold } from './checkWords.ts';
import { getMassIncident } from './readMassIncidents.ts';
import { TELLING } from './telling.ts';

/** What a supervisor says anew of an open mass incident. */
export interface Correction {
  id: string;
  /** The version the supervisor saw. */
  baseVersion: number;
  title: string;
  told: Bilingual;
  /** Whether those who have been told the former words are told these, where they differ. */
  tellAgain: boolean;
}

/** A corrected mass incident. */
interface Corrected {
  id: string;
  number: string;
  version: number;
  title: string;
  told: Bilingual;
  by: string;
}

/** Events in one statement; each takes several of the parameters a statement may have. */
const EVENTS_AT_ONCE = 1000;

/**
 * Corrects the title of an open mass incident and what is told of it. From now on customers and callers are told the new
 * words, those too whose notice waits for the morning. Words that are the same already change nothing.
 * @returns how many customers are told again: each once, whatever the number of his requests.
 * @throws {NotFound} when the actor does not see it, {@link Forbidden} when he is no supervisor, {@link Invalid} naming
 *   `title` or `told`, {@link Conflict} when it is not open any more, or somebody else has corrected it meanwhile.
 */
export async function correctMassIncident(
  ctx: Pick<HouseContext, 'db'>,
  actor: Actor,
  change: Correction,
): Promise<number> {
  const was = await getMassIncident(ctx.db, actor, change.id);
  requireManager(actor);
  const title = checkTitle(change.title);
  const told = checkTold(change.told, 'told');
  if (was.state !== 'OPEN') throw new Conflict('massincident.moved', 'It is not open any more');
  if (was.version !== change.baseVersion) throw changedMeanwhile();
  const isTold = was.told.ru === told.ru && was.told.en === told.en;
  if (isTold && was.title === title) return 0;
  return ctx.db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('mass_incident')
      .set({ title, told: JSON.stringify(told), corrected_at: new Date(), version: change.baseVersion + 1 })
      .where('id', '=', change.id)
      .where('state', '=', 'OPEN')
      .where('version', '=', change.baseVersion)
      .returning(['id', 'number', 'version'])
      .executeTakeFirst();
    if (!row) throw changedMeanwhile();
    const corrected = { ...row, title, told, by: actor.id };
    const data = { massIncidentId: row.id, number: row.number, version: row.version };
    const before = { title: was.title, told: { ...was.told } };
    await appendEvents(trx, [
      {
        type: 'massincident.corrected',
        subject: `massincident:${row.id}`,
        actor: actor.id,
        data: { ...data, before },
      },
    ]);
    await rewordWaiting(trx, corrected);
    return change.tellAgain && !isTold ? tellAgain(trx, corrected) : 0;
  });
}

function changedMeanwhile(): Conflict {
  return new Conflict('massincident.corrected', 'Somebody else has changed it meanwhile');
}

/** Notices that wait for a later hour say the new words then. One that may go out at this moment is not touched. */
async function rewordWaiting(trx: Trx, { number, title, told }: Corrected): Promise<void> {
  await sql`
    update notification n
    set params = n.params || jsonb_build_object('title', ${title}::text, 'text',
      case when n.language = 'en' and ${told.en}::text <> '' then ${told.en}::text else ${told.ru}::text end)
    where n.state = 'PENDING' and n.not_before > now() and ${tellsOf(number)}`.execute(trx);
}

/** Those with several requests hear of it on the newest that was told of; those not told yet hear it the first time. */
async function tellAgain(trx: Trx, mass: Corrected): Promise<number> {
  const ofRequest = sql`n.servicerequest_id in (
    select r.id union all select f.id from servicerequest f where f.merged_into = r.id)`;
  const { rows } = await sql<{ id: string }>`
    select (array_agg(id order by created_at desc, id) filter (where told))[1] as id from (
      select r.id, r.created_at,
        coalesce(r.customer_id, r.phone, concat_ws(' ', r.channel, r.account, r.address)) as customer,
        exists (
          select 1 from notification n
          where ${ofRequest} and ${tellsOf(mass.number)} and n.state <> 'FAILED') as told,
        exists (
          select 1 from notification n
          where ${ofRequest} and ${tellsOf(mass.number)} and n.state = 'PENDING' and n.not_before > now()) as waiting
      from servicerequest r
      where r.mass_incident_id = ${mass.id} and r.status <> 'CLOSED') request
    group by customer having bool_or(told) and not bool_or(waiting)`.execute(trx);
  const data = { massIncidentId: mass.id, number: mass.number, version: mass.version };
  const events = rows.map(
    (row): NewEvent => ({
      type: 'servicerequest.outage_corrected',
      serviceRequestId: row.id,
      actor: mass.by,
      data,
    }),
  );
  for (let start = 0; start < events.length; start += EVENTS_AT_ONCE) {
    await appendEvents(trx, events.slice(start, start + EVENTS_AT_ONCE));
  }
  return rows.length;
}

function tellsOf(number: string) {
  return sql`n.recipient = 'customer' and n.template in (${sql.join([...TELLING])})
    and n.params ->> 'massIncident' = ${number}`;
}
