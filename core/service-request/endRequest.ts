import type { Trx } from '../db/db.ts';
import { appendEvents } from '../events.ts';
import type { CloseReason } from './status.ts';

/**
 * Closes a request that is still open, with its event.
 * @param by user id, or `system`.
 * @returns false when it was closed already.
 */
export async function endRequest(
  trx: Trx,
  ending: { requestId: string; reason: CloseReason; by: string; incidentId?: string },
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
    .where('status', '<>', 'CLOSED')
    .returning('id')
    .executeTakeFirst();
  if (!row) return false;
  await appendEvents(trx, [
    {
      type: 'servicerequest.closed',
      serviceRequestId: ending.requestId,
      incidentId: ending.incidentId,
      actor: ending.by,
      data: { reason: ending.reason },
    },
  ]);
  return true;
}
