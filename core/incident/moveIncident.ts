import type { Selectable } from 'kysely';
import type { Actor } from '../access/actor.ts';
import { requireMover } from '../access/requireMover.ts';
import { findStep, type ProcessStep, transitionsFrom } from '../business-process/process.ts';
import { readProcess } from '../business-process/readProcess.ts';
import type { HouseContext } from '../context.ts';
import type { Db } from '../db/db.ts';
import type { Incident } from '../db/types.generated.ts';
import { Conflict, Invalid } from '../errors.ts';
import { markAnswered } from '../service-request/markAnswered.ts';
import { readVisibleIncident } from './readVisibleIncident.ts';
import { stepIncident } from './stepIncident.ts';

/**
 * Moves an incident along a transition that its process allows to the actor. A step of category DONE closes the
 * incident and, in the same transaction, its request.
 * @param move.fromStep the step the actor saw; a page that has grown stale moves nothing.
 * @throws {NotFound} when the actor does not see it; {@link Forbidden} when he may not move it; {@link Invalid} when
 *   the process has no such step; {@link Conflict} when the process has no way there from here, or somebody moved
 *   it meanwhile.
 */
export async function moveIncident(
  ctx: Pick<HouseContext, 'db'>,
  actor: Actor,
  move: { incidentId: string; toStep: string; fromStep?: string | undefined },
): Promise<void> {
  const incident = await readVisibleIncident(ctx.db, actor, move.incidentId);
  if (move.fromStep !== undefined && move.fromStep !== incident.step) throw movedMeanwhile();
  const target = await allowedStep(ctx.db, actor, incident, move.toStep);
  const step = {
    incidentId: incident.id,
    requestId: incident.servicerequest_id,
    fromStep: incident.step,
    target,
    assigneeId: incident.assignee_id,
    by: actor.id,
  };
  await ctx.db.transaction().execute(async (trx) => {
    if (!(await stepIncident(trx, step))) throw movedMeanwhile();
    // Whoever takes it up has read what the customer said: his first move is the first answer, if nothing was before.
    if (actor.kind === 'user') await markAnswered(trx, step.requestId);
  });
}

function movedMeanwhile(): Conflict {
  return new Conflict('incident.moved', 'Somebody else has moved this incident');
}

async function allowedStep(
  db: Db,
  actor: Actor,
  incident: Selectable<Incident>,
  stepId: string,
): Promise<ProcessStep> {
  const movers = await requireMover(db, actor, { assigneeId: incident.assignee_id });
  const process = await readProcess(db, incident.process_id, incident.process_version);
  const step = process && findStep(process, stepId);
  if (!step) throw new Invalid('step', 'is not a step of this process');
  if (!transitionsFrom(process, incident.step, movers).some((each) => each.to === stepId)) {
    throw new Conflict(
      'incident.no_transition',
      `The process has no way from ${incident.step} to ${stepId} for you`,
    );
  }
  return step;
}
