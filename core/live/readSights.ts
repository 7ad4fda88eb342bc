import { type RawBuilder, sql } from 'kysely';
import type { IncidentSight, OwnSight, RequestSight } from '../access/sight.ts';
import type { Db } from '../db/db.ts';

/** What requests and incidents look like to the rules of visibility, at this moment. */
export interface Sights {
  requests: ReadonlyMap<string, RequestSight>;
  incidents: ReadonlyMap<string, IncidentSight>;
}

interface Row extends Omit<OwnSight, 'incidents'> {
  id: string;
  mergedInto: string | null;
}

/**
 * Looks at everything a batch of events touched, at once: two queries however many events, one after the other, for
 * those in which a merged request goes on count too.
 * @param touched ids; those of which nothing is left are missing in the answer.
 */
export async function readSights(
  db: Db,
  touched: { requestIds: string[]; incidentIds: string[] },
): Promise<Sights> {
  const { requestIds, incidentIds } = touched;
  const rows = requestIds.length === 0 ? [] : await readRequests(db, requestIds);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const incidents = await readIncidents(db, [...byId.keys()], incidentIds);
  const ownOf = ({ id, status, settledBy, closedBy, openedBy }: Row): OwnSight => {
    return {
      status,
      settledBy,
      closedBy,
      openedBy,
      incidents: incidents.filter((each) => each.requestId === id),
    };
  };
  const wanted = requestIds.map((id) => byId.get(id)).filter((row) => row !== undefined);
  return {
    requests: new Map(
      wanted.map((row) => [row.id, { ...ownOf(row), survivors: survivorsOf(row, byId).map(ownOf) }]),
    ),
    incidents: new Map(incidents.map((incident) => [incident.id, incident])),
  };
}

/** The requests, and all that they were merged into. */
async function readRequests(db: Db, ids: string[]): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with recursive way(id) as (
      select unnest(${ids}::uuid[])
      union
      select r.merged_into from servicerequest r join way on way.id = r.id where r.merged_into is not null
    )
    select r.id, r.status, r.settled_by as "settledBy", r.closed_by as "closedBy", r.opened_by as "openedBy",
      r.merged_into as "mergedInto"
    from servicerequest r where r.id in (select id from way)`.execute(db);
  return rows;
}

function survivorsOf(row: Row, byId: ReadonlyMap<string, Row>): Row[] {
  const way: Row[] = [];
  let next = row.mergedInto === null ? undefined : byId.get(row.mergedInto);
  while (next && !way.includes(next)) {
    way.push(next);
    next = next.mergedInto === null ? undefined : byId.get(next.mergedInto);
  }
  return way;
}

async function readIncidents(db: Db, requestIds: string[], ids: string[]) {
  if (requestIds.length + ids.length === 0) return [];
  const isOne = (column: string, of: string[]): RawBuilder<boolean> =>
    sql<boolean>`${sql.ref(column)} = any(${of}::uuid[])`;
  return db
    .selectFrom('incident')
    .select(['id', 'servicerequest_id as requestId', 'assignee_id as assigneeId'])
    .select('work_group_id as workGroupId')
    .where((each) => each.or([isOne('servicerequest_id', requestIds), isOne('id', ids)]))
    .execute();
}
