import type { Actor } from '../access/actor.ts';
import { requireMover } from '../access/requireMover.ts';
import type { HouseContext } from '../context.ts';
import { Conflict } from '../errors.ts';
import { appendEvents } from '../events.ts';
import { endRequest } from '../service-request/endRequest.ts';
import { endIncident } from './endIncident.ts';
import { finalStep } from './finalStep.ts';
import { readVisibleIncident } from './readVisibleIncident.ts';

/**
 * Unlinks an incident from its request, which closes with INCIDENT_UNLINKED; customer and manager are told as of any
 * close. The incident ends with it, in the last step of its process: work for nobody's request would stay on a board
 * for good, and nobody could be answered. Both keep knowing of each other, as history.
 * @see docs/adr/0009-unlinked-incidents-end.md
 * @throws {NotFound} when the actor does not see it; {@link Forbidden} when it is not his to end; {@link Conflict} when
 *   it is closed, or was moved or handed over meanwhile.
 */
export async function unlinkIncident(
  ctx: Pick<HouseContext, 'db'>,
  actor: Actor,
  unlink: { incidentId: string },
): Promise<void> {
  const incident = await readVisibleIncident(ctx.db, actor, unlink.incidentId);
  await requireMover(ctx.db, actor, { assigneeId: incident.assignee_id });
  if (incident.closed_at !== null) throw new Conflict('incident.closed', 'The incident is closed');
  const ending = {
    incidentId: incident.id,
    requestId: incident.servicerequest_id,
    fromStep: incident.step,
    toStep: await finalStep(ctx.db, incident, 'broken_off'),
    assigneeId: incident.assignee_id,
    by: actor.id,
  };
  await ctx.db.transaction().execute(async (trx) => {
    await appendEvents(trx, [
      {
        type: 'incident.unlinked',
        serviceRequestId: incident.servicerequest_id,
        incidentId: incident.id,
        actor: actor.id,
        data: { number: incident.number },
      },
    ]);
    const ended = await endIncident(trx, { ...ending, unlinked: true });
    const closed = await endRequest(trx, { ...ending, from: 'IN_PROGRESS', reason: 'INCIDENT_UNLINKED' });
    if (!ended || !closed)
      throw new Conflict('incident.moved', 'Somebody else has moved this incident or handed it over');
  });
}
