import type { Trx } from '../db/db.ts';
import { appendEvents } from '../events.ts';
import { holdOpen } from './attachMatching.ts';

/**
 * Gives a duplicate's open mass incident to the request that goes on, which has none: it is the customer's trouble still.
 * One that a person took out of it stays out.
 * @param trx the transaction that merges the two, both locked.
 * @returns the mass incident passed on; null: none.
 */
export async function passOnMassIncident(
  trx: Trx,
  merge: { fromId: string; intoId: string; by: string },
): Promise<string | null> {
  const { fromId, intoId, by } = merge;
  const from = await trx
    .selectFrom('servicerequest as f')
    .select('f.mass_incident_id as massIncidentId')
    .where('f.id', '=', fromId)
    .where('f.mass_incident_id', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('mass_incident_detached as d')
            .select('d.by')
            .where('d.servicerequest_id', '=', intoId)
            .whereRef('d.mass_incident_id', '=', 'f.mass_incident_id'),
        ),
      ),
    )
    .executeTakeFirst();
  const mass = from?.massIncidentId ? await holdOpen(trx, from.massIncidentId) : undefined;
  if (!mass) return null;
  const row = await trx
    .updateTable('servicerequest')
    .set({ mass_incident_id: mass.id, updated_at: new Date() })
    .where('id', '=', intoId)
    .where('mass_incident_id', 'is', null)
    .where('status', '<>', 'CLOSED')
    .returning('id')
    .executeTakeFirst();
  if (!row) return null;
  await appendEvents(trx, [
    {
      type: 'servicerequest.attached',
      serviceRequestId: intoId,
      actor: by,
      data: { massIncidentId: mass.id, number: mass.number },
    },
  ]);
  return mass.id;
}

/**
 * Takes back what {@link passOnMassIncident} gave, where the request is open and has it still: parted from its duplicate
 * it is what it was.
 * @param trx the transaction that undoes the merge.
 */
export async function takeBackMassIncident(
  trx: Trx,
  undo: { intoId: string; massIncidentId: string | null; by: string },
): Promise<void> {
  const { intoId, massIncidentId, by } = undo;
  if (massIncidentId === null) return;
  const row = await trx
    .updateTable('servicerequest')
    .set({ mass_incident_id: null, updated_at: new Date() })
    .where('id', '=', intoId)
    .where('mass_incident_id', '=', massIncidentId)
    .where('status', '<>', 'CLOSED')
    .returning('id')
    .executeTakeFirst();
  if (!row) return;
  const { number } = await trx
    .selectFrom('mass_incident')
    .select('number')
    .where('id', '=', massIncidentId)
    .executeTakeFirstOrThrow();
  await appendEvents(trx, [
    {
      type: 'servicerequest.detached',
      serviceRequestId: intoId,
      actor: by,
      data: { massIncidentId, number },
    },
  ]);
}

/**
 * Parts a request that opens again from a mass incident that is over by now, or is being closed: nobody would close it
 * with that.
 * @param trx the transaction that opens it again.
 */
export async function leaveEndedMassIncident(trx: Trx, requestId: string, by: string): Promise<void> {
  const request = await trx
    .selectFrom('servicerequest as r')
    .innerJoin('mass_incident as m', 'm.id', 'r.mass_incident_id')
    .select(['m.id as massIncidentId', 'm.number'])
    .where('r.id', '=', requestId)
    .executeTakeFirst();
  if (!request || (await holdOpen(trx, request.massIncidentId))) return;
  await trx
    .updateTable('servicerequest')
    .set({ mass_incident_id: null, updated_at: new Date() })
    .where('id', '=', requestId)
    .execute();
  await appendEvents(trx, [
    { type: 'servicerequest.detached', serviceRequestId: requestId, actor: by, data: { ...request } },
  ]);
}
