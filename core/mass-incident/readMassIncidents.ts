import { sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import { visibleMassIncidents, visibleRequests } from '../access/visibility.ts';
import type { Db } from '../db/db.ts';
import { NotFound } from '../errors.ts';
import { afterCursor, exactTime, type Page, type PageRequest, toPage } from '../paging.ts';
import type { RequestStatus } from '../service-request/status.ts';
import { sameArea } from './areas.ts';
import type { MassIncidentState, MassIncidentView } from './massIncident.ts';

/** A request of a mass incident: what may be shown to whoever sees the mass incident. */
export interface MassRequest {
  id: string;
  number: string;
  area: string | null;
  status: RequestStatus;
  createdAt: Date;
  /** Whether the actor sees the request itself. */
  visible: boolean;
  /** Null where he does not. */
  customerName: string | null;
  text: string | null;
}

/** The mass incidents an actor may see, newest first. @throws {Invalid} on a foreign cursor. */
export async function listMassIncidents(
  db: Db,
  actor: Actor,
  filter: { states?: MassIncidentState[] | undefined; serviceId?: string | undefined },
  page: PageRequest,
): Promise<Page<MassIncidentView>> {
  const { states, serviceId } = filter;
  let query = massIncidentQuery(db)
    .where(visibleMassIncidents(actor, 'm'))
    .where(afterCursor(page.cursor, 'm.created_at', 'm.id'));
  if (states !== undefined) query = query.where('m.state', 'in', states);
  if (serviceId !== undefined) query = query.where('m.service_id', '=', serviceId);
  const rows = await query
    .orderBy('m.created_at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(page.limit + 1)
    .execute();
  return toPage(rows, page.limit, (row) => ({ at: row.exact, id: row.id }), toView);
}

/** One mass incident. @throws {NotFound} when there is none or the actor may not see it. */
export async function getMassIncident(db: Db, actor: Actor, id: string): Promise<MassIncidentView> {
  const row = await massIncidentQuery(db)
    .where('m.id', '=', id)
    .where(visibleMassIncidents(actor, 'm'))
    .executeTakeFirst();
  if (!row) throw new NotFound('massincident.not_found', 'There is no such mass incident');
  return toView(row);
}

/**
 * The requests of a mass incident, newest first: those attached to it; of a proposal those that made the spike. The
 * caller has seen to it that the actor sees it.
 * @throws {Invalid} on a foreign cursor.
 */
export async function listMassRequests(
  db: Db,
  actor: Actor,
  mass: Pick<MassIncidentView, 'id' | 'state' | 'serviceId' | 'area' | 'beganAt' | 'dismissedAt'>,
  page: PageRequest,
): Promise<Page<MassRequest>> {
  let query = db
    .selectFrom('servicerequest as r')
    .select([
      'r.id',
      'r.number',
      'r.area',
      'r.status',
      'r.created_at as createdAt',
      'r.customer_name as customerName',
      'r.text',
      sql<boolean>`coalesce(${visibleRequests(actor, 'r')}, false)`.as('visible'),
      exactTime('r.created_at').as('exact'),
    ])
    .where(afterCursor(page.cursor, 'r.created_at', 'r.id'));
  if (mass.state === 'PROPOSED' || mass.state === 'DISMISSED') {
    query = query
      .where('r.service_id', '=', mass.serviceId)
      .where('r.created_at', '>=', mass.beganAt)
      .where('r.created_at', '<=', mass.dismissedAt ?? sql<Date>`now()`)
      .where('r.mass_incident_id', 'is', null)
      .where('r.merged_into', 'is', null);
    if (mass.area !== null) query = query.where(sameArea(sql`r.area`, sql`${mass.area}::text`));
  } else {
    query = query.where('r.mass_incident_id', '=', mass.id).where('r.merged_into', 'is', null);
  }
  const rows = await query
    .orderBy('r.created_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(page.limit + 1)
    .execute();
  return toPage(
    rows,
    page.limit,
    (row) => ({ at: row.exact, id: row.id }),
    ({ exact: _, ...row }) => (row.visible ? row : { ...row, customerName: null, text: null }),
  );
}

function massIncidentQuery(db: Db) {
  const requests = (open: boolean) => sql<string>`(
    select count(*) from servicerequest r where r.mass_incident_id = m.id and r.merged_into is null
      ${open ? sql`and r.status <> 'CLOSED'` : sql``})`;
  return db
    .selectFrom('mass_incident as m')
    .leftJoin('service as s', 's.id', 'm.service_id')
    .leftJoin('user_account as o', 'o.id', 'm.opened_by')
    .select([
      'm.id',
      'm.number',
      'm.service_id as serviceId',
      's.name as serviceName',
      's.name_en as serviceNameEn',
      'm.area',
      'm.state',
      'm.title',
      'm.told',
      'm.resolution',
      'm.detected',
      'm.began_at as beganAt',
      'm.version',
      'm.created_at as createdAt',
      'm.opened_at as openedAt',
      'm.opened_by as openedBy',
      'o.name as openedByName',
      'm.corrected_at as correctedAt',
      'm.dismissed_at as dismissedAt',
      'm.dismissed_by as dismissedBy',
      'm.closing_at as closingAt',
      'm.closed_at as closedAt',
      'm.closed_by as closedBy',
      requests(false).as('attached'),
      requests(true).as('stillOpen'),
      exactTime('m.created_at').as('exact'),
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof massIncidentQuery>['executeTakeFirstOrThrow']>>;

function toView({ exact: _, ...row }: Row): MassIncidentView {
  return { ...row, attached: Number(row.attached), stillOpen: Number(row.stillOpen) };
}
