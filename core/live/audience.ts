import { isSupervisor, seesAll } from '../access/actor.ts';
import {
  type IncidentSight,
  type RequestSight,
  seesIncident,
  seesRequest,
  type Viewer,
} from '../access/sight.ts';
import type { StoredEvent } from '../events.ts';
import type { Sights } from './readSights.ts';

/** Whom an event concerns: who sees what it is about now, and who did until then and must see it go. */
export type Audience = (viewer: Viewer) => boolean;

type About = Pick<StoredEvent, 'type' | 'serviceRequestId' | 'incidentId' | 'subject' | 'data'>;

/**
 * @param event an event of which nothing but ids is ever told.
 * @param sights what it is about looks like now.
 * @param isBirth whether the request was opened in the same transaction: then nobody saw it before.
 */
export function audienceOf(event: About, sights: Sights, isBirth: boolean): Audience {
  const request = lookUp(sights.requests, event.serviceRequestId);
  const incident = lookUp(sights.incidents, event.incidentId);
  if (event.serviceRequestId === null && event.incidentId === null) {
    // Of a call without a request only the telephone it rings at is told: that is the screen pop's affair.
    if (event.type.startsWith('call.')) return () => false;
    return ({ actor }) => isForAll(event.type) || seesAll(actor) || isSupervisor(actor);
  }
  if (leavesTriage(event, request, isBirth)) return () => true;
  const before = sawBefore(event, incident);
  return (viewer) =>
    (request !== undefined && seesRequest(viewer, request)) ||
    (incident !== undefined && seesIncident(viewer, incident)) ||
    before(viewer);
}

/** What every screen shows, or may: who calls themselves what, how work goes, whether there is an outage. */
const FOR_ALL = /^(customer|process|setting)\.|^massincident\.(?!proposed$|dismissed$)/;

/** Whether everybody is told of it though it is of no card; the rest is for supervisors, whether there is an outage too. */
export function isForAll(type: StoredEvent['type']): boolean {
  return FOR_ALL.test(type);
}

function lookUp<Value>(map: ReadonlyMap<string, Value>, id: string | null): Value | undefined {
  return id === null ? undefined : map.get(id);
}

/** Everybody sees what waits in triage, so everybody's list loses it. */
function leavesTriage(event: About, request: RequestSight | undefined, isBirth: boolean): boolean {
  if (event.type === 'servicerequest.ordering') return !isBirth;
  if (event.type === 'servicerequest.merged') return true;
  return event.type === 'servicerequest.closed' && request?.incidents.length === 0;
}

/** Who had the incident on his screen until it was given to somebody else. */
function sawBefore(event: About, incident: IncidentSight | undefined): Audience {
  const { from, workGroupId } = event.data;
  if (event.type === 'incident.assigned' || event.type === 'incident.transferred') {
    if (typeof from === 'string') return (viewer) => seesIncident(viewer, given(from, incident));
    // Nobody had it. Of which group it was, its move to another one does not say.
    if (event.type === 'incident.transferred' && typeof workGroupId === 'string') return () => true;
    return (viewer) => seesIncident(viewer, { assigneeId: null, workGroupId: incident?.workGroupId ?? null });
  }
  return () => false;
}

function given(assigneeId: string, incident: IncidentSight | undefined): IncidentSight {
  return { assigneeId, workGroupId: incident?.workGroupId ?? null };
}
