import type { Actor } from '../access/actor.ts';
import { visibleIncidents } from '../access/visibility.ts';
import type { Category } from '../business-process/process.ts';
import type { Db } from '../db/db.ts';
import { NotFound } from '../errors.ts';
import { afterCursor, exactTime, type Page, type PageRequest, toPage } from '../paging.ts';
import { filteredIncidents, type IncidentFilter } from './incidentFilter.ts';
import type { Priority } from './priority.ts';

/** An incident as people and systems read it. */
export interface IncidentView {
  id: string;
  number: string;
  serviceRequestId: string;
  serviceRequestNumber: string;
  orderId: string;
  serviceId: string;
  serviceName: string | null;
  serviceNameEn: string | null;
  workGroupId: string | null;
  customerId: string;
  customerName: string | null;
  phone: string | null;
  channel: string;
  text: string | null;
  processId: string;
  processVersion: number;
  step: string;
  category: Category;
  assigneeId: string | null;
  assigneeName: string | null;
  priority: Priority;
  warnAt: Date | null;
  dueAt: Date | null;
  breachedAt: Date | null;
  /** From when the end of its first answer's term is near, that end, and when it was noted to be late. */
  answerWarnAt: Date | null;
  answerDueAt: Date | null;
  answerBreachedAt: Date | null;
  /** When the customer got his first answer. */
  answeredAt: Date | null;
  /** Since when its clock stands, waiting for somebody outside; null: it runs. */
  pausedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  closedAt: Date | null;
  /** Whether it ended unlinked from its request: in its last step, but not solved. */
  unlinked: boolean;
}

/** The incidents an actor may see, newest first. @throws {Invalid} on a foreign cursor. */
export async function listIncidents(
  db: Db,
  actor: Actor,
  filter: IncidentFilter,
  page: PageRequest,
): Promise<Page<IncidentView>> {
  const rows = await incidentQuery(db)
    .where(visibleIncidents(actor, 'i'))
    .where(afterCursor(page.cursor, 'i.created_at', 'i.id'))
    .where(filteredIncidents(filter))
    .orderBy('i.created_at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(page.limit + 1)
    .execute();
  return toPage(rows, page.limit, (row) => ({ at: row.exact, id: row.id }), toView);
}

/** One incident. @throws {NotFound} when there is none or the actor may not see it. */
export async function getIncident(db: Db, actor: Actor, id: string): Promise<IncidentView> {
  const row = await incidentQuery(db)
    .where('i.id', '=', id)
    .where(visibleIncidents(actor, 'i'))
    .executeTakeFirst();
  if (!row) throw new NotFound('incident.not_found', 'There is no such incident');
  return toView(row);
}

function incidentQuery(db: Db) {
  return db
    .selectFrom('incident as i')
    .innerJoin('servicerequest as r', 'r.id', 'i.servicerequest_id')
    .leftJoin('service as s', 's.id', 'i.service_id')
    .leftJoin('user_account as u', 'u.id', 'i.assignee_id')
    .select([
      'i.id',
      'i.number',
      'i.servicerequest_id',
      'r.number as request_number',
      'i.order_id',
      'i.service_id',
      's.name as service_name',
      's.name_en as service_name_en',
      'i.work_group_id',
      'i.customer_id',
      'r.customer_name',
      'r.phone',
      'r.channel',
      'r.text',
      'i.process_id',
      'i.process_version',
      'i.step',
      'i.category',
      'i.assignee_id',
      'u.name as assignee_name',
      'i.priority',
      'i.warn_at',
      'i.due_at',
      'i.breached_at',
      'i.answer_warn_at',
      'i.answer_due_at',
      'i.answer_breached_at',
      'r.answered_at',
      'i.sla_paused_at',
      'i.created_at',
      'i.updated_at',
      'i.closed_at',
      'r.close_reason',
      exactTime('i.created_at').as('exact'),
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof incidentQuery>['executeTakeFirstOrThrow']>>;

function toView(row: Row): IncidentView {
  return {
    id: row.id,
    number: row.number,
    serviceRequestId: row.servicerequest_id,
    serviceRequestNumber: row.request_number,
    orderId: row.order_id,
    serviceId: row.service_id,
    serviceName: row.service_name,
    serviceNameEn: row.service_name_en,
    workGroupId: row.work_group_id,
    customerId: row.customer_id,
    customerName: row.customer_name,
    phone: row.phone,
    channel: row.channel,
    text: row.text,
    processId: row.process_id,
    processVersion: row.process_version,
    step: row.step,
    category: row.category,
    assigneeId: row.assignee_id,
    assigneeName: row.assignee_name,
    priority: row.priority as Priority,
    warnAt: row.warn_at,
    dueAt: row.due_at,
    breachedAt: row.breached_at,
    answerWarnAt: row.answer_warn_at,
    answerDueAt: row.answer_due_at,
    answerBreachedAt: row.answer_breached_at,
    answeredAt: row.answered_at,
    pausedAt: row.sla_paused_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    closedAt: row.closed_at,
    unlinked: row.close_reason === 'INCIDENT_UNLINKED',
  };
}
