import { sql } from 'kysely';
import type { Bilingual } from '../business-process/process.ts';
import type { Db } from '../db/db.ts';
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
 * @param of.serviceIds his services; empty: whichever it is.
 * @param of.area where he lives; null: not known, then those of any area.
 */
export async function readKnownOutages(
  db: Db,
  of: { serviceIds: string[]; area: string | null },
): Promise<KnownOutage[]> {
  const { serviceIds, area } = of;
  let query = db
    .selectFrom('mass_incident as m')
    .leftJoin('service as s', 's.id', 'm.service_id')
    .select(COLUMNS)
    .where('m.state', '=', 'OPEN');
  if (serviceIds.length > 0) query = query.where('m.service_id', 'in', serviceIds);
  if (area !== null) {
    query = query.where(({ eb, or }) => or([eb('m.area', 'is', null), eb('m.area', '=', area)]));
  }
  return query.orderBy(sql`m.area nulls last`).orderBy('m.opened_at', 'desc').limit(MOST).execute();
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
    return {
      attached: null,
      possible: isAsked ? await readKnownOutages(db, { serviceIds: [serviceId], area }) : [],
    };
  }
  const attached = await db
    .selectFrom('mass_incident as m')
    .leftJoin('service as s', 's.id', 'm.service_id')
    .select([...COLUMNS, 'm.state', 'm.resolution'])
    .where('m.id', '=', massIncidentId)
    .executeTakeFirst();
  return { attached: attached ?? null, possible: [] };
}
