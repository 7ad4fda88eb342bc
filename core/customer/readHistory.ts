import { sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import { opensIncident, opensRequest } from '../access/customerHistory.ts';
import type { Category } from '../business-process/process.ts';
import type { Db } from '../db/db.ts';
import { afterCursor, exactTime, type Page, type PageRequest, toPage } from '../paging.ts';
import type { RequestStatus } from '../service-request/status.ts';

/** What is common to the rows of a customer's history. */
interface PastRow {
  id: string;
  createdAt: Date;
  /** Whether the reader may open it; what was said is told only then. */
  opens: boolean;
}

/** A request of a customer, as any agent may know of it. */
export interface PastRequest extends PastRow {
  number: string;
  status: RequestStatus;
  channel: string;
  serviceId: string | null;
  serviceName: string | null;
  serviceNameEn: string | null;
  assigneeName: string | null;
  text: string | null;
  closedAt: Date | null;
}

/** An incident of a customer, as any agent may know of it. */
export interface PastIncident extends PastRow {
  number: string;
  category: Category;
  serviceId: string | null;
  serviceName: string | null;
  serviceNameEn: string | null;
  assigneeName: string | null;
  dueAt: Date | null;
  closedAt: Date | null;
}

/** A contact of a customer, as any agent may know of it. */
export interface PastContact extends PastRow {
  channel: string;
  kind: 'call' | 'message' | 'event';
  text: string | null;
  requestId: string;
  requestNumber: string;
}

/** All requests of a customer, newest first. @throws {Invalid} on a foreign cursor. */
export async function listPastRequests(
  db: Db,
  actor: Actor,
  customerId: string,
  page: PageRequest,
): Promise<Page<PastRequest>> {
  const rows = await db
    .selectFrom('servicerequest as r')
    .leftJoin('service as s', 's.id', 'r.service_id')
    .leftJoin('incident as i', 'i.servicerequest_id', 'r.id')
    .leftJoin('user_account as u', 'u.id', 'i.assignee_id')
    .select([
      'r.id',
      'r.number',
      'r.status',
      'r.channel',
      'r.service_id as serviceId',
      's.name as serviceName',
      's.name_en as serviceNameEn',
      'u.name as assigneeName',
      'r.created_at as createdAt',
      'r.closed_at as closedAt',
      opensRequest(actor, 'r').as('opens'),
      sql<string | null>`case when ${opensRequest(actor, 'r')} then r.text end`.as('text'),
      exactTime('r.created_at').as('exact'),
    ])
    .where('r.customer_id', '=', customerId)
    .where(afterCursor(page.cursor, 'r.created_at', 'r.id'))
    .orderBy('r.created_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(page.limit + 1)
    .execute();
  return toPage(rows, page.limit, positionOf, withoutPosition);
}

/** All incidents of a customer, newest first. @throws {Invalid} on a foreign cursor. */
export async function listPastIncidents(
  db: Db,
  actor: Actor,
  customerId: string,
  page: PageRequest,
): Promise<Page<PastIncident>> {
  const rows = await db
    .selectFrom('incident as i')
    .leftJoin('service as s', 's.id', 'i.service_id')
    .leftJoin('user_account as u', 'u.id', 'i.assignee_id')
    .select([
      'i.id',
      'i.number',
      'i.category',
      'i.service_id as serviceId',
      's.name as serviceName',
      's.name_en as serviceNameEn',
      'u.name as assigneeName',
      'i.due_at as dueAt',
      'i.created_at as createdAt',
      'i.closed_at as closedAt',
      opensIncident(actor, 'i').as('opens'),
      exactTime('i.created_at').as('exact'),
    ])
    .where('i.customer_id', '=', customerId)
    .where(afterCursor(page.cursor, 'i.created_at', 'i.id'))
    .orderBy('i.created_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(page.limit + 1)
    .execute();
  return toPage(rows, page.limit, positionOf, withoutPosition);
}

/** All contacts of a customer's requests, newest first. @throws {Invalid} on a foreign cursor. */
export async function listPastContacts(
  db: Db,
  actor: Actor,
  customerId: string,
  page: PageRequest,
): Promise<Page<PastContact>> {
  const rows = await db
    .selectFrom('contact as c')
    .innerJoin('servicerequest as r', 'r.id', 'c.servicerequest_id')
    .select([
      'c.id',
      'c.channel',
      'c.kind',
      'r.id as requestId',
      'r.number as requestNumber',
      'c.received_at as createdAt',
      opensRequest(actor, 'r').as('opens'),
      sql<string | null>`case when ${opensRequest(actor, 'r')} then c.text end`.as('text'),
      exactTime('c.received_at').as('exact'),
    ])
    .where('r.customer_id', '=', customerId)
    .where(afterCursor(page.cursor, 'c.received_at', 'c.id'))
    .orderBy('c.received_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(page.limit + 1)
    .execute();
  return toPage(rows, page.limit, positionOf, withoutPosition);
}

function positionOf(row: { exact: string; id: string }): { at: string; id: string } {
  return { at: row.exact, id: row.id };
}

function withoutPosition<Row extends { exact: string }>({ exact: _exact, ...row }: Row): Omit<Row, 'exact'> {
  return row;
}
