import type { Actor } from '../../../core/access/actor.ts';
import type { BusinessProcess, ProcessStep } from '../../../core/business-process/process.ts';
import { readProcess } from '../../../core/business-process/readProcess.ts';
import type { HouseContext } from '../../../core/context.ts';
import { getIncident, type IncidentView } from '../../../core/incident/readIncidents.ts';
import { readNextSteps } from '../../../core/incident/readNextSteps.ts';
import type { Service } from '../../../core/service-catalog/catalogue.ts';
import { listServices } from '../../../core/service-catalog/readServices.ts';
import { type Calling, callingOf } from '../requests/calls/calling.ts';
import { type History, readHistory } from '../timeline/readTimeline.ts';

/** All that an incident's page shows. */
export interface IncidentData {
  incident: IncidentView;
  process: BusinessProcess | undefined;
  /** Where this person may move it. */
  nextSteps: ProcessStep[];
  history: History;
  services: Service[];
  calling: Calling;
}

/** Reads an incident's page for an actor. @throws {NotFound} when there is none or he may not see it. */
export async function loadIncident(
  ctx: Pick<HouseContext, 'db' | 'channels'>,
  actor: Actor,
  id: string,
): Promise<IncidentData> {
  const { db } = ctx;
  const incident = await getIncident(db, actor, id);
  const process = await readProcess(db, incident.processId, incident.processVersion);
  const [nextSteps, history, services] = await Promise.all([
    readNextSteps(db, actor, id),
    readHistory(db, actor, incident.serviceRequestId, process),
    listServices(db),
  ]);
  const calling = callingOf(ctx, {
    requestId: incident.serviceRequestId,
    phone: incident.phone,
    open: incident.closedAt === null,
  });
  return { incident, process, nextSteps, history, services, calling };
}
