import { sql } from 'kysely';
import { answeringAgent } from '../call/answeringAgent.ts';
import type { Db, Trx } from '../db/db.ts';
import { appendEvents } from '../events.ts';

/**
 * Puts a request's open incident to the agent who answered its call, unless a person has assigned it since.
 * Safe to run at any time and any number of times.
 */
export async function assignAnsweringAgent(db: Db, requestId: string): Promise<void> {
  const agentId = await answeringAgent(db, requestId);
  if (agentId === null) return;
  await db.transaction().execute((trx) => giveToAgent(trx, requestId, { agentId, actor: 'system' }));
}

/**
 * Gives the open incident of a request to the agent who has its customer on the telephone, unless a person has assigned
 * it, or whoever has it has begun to work on it.
 * @param to.actor user id of whoever says so, or `system`.
 */
export async function giveToAgent(
  trx: Trx,
  requestId: string,
  to: { agentId: string; actor: string },
): Promise<void> {
  const incident = await trx
    .selectFrom('incident as i')
    .innerJoin('business_process as p', (join) =>
      join.onRef('p.id', '=', 'i.process_id').onRef('p.version', '=', 'i.process_version'),
    )
    .select(['i.id', 'i.assignee_id'])
    .where('i.servicerequest_id', '=', requestId)
    .where('i.assigned_by', '=', 'system')
    .where('i.closed_at', 'is', null)
    .where('i.step', '=', sql<string>`p.steps -> 0 ->> 'id'`)
    .forUpdate('i')
    .executeTakeFirst();
  if (!incident) return;
  await trx
    .updateTable('incident')
    .set({ assignee_id: to.agentId, assigned_by: 'call', updated_at: new Date() })
    .where('id', '=', incident.id)
    .execute();
  await appendEvents(trx, [
    {
      type: 'incident.assigned',
      serviceRequestId: requestId,
      incidentId: incident.id,
      actor: to.actor,
      data: { from: incident.assignee_id, assigneeId: to.agentId, assignedBy: 'call' },
    },
  ]);
}
