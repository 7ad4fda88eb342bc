import { sql } from 'kysely';
import type { Db } from '../db/db.ts';
import { afterCursor, exactTime, type Page, type PageRequest, toPage } from '../paging.ts';
import type { PhoneKind } from '../phone.ts';
import type { CloseReason, RequestStatus } from '../service-request/status.ts';
import type { Figure } from './figures.ts';
import { type CountedScope, momentsOf } from './postgres/moments.ts';

/** A request as the lists and exports behind the figures show it. */
export interface CountedRequest {
  id: string;
  number: string;
  status: RequestStatus;
  closeReason: CloseReason | null;
  channel: string;
  customerName: string | null;
  /** E.164. */
  phone: string | null;
  phoneKind: PhoneKind;
  serviceId: string | null;
  serviceName: string | null;
  serviceNameEn: string | null;
  workGroupId: string | null;
  assigneeName: string | null;
  incidentNumber: string | null;
  createdAt: Date;
  answeredAt: Date | null;
  closedAt: Date | null;
  dueAt: Date | null;
  breachedAt: Date | null;
  rating: number | null;
  /** How long it took, for `answered` and `closed`. */
  seconds: number | null;
}

/**
 * Exactly the requests a figure counts, those that entered it last first.
 * @throws {Invalid} naming `cursor` when it is not one of ours.
 */
export async function listCounted(
  db: Db,
  scope: CountedScope,
  figure: Figure,
  page: PageRequest,
): Promise<Page<CountedRequest>> {
  const { rows } = await sql<Row>`
    select r.id, r.number, r.status, r.close_reason, r.channel, r.customer_name, r.phone, r.phone_kind,
      r.service_id, s.name as service_name, s.name_en as service_name_en, m.work_group_id, u.name as assignee_name,
      i.number as incident_number, r.created_at, r.answered_at, r.closed_at, i.due_at, r.rating,
      case when i.breached_at is not null or i.closed_at > i.due_at
        then coalesce(i.breached_at, i.closed_at) end as breached_at,
      m.seconds, m.key, m.exact
    from (
      select m.*, ${exactTime('m.at')} as exact from ${momentsOf(scope, [figure], { few: true })} m
      where ${afterCursor(page.cursor, 'm.at', 'm.key')}
      order by m.at desc, m.key desc
      limit ${page.limit + 1}
    ) m
    join servicerequest r on r.id = m.request_id
    left join incident i on i.servicerequest_id = r.id
    left join service s on s.id = r.service_id
    left join user_account u on u.id = i.assignee_id
    order by m.at desc, m.key desc`.execute(db);
  return toPage(rows, page.limit, (row) => ({ at: row.exact, id: row.key }), toCounted);
}

/** How many requests a figure counts. */
export async function countCounted(db: Db, scope: CountedScope, figure: Figure): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${momentsOf(scope, [figure])} m`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Rows of one query to the store while an export is read. */
const BATCH = 1_000;

/**
 * The same list from its beginning, batch by batch: no more than one batch is in memory, and no transaction stays
 * open while a slow reader takes his time. What enters the figure meanwhile is not in it.
 * @param most rows at the most.
 */
export async function* readCounted(
  db: Db,
  scope: CountedScope,
  figure: Figure,
  most: number,
): AsyncGenerator<CountedRequest[]> {
  let cursor: string | undefined;
  let left = most;
  while (left > 0) {
    const { items, nextCursor } = await listCounted(db, scope, figure, {
      limit: Math.min(BATCH, left),
      cursor,
    });
    if (items.length > 0) yield items;
    if (nextCursor === null) return;
    left -= items.length;
    cursor = nextCursor;
  }
}

interface Row {
  id: string;
  number: string;
  status: RequestStatus;
  close_reason: CloseReason | null;
  channel: string;
  customer_name: string | null;
  phone: string | null;
  phone_kind: PhoneKind;
  service_id: string | null;
  service_name: string | null;
  service_name_en: string | null;
  work_group_id: string | null;
  assignee_name: string | null;
  incident_number: string | null;
  created_at: Date;
  answered_at: Date | null;
  closed_at: Date | null;
  due_at: Date | null;
  breached_at: Date | null;
  rating: number | null;
  seconds: number | null;
  key: string;
  exact: string;
}

function toCounted(row: Row): CountedRequest {
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    closeReason: row.close_reason,
    channel: row.channel,
    customerName: row.customer_name,
    phone: row.phone,
    phoneKind: row.phone_kind,
    serviceId: row.service_id,
    serviceName: row.service_name,
    serviceNameEn: row.service_name_en,
    workGroupId: row.work_group_id,
    assigneeName: row.assignee_name,
    incidentNumber: row.incident_number,
    createdAt: row.created_at,
    answeredAt: row.answered_at,
    closedAt: row.closed_at,
    dueAt: row.due_at,
    breachedAt: row.breached_at,
    rating: row.rating,
    seconds: row.seconds,
  };
}
