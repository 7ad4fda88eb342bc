import { closeCallbacks } from '../call/callbacks.ts';
import type { Trx } from '../db/db.ts';
import { appendEvents } from '../events.ts';
import type { CloseReason, RequestStatus } from './status.ts';

/**
 * Closes a request that still is in the state its closer saw, with its event.
 * @param ending.from the state seen: a request that moved on meanwhile may have an incident by now.
 * @param ending.by user id, or `system`.
 * @param ending.massIncidentId what it ends with, where it is one of many.
 * @returns false when it is in another state.
 */
export async function endRequest(
  trx: Trx,
  ending: {
    requestId: string;
    from: RequestStatus;
    reason: CloseReason;
    by: string;
    incidentId?: string;
    massIncidentId?: string;
  },
): Promise<boolean> {
  const now = new Date();
  const row = await trx
    .updateTable('servicerequest')
    .set({
      status: 'CLOSED',
      close_reason: ending.reason,
      closed_at: now,
      closed_by: ending.by,
      updated_at: now,
    })
    .where('id', '=', ending.requestId)
    .where('status', '=', ending.from)
    .returning('id')
    .executeTakeFirst();
  if (!row) return false;
  await closeCallbacks(trx, ending.requestId, ending.by);
  await appendEvents(trx, [
    {
      type: 'servicerequest.closed',
      serviceRequestId: ending.requestId,
      incidentId: ending.incidentId,
      actor: ending.by,
      data: {
        reason: ending.reason,
        ...(ending.massIncidentId !== undefined && { massIncidentId: ending.massIncidentId }),
      },
    },
  ]);
  return true;
}
