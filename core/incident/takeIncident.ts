import type { Actor } from '../access/actor.ts';
import type { HouseContext } from '../context.ts';
import { Conflict, Forbidden } from '../errors.ts';
import { appendEvents } from '../events.ts';
import { readVisibleIncident } from './readVisibleIncident.ts';

/**
 * Takes an incident nobody has: an agent one of his work groups, a supervisor who is an agent too any.
 * @throws {NotFound} when the actor does not see it; {@link Forbidden} when he works on none; {@link Conflict} when
 *   somebody has it, it went to another group meanwhile, or it is closed.
 */
export async function takeIncident(
  ctx: Pick<HouseContext, 'db'>,
  actor: Actor,
  take: { incidentId: string },
): Promise<void> {
  const incident = await readVisibleIncident(ctx.db, actor, take.incidentId);
  if (actor.kind !== 'user' || !actor.roles.includes('User'))
    throw new Forbidden('incident.no_agent', 'Only who works on incidents may take one');
  if (incident.closed_at !== null) throw new Conflict('incident.closed', 'The incident is closed');
  await ctx.db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('incident')
      .set({ assignee_id: actor.id, assigned_by: actor.id, updated_at: new Date() })
      .where('id', '=', incident.id)
      .where('assignee_id', 'is', null)
      .where('work_group_id', 'is not distinct from', incident.work_group_id)
      .where('closed_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!row) throw new Conflict('incident.taken', 'Somebody else has taken it or handed it over');
    await appendEvents(trx, [
      {
        type: 'incident.assigned',
        serviceRequestId: incident.servicerequest_id,
        incidentId: incident.id,
        actor: actor.id,
        data: { from: null, assigneeId: actor.id, assignedBy: 'taken' },
      },
    ]);
  });
}
