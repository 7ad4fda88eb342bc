import { type Actor, isSupervisor, seesAll } from './actor.ts';

/**
 * The rules of visibility.ts once more, over what is at hand in memory: live updates ask them for every event and every
 * person who looks, and a query for each would be too many. sight.test.ts holds both against each other.
 */

/** Who looks, with what the rules need to know of him. */
export interface Viewer {
  actor: Actor;
  /** Ids of his work groups. */
  groups: ReadonlySet<string>;
  /** Ids of everybody who reports to him at any depth, and his own. */
  department: ReadonlySet<string>;
}

/** What the rules look at in an incident. */
export interface IncidentSight {
  assigneeId: string | null;
  workGroupId: string | null;
}

/** What the rules look at in a request by itself. */
export interface OwnSight {
  status: string;
  settledBy: string | null;
  closedBy: string | null;
  openedBy: string | null;
  incidents: IncidentSight[];
}

/** What the rules look at in a request. */
export interface RequestSight extends OwnSight {
  /** Those it was merged into, all along the way. */
  survivors: OwnSight[];
}

/** @see visibleIncidents */
export function seesIncident(viewer: Viewer, { assigneeId, workGroupId }: IncidentSight): boolean {
  const { actor, groups, department } = viewer;
  if (seesAll(actor)) return true;
  if (isSupervisor(actor)) return assigneeId === null || department.has(assigneeId);
  if (assigneeId !== null) return assigneeId === actor.id;
  return workGroupId !== null && groups.has(workGroupId);
}

/** @see visibleRequests */
export function seesRequest(viewer: Viewer, request: RequestSight): boolean {
  return [request, ...request.survivors].some((each) => seesOwn(viewer, each));
}

function seesOwn(viewer: Viewer, request: OwnSight): boolean {
  const { actor } = viewer;
  if (seesAll(actor) || request.status === 'TRIAGE') return true;
  if ([request.settledBy, request.closedBy, request.openedBy].includes(actor.id)) return true;
  if (request.incidents.length === 0) return isSupervisor(actor);
  return request.incidents.some((incident) => seesIncident(viewer, incident));
}
