import type { Trx } from '../db/db.ts';
import { appendEvents } from '../events.ts';

/**
 * Ends an incident that still stands in `fromStep`, with its event.
 * @param ending.toStep a step of category DONE.
 * @returns false when somebody moved it meanwhile.
 */
export async function endIncident(
  trx: Trx,
  ending: { incidentId: string; requestId: string; fromStep: string; toStep: string; by: string },
): Promise<boolean> {
  const now = new Date();
  const row = await trx
    .updateTable('incident')
    .set({ step: ending.toStep, category: 'DONE', closed_at: now, updated_at: now })
    .where('id', '=', ending.incidentId)
    .where('step', '=', ending.fromStep)
    .where('closed_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!row) return false;
  await appendEvents(trx, [
    {
      type: 'incident.closed',
      serviceRequestId: ending.requestId,
      incidentId: ending.incidentId,
      actor: ending.by,
      data: { from: ending.fromStep, to: ending.toStep },
    },
  ]);
  return true;
}
