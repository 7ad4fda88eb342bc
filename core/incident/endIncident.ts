import type { Trx } from '../db/db.ts';
import { appendEvents } from '../events.ts';
import { keepClock } from '../sla/keepClock.ts';

/**
 * Ends an incident that still stands in `fromStep`, with its event.
 * @param ending.toStep a step of category DONE.
 * @param ending.assigneeId whose it was when the right to end it was looked at; absent where that is no matter.
 * @returns false when somebody moved it meanwhile, or handed it over.
 */
export async function endIncident(
  trx: Trx,
  ending: {
    incidentId: string;
    requestId: string;
    fromStep: string;
    toStep: string;
    by: string;
    assigneeId?: string | null | undefined;
    /** Whether it ends without having been solved, unlinked from its request. */
    unlinked?: boolean;
  },
): Promise<boolean> {
  const now = new Date();
  const { assigneeId } = ending;
  const row = await trx
    .updateTable('incident')
    .set({ step: ending.toStep, category: 'DONE', closed_at: now, updated_at: now })
    .where('id', '=', ending.incidentId)
    .where('step', '=', ending.fromStep)
    .where('closed_at', 'is', null)
    .$if(assigneeId !== undefined, (query) =>
      query.where('assignee_id', 'is not distinct from', assigneeId ?? null),
    )
    .returning('id')
    .executeTakeFirst();
  if (!row) return false;
  await keepClock(trx, ending.incidentId, 'DONE');
  await appendEvents(trx, [
    {
      type: 'incident.closed',
      serviceRequestId: ending.requestId,
      incidentId: ending.incidentId,
      actor: ending.by,
      data: { from: ending.fromStep, to: ending.toStep, ...(ending.unlinked && { outcome: 'unlinked' }) },
    },
  ]);
  return true;
}
