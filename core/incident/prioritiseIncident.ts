import type { Actor } from '../access/actor.ts';
import { requireMover } from '../access/requireMover.ts';
import type { HouseContext } from '../context.ts';
import { Conflict } from '../errors.ts';
import { appendEvents } from '../events.ts';
import { applyTerms } from '../sla/applyTerms.ts';
import type { Priority } from './priority.ts';
import { readVisibleIncident } from './readVisibleIncident.ts';

/**
 * Says how pressing an incident is; its terms follow in the same transaction. The priority it has already changes
 * nothing.
 * @throws {NotFound} when the actor does not see it; {@link Forbidden} when it is not his to say; {@link Conflict}
 *   when it is closed, or somebody else changed it meanwhile.
 */
export async function prioritiseIncident(
  ctx: Pick<HouseContext, 'db'>,
  actor: Actor,
  change: { incidentId: string; priority: Priority },
): Promise<void> {
  const incident = await readVisibleIncident(ctx.db, actor, change.incidentId);
  await requireMover(ctx.db, actor, { assigneeId: incident.assignee_id });
  if (incident.closed_at !== null) throw new Conflict('incident.closed', 'The incident is closed');
  const { priority } = change;
  if (incident.priority === priority) return;
  await ctx.db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('incident')
      .set({ priority, updated_at: new Date() })
      .where('id', '=', incident.id)
      .where('priority', '=', incident.priority)
      .where('closed_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!row) throw new Conflict('incident.prioritised', 'Somebody else has changed it meanwhile');
    await applyTerms(trx, incident.id);
    await appendEvents(trx, [
      {
        type: 'incident.prioritised',
        serviceRequestId: incident.servicerequest_id,
        incidentId: incident.id,
        actor: actor.id,
        data: { from: incident.priority, priority },
      },
    ]);
  });
}
