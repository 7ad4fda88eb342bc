import type { Actor } from '../access/actor.ts';
import { moversFor } from '../access/movers.ts';
import { findStep, type ProcessStep, transitionsFrom } from '../business-process/process.ts';
import { readProcess } from '../business-process/readProcess.ts';
import type { Db } from '../db/db.ts';
import { getIncident } from './readIncidents.ts';

/**
 * The steps an actor may move an incident to from where it stands; none when it is closed or not his to move.
 * @throws {NotFound} when the actor does not see it.
 */
export async function readNextSteps(db: Db, actor: Actor, incidentId: string): Promise<ProcessStep[]> {
  const incident = await getIncident(db, actor, incidentId);
  if (incident.closedAt !== null) return [];
  const movers = await moversFor(db, actor, incident);
  const process = await readProcess(db, incident.processId, incident.processVersion);
  if (!process) return [];
  return transitionsFrom(process, incident.step, movers)
    .map((transition) => findStep(process, transition.to))
    .filter((step) => step !== undefined);
}
