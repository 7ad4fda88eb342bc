import { answeringAgent } from '../call/answeringAgent.ts';
import type { Db } from '../db/db.ts';
import { appendEvents } from '../events.ts';

/**
 * Puts a request's open incident to the agent who answered its call, unless a person has assigned it since.
 * Safe to run at any time and any number of times.
 */
export async function assignAnsweringAgent(db: Db, requestId: string): Promise<void> {
  const agentId = await answeringAgent(db, requestId);
  if (agentId === null) return;
  await db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('incident')
      .set({ assignee_id: agentId, assigned_by: 'call', updated_at: new Date() })
      .where('servicerequest_id', '=', requestId)
      .where('assigned_by', '=', 'system')
      .where('closed_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!row) return;
    await appendEvents(trx, [
      {
        type: 'incident.assigned',
        serviceRequestId: requestId,
        incidentId: row.id,
        data: { assigneeId: agentId, assignedBy: 'call' },
      },
    ]);
  });
}
