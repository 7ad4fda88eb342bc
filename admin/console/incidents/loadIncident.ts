import type { Actor } from '../../../core/access/actor.ts';
import { moversFor } from '../../../core/access/movers.ts';
import type { BusinessProcess, ProcessStep } from '../../../core/business-process/process.ts';
import { readProcess } from '../../../core/business-process/readProcess.ts';
import type { HouseContext } from '../../../core/context.ts';
import { getIncident, type IncidentView } from '../../../core/incident/readIncidents.ts';
import { readNextSteps } from '../../../core/incident/readNextSteps.ts';
import { listSupporters, type Supporter } from '../../../core/incident/readSupporters.ts';
import { type RequestOutages, readRequestOutages } from '../../../core/mass-incident/readKnownOutages.ts';
import type { Service } from '../../../core/service-catalog/catalogue.ts';
import { listServices } from '../../../core/service-catalog/readServices.ts';
import { type Clock, readClock } from '../../../core/sla/readClock.ts';
import { listWorkGroups } from '../../../core/work-group/readWorkGroups.ts';
import { type Calling, callingOf } from '../requests/calls/calling.ts';
import { type History, readHistory } from '../timeline/readTimeline.ts';

/** All that an incident's page shows. */
export interface IncidentData {
  incident: IncidentView;
  process: BusinessProcess | undefined;
  /** Where this person may move it. */
  nextSteps: ProcessStep[];
  /** Whether he may take it: nobody has it, and he works on incidents. */
  mayTake: boolean;
  /** To whom he may hand it over; null: it is not his to give. */
  targets: { people: Supporter[]; groups: string[] } | null;
  history: History;
  services: Service[];
  calling: Calling;
  /** How it stands with its term; null: it has none. */
  clock: Clock | null;
  /** The mass incident its request is part of, or may be. */
  outages: RequestOutages;
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
  const open = incident.closedAt === null;
  const [nextSteps, history, services, clock, outages, targets] = await Promise.all([
    readNextSteps(db, actor, id),
    readHistory(db, actor, incident.serviceRequestId, process),
    listServices(db),
    readClock(db, actor, id),
    readRequestOutages(db, incident.serviceRequestId),
    open && (await moversFor(db, actor, incident)).length > 0 ? readTargets(ctx, incident) : null,
  ]);
  const mayTake = open && incident.assigneeId === null && actor.roles.includes('User');
  const calling = callingOf(ctx, { requestId: incident.serviceRequestId, phone: incident.phone, open });
  return { incident, process, nextSteps, mayTake, targets, history, services, calling, clock, outages };
}

async function readTargets({ db }: Pick<HouseContext, 'db'>, incident: IncidentView) {
  const [people, groups] = await Promise.all([listSupporters(db), listWorkGroups(db)]);
  return {
    people: people.filter((person) => person.id !== incident.assigneeId),
    groups: groups.map((group) => group.id),
  };
}
