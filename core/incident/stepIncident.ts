import type { ProcessStep } from '../business-process/process.ts';
import type { Trx } from '../db/db.ts';
import { appendEvents } from '../events.ts';
import { endRequest } from '../service-request/endRequest.ts';
import { keepClock } from '../sla/keepClock.ts';
import { endIncident } from './endIncident.ts';

/** A step an incident takes. That the process allows it is for the caller to know. */
export interface Step {
  incidentId: string;
  requestId: string;
  fromStep: string;
  target: ProcessStep;
  /** Whose it was when the right to move it was looked at; absent where that is no matter. */
  assigneeId?: string | null;
  /** User id, or the outside system that moves it. */
  by: string;
}

/**
 * Moves an incident that still stands in `fromStep`, with its event. A step of category DONE closes it, and its
 * request in the same transaction.
 * @returns false when somebody moved it meanwhile.
 */
export async function stepIncident(trx: Trx, step: Step): Promise<boolean> {
  const { incidentId, requestId, fromStep, target, assigneeId, by } = step;
  if (target.category === 'DONE') {
    const ending = { incidentId, requestId, fromStep, toStep: target.id, assigneeId, by };
    if (!(await endIncident(trx, ending))) return false;
    await endRequest(trx, { ...ending, from: 'IN_PROGRESS', reason: 'RESOLVED' });
    return true;
  }
  const row = await trx
    .updateTable('incident')
    .set({ step: target.id, category: target.category, updated_at: new Date() })
    .where('id', '=', incidentId)
    .where('step', '=', fromStep)
    .where('closed_at', 'is', null)
    .$if(assigneeId !== undefined, (query) =>
      query.where('assignee_id', 'is not distinct from', assigneeId ?? null),
    )
    .returning('id')
    .executeTakeFirst();
  if (!row) return false;
  await keepClock(trx, incidentId, target.category);
  await appendEvents(trx, [
    {
      type: 'incident.moved',
      serviceRequestId: requestId,
      incidentId,
      actor: by,
      data: { from: fromStep, to: target.id },
    },
  ]);
  return true;
}
