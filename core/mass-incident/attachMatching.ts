import { sql } from 'kysely';
import type { Db, Trx } from '../db/db.ts';
import { appendEvents } from '../events.ts';
import { sameArea } from './areas.ts';

/** Which requests belong to a mass incident. */
export interface Reach {
  id: string;
  number: string;
  serviceId: string;
  area: string | null;
  beganAt: Date;
}

/** Events in one statement; each takes several of the parameters a statement may have. */
const EVENTS_AT_ONCE = 1000;

/**
 * Attaches the open requests that belong to an open mass incident and to none yet: of its service and area, opened
 * since it began. Those a person took out stay out.
 * They are locked in the order of their ids, as everybody locks several: no two can wait for each other.
 * @param trx one that holds the mass incident open.
 * @param by user id, or `system`.
 * @returns how many were attached.
 */
export async function attachMatching(trx: Trx, mass: Reach, by: string): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    with due as (
      select r.id from servicerequest r
      where r.service_id = ${mass.serviceId} and r.created_at >= ${mass.beganAt} and r.status <> 'CLOSED'
        and r.mass_incident_id is null and (${mass.area}::text is null or ${sameArea(sql`r.area`, sql`${mass.area}::text`)})
        and not exists (
          select 1 from mass_incident_detached d
          where d.servicerequest_id = r.id and d.mass_incident_id = ${mass.id})
      order by r.id for update of r)
    update servicerequest r set mass_incident_id = ${mass.id} from due where r.id = due.id
    returning r.id`.execute(trx);
  for (let start = 0; start < rows.length; start += EVENTS_AT_ONCE) {
    await appendEvents(
      trx,
      rows.slice(start, start + EVENTS_AT_ONCE).map((row) => ({
        type: 'servicerequest.attached',
        serviceRequestId: row.id,
        actor: by,
        data: { massIncidentId: mass.id, number: mass.number },
      })),
    );
  }
  return rows.length;
}

/**
 * Attaches what could not be attached at its opening: it was being opened while its mass incident was, or its service
 * or area was found out later. Safe to run at any time, in any number of processes.
 * @returns how many were attached.
 */
export async function attachMissed(db: Db): Promise<number> {
  const open = await db.selectFrom('mass_incident').select('id').where('state', '=', 'OPEN').execute();
  let attached = 0;
  for (const { id } of open) {
    attached += await db.transaction().execute(async (trx) => {
      const mass = await holdOpen(trx, id);
      return mass ? attachMatching(trx, mass, 'system') : 0;
    });
  }
  return attached;
}

/** Reads an open mass incident and keeps it from closing until the transaction ends; undefined where it is not open. */
export async function holdOpen(trx: Trx, id: string): Promise<Reach | undefined> {
  return trx
    .selectFrom('mass_incident')
    .select(['id', 'number', 'service_id as serviceId', 'area', 'began_at as beganAt'])
    .where('id', '=', id)
    .where('state', '=', 'OPEN')
    .forShare()
    .executeTakeFirst();
}
