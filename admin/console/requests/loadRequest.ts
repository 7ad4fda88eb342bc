import type { Actor } from '../../../core/access/actor.ts';
import { opensRequest } from '../../../core/access/customerHistory.ts';
import { moversFor } from '../../../core/access/movers.ts';
import { readProcess } from '../../../core/business-process/readProcess.ts';
import type { HouseContext } from '../../../core/context.ts';
import { NotFound } from '../../../core/errors.ts';
import { getIncident, type IncidentView } from '../../../core/incident/readIncidents.ts';
import { type RequestOutages, readRequestOutages } from '../../../core/mass-incident/readKnownOutages.ts';
import type { Service } from '../../../core/service-catalog/catalogue.ts';
import { listServices } from '../../../core/service-catalog/readServices.ts';
import { listRelated, type RelatedRequest } from '../../../core/service-request/listRelated.ts';
import { readUndoneMerge, type UndoneMerge } from '../../../core/service-request/merged.ts';
import { getRequest, type RequestView } from '../../../core/service-request/readRequests.ts';
import { type History, readHistory } from '../timeline/readTimeline.ts';
import { type Calling, callingOf } from './calls/calling.ts';
import { fileLimits } from './conversation/attach.ts';
import type { FileLimits } from './conversation/FileField.tsx';
import { loadReach, type Reach } from './loadReach.ts';

/** All that a request's page shows. */
export interface RequestData {
  request: RequestView;
  /** Null while there is none, or when the person may not see it. */
  incident: IncidentView | null;
  history: History;
  /** The whole catalogue mirror, inactive services too: old requests name them. */
  services: Service[];
  mayClose: boolean;
  /** Whether he may undo its merge. */
  mayUnmerge: boolean;
  /** Whether he may open the one it was merged into. */
  survivorOpens: boolean;
  /** The other open requests of its customer. */
  related: RelatedRequest[];
  /** The merge of it that was undone, while it is open again. */
  undone: UndoneMerge | undefined;
  reach: Reach;
  /** The mass incident it is part of, or may be. */
  outages: RequestOutages;
  calling: Calling;
  /** What files may be attached. */
  limits: FileLimits;
}

/** Reads a request's page for an actor. @throws {NotFound} when there is none or he may not see it. */
export async function loadRequest(
  ctx: Pick<HouseContext, 'db' | 'senders' | 'config' | 'channels'>,
  actor: Actor,
  id: string,
): Promise<RequestData> {
  const { db } = ctx;
  const request = await getRequest(db, actor, id);
  const incident = request.incidentId === null ? null : await visibleIncident(ctx, actor, request.incidentId);
  const process = incident ? await readProcess(db, incident.processId, incident.processVersion) : undefined;
  const { customerId, phone } = request;
  const [history, services, mayClose, reach, mayUnmerge, survivorOpens, related, outages, undone] =
    await Promise.all([
      readHistory(db, actor, id, process),
      listServices(db),
      isClosable(ctx, actor, request, incident),
      loadReach(ctx, id),
      request.mergedInto !== null && isUndoable(ctx, actor, request, incident),
      request.mergedInto !== null && mayOpen(ctx, actor, request.mergedInto),
      request.status === 'CLOSED' ? [] : listRelated(db, actor, { customerId, phone, except: id }),
      readRequestOutages(db, id),
      request.status === 'CLOSED' ? undefined : readUndoneMerge(db, id),
    ]);
  const calling = callingOf(ctx, { requestId: id, phone: request.phone, open: request.status !== 'CLOSED' });
  const limits = fileLimits(ctx.config);
  const shown = { request, incident, history, services, related, reach, outages, calling, limits, undone };
  return { ...shown, mayClose, mayUnmerge, survivorOpens };
}

async function mayOpen({ db }: Pick<HouseContext, 'db'>, actor: Actor, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('servicerequest as r')
    .select(opensRequest(actor, 'r').as('opens'))
    .where('r.id', '=', id)
    .executeTakeFirst();
  return row?.opens ?? false;
}

async function visibleIncident(
  ctx: Pick<HouseContext, 'db'>,
  actor: Actor,
  id: string,
): Promise<IncidentView | null> {
  try {
    return await getIncident(ctx.db, actor, id);
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}

/** The same rule as core's: with an incident its movers, without one whoever sees the request. */
async function isUndoable(
  ctx: Pick<HouseContext, 'db'>,
  actor: Actor,
  request: RequestView,
  incident: IncidentView | null,
): Promise<boolean> {
  if (request.incidentId === null) return true;
  return incident !== null && (await moversFor(ctx.db, actor, incident)).length > 0;
}

/** The same rule as core's: with an open incident its movers, without one whoever sees the request. */
async function isClosable(
  ctx: Pick<HouseContext, 'db'>,
  actor: Actor,
  request: RequestView,
  incident: IncidentView | null,
): Promise<boolean> {
  if (request.status === 'CLOSED') return false;
  if (request.incidentId === null) return true;
  return incident !== null && (await moversFor(ctx.db, actor, incident)).length > 0;
}
