import { type RawBuilder, sql } from 'kysely';
import type { Bilingual } from '../business-process/process.ts';
import type { Db } from '../db/db.ts';
import { foldedArea, sameArea } from './areas.ts';
import type { MassIncidentState } from './massIncident.ts';

/** An open mass incident as those who talk to customers need it. */
export interface KnownOutage {
  id: string;
  number: string;
  serviceId: string;
  serviceName: string | null;
  serviceNameEn: string | null;
  /** Null: wherever the customer is. */
  area: string | null;
  title: string;
  /** What to tell him; English may be empty. */
  told: Bilingual;
  openedAt: Date | null;
}

/** How a request stands to mass incidents. */
export interface RequestOutages {
  /** The one it is part of; null: none. */
  attached: (KnownOutage & { state: MassIncidentState; resolution: Bilingual | null }) | null;
  /** Open ones of its service and area it may be part of. */
  possible: KnownOutage[];
}

/** Whom an outage may concern. */
export type OutageFilter =
  /** Who asks for a service; an area that is not known may be any. */
  | { serviceId: string; area: string | null }
  /**
   * Who calls from a number (E.164): anything where he lives, as far as that is known, and outages without an area of
   * what he turned to us about lately.
   */
  | { phone: string; areas: string[] };

/** More at once nobody reads. */
const MOST = 20;
const COLUMNS = [
  'm.id',
  'm.number',
  'm.service_id as serviceId',
  's.name as serviceName',
  's.name_en as serviceNameEn',
  'm.area',
  'm.title',
  'm.told',
  'm.opened_at as openedAt',
] as const;

/**
 * The open mass incidents a customer may speak of, those of his own area first. Anybody who talks to customers may know
 * them.
 * @param limit of those; 20 unless given.
 */
export async function readKnownOutages(
  db: Db,
  filter: OutageFilter,
  limit: number = MOST,
): Promise<KnownOutage[]> {
  return db
    .selectFrom('mass_incident as m')
    .leftJoin('service as s', 's.id', 'm.service_id')
    .select(COLUMNS)
    .where('m.state', '=', 'OPEN')
    .where('phone' in filter ? concernsCaller(filter) : concernsService(filter))
    .orderBy(sql`m.area is null`)
    .orderBy('m.opened_at', 'desc')
    .limit(limit)
    .execute();
}

function concernsService({
  serviceId,
  area,
}: Extract<OutageFilter, { serviceId: string }>): RawBuilder<boolean> {
  return sql<boolean>`(m.service_id = ${serviceId}
    and (m.area is null or ${area}::text is null or ${sameArea(sql`m.area`, sql`${area}::text`)}))`;
}

function concernsCaller({ phone, areas }: Extract<OutageFilter, { phone: string }>): RawBuilder<boolean> {
  const his = sql`(
    select service_id, area from servicerequest
    where phone = ${phone} and (status <> 'CLOSED' or created_at > now() - interval '30 days')
    order by created_at desc limit 20)`;
  return sql<boolean>`(${foldedArea(sql`m.area`)} in (
      select ${foldedArea(sql`each`)} from unnest(${areas}::text[]) each
      union all select ${foldedArea(sql`his.area`)} from ${his} his)
    or m.area is null and m.service_id in (select his.service_id from ${his} his))`;
}

/** How a request stands to mass incidents. The caller has seen to it that the actor sees the request. */
export async function readRequestOutages(db: Db, requestId: string): Promise<RequestOutages> {
  const request = await db
    .selectFrom('servicerequest')
    .select(['service_id', 'area', 'mass_incident_id', 'status'])
    .where('id', '=', requestId)
    .executeTakeFirst();
  if (!request) return { attached: null, possible: [] };
  const { service_id: serviceId, area, mass_incident_id: massIncidentId, status } = request;
  if (massIncidentId === null) {
    const isAsked = status !== 'CLOSED' && serviceId !== null;
    return { attached: null, possible: isAsked ? await readKnownOutages(db, { serviceId, area }) : [] };
  }
  const attached = await db
    .selectFrom('mass_incident as m')
    .leftJoin('service as s', 's.id', 'm.service_id')
    .select([...COLUMNS, 'm.state', 'm.resolution'])
    .where('m.id', '=', massIncidentId)
    .executeTakeFirst();
  return { attached: attached ?? null, possible: [] };
}
