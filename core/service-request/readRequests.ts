import { sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import { visibleRequests } from '../access/visibility.ts';
import type { CustomerCandidate } from '../customer/customer.ts';
import type { Db } from '../db/db.ts';
import { NotFound } from '../errors.ts';
import type { Language } from '../i18n.ts';
import type { Rung } from '../identity/rung.ts';
import { afterCursor, exactTime, type Page, type PageRequest, toPage } from '../paging.ts';
import type { PhoneKind } from '../phone.ts';
import { callbackDue, filteredRequests, type RequestFilter } from './requestFilter.ts';
import type { CloseReason, RequestStatus, TriageReason } from './status.ts';

/** A service request as people and systems read it. */
export interface RequestView {
  id: string;
  number: string;
  status: RequestStatus;
  closeReason: CloseReason | null;
  triageReasons: TriageReason[];
  channel: string;
  contactIds: string[];
  customerId: string | null;
  customerName: string | null;
  candidates: CustomerCandidate[];
  /** E.164; null where the sender is not a phone. */
  phone: string | null;
  phoneKind: PhoneKind;
  /** How well its sender is known. */
  rung: Rung;
  language: Language;
  text: string | null;
  serviceId: string | null;
  serviceName: string | null;
  serviceNameEn: string | null;
  workGroupId: string | null;
  assigneeId: string | null;
  assigneeName: string | null;
  orderId: string | null;
  /** What the order system last refused or failed with. */
  orderError: string | null;
  incidentId: string | null;
  incidentNumber: string | null;
  /** A call of his went unanswered and nobody has called back yet. */
  callbackDue: boolean;
  /** When its incident is due; null where there is none, or it has no term. */
  dueAt: Date | null;
  /** Who registered it by hand; null: it came over a channel. */
  openedBy: string | null;
  /** When a person first answered the customer. */
  answeredAt: Date | null;
  /** The request it goes on in since it was found to be its duplicate. */
  mergedInto: string | null;
  mergedIntoNumber: string | null;
  /** The customer's word on how he was served, 1–5. */
  rating: number | null;
  createdAt: Date;
  updatedAt: Date;
  closedAt: Date | null;
  closedBy: string | null;
}

/** The requests an actor may see, newest first. @throws {Invalid} on a foreign cursor. */
export async function listRequests(
  db: Db,
  actor: Actor,
  filter: RequestFilter,
  page: PageRequest,
): Promise<Page<RequestView>> {
  const rows = await requestQuery(db)
    .where(visibleRequests(actor, 'r'))
    .where(afterCursor(page.cursor, 'r.created_at', 'r.id'))
    .where(filteredRequests(filter))
    .orderBy('r.created_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(page.limit + 1)
    .execute();
  return toPage(rows, page.limit, (row) => ({ at: row.exact, id: row.id }), toView);
}

/** One request. @throws {NotFound} when there is none or the actor may not see it. */
export async function getRequest(db: Db, actor: Actor, id: string): Promise<RequestView> {
  const row = await requestQuery(db)
    .where('r.id', '=', id)
    .where(visibleRequests(actor, 'r'))
    .executeTakeFirst();
  if (!row) throw new NotFound('servicerequest.not_found', 'There is no such request');
  return toView(row);
}

function requestQuery(db: Db) {
  return db
    .selectFrom('servicerequest as r')
    .leftJoin('service as s', 's.id', 'r.service_id')
    .leftJoin('incident as i', 'i.servicerequest_id', 'r.id')
    .leftJoin('user_account as u', 'u.id', 'i.assignee_id')
    .leftJoin('servicerequest as m', 'm.id', 'r.merged_into')
    .select([
      'r.id',
      'r.number',
      'r.status',
      'r.close_reason',
      'r.triage_reasons',
      'r.channel',
      'r.customer_id',
      'r.customer_name',
      'r.candidates',
      'r.phone',
      'r.phone_kind',
      'r.rung',
      'r.language',
      'r.rating',
      'r.text',
      'r.service_id',
      's.name as service_name',
      's.name_en as service_name_en',
      's.work_group_id',
      'i.assignee_id',
      'u.name as assignee_name',
      'r.order_id',
      'r.order_error',
      'i.id as incident_id',
      'i.number as incident_number',
      'r.created_at',
      'r.updated_at',
      'r.closed_at',
      'r.closed_by',
      'r.opened_by',
      'r.answered_at',
      'r.merged_into',
      'm.number as merged_into_number',
      'i.due_at',
      sql<
        string[]
      >`array(select c.id::text from contact c where c.servicerequest_id = r.id order by c.id)`.as(
        'contact_ids',
      ),
      callbackDue.as('callback_due'),
      exactTime('r.created_at').as('exact'),
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof requestQuery>['executeTakeFirstOrThrow']>>;

function toView(row: Row): RequestView {
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    closeReason: row.close_reason,
    triageReasons: row.triage_reasons,
    channel: row.channel,
    contactIds: row.contact_ids,
    customerId: row.customer_id,
    customerName: row.customer_name,
    candidates: row.candidates,
    phone: row.phone,
    phoneKind: row.phone_kind,
    rung: row.rung,
    language: row.language,
    text: row.text,
    serviceId: row.service_id,
    serviceName: row.service_name,
    serviceNameEn: row.service_name_en,
    workGroupId: row.work_group_id,
    assigneeId: row.assignee_id,
    assigneeName: row.assignee_name,
    orderId: row.order_id,
    orderError: row.order_error,
    incidentId: row.incident_id,
    incidentNumber: row.incident_number,
    callbackDue: row.callback_due,
    dueAt: row.due_at,
    openedBy: row.opened_by,
    answeredAt: row.answered_at,
    mergedInto: row.merged_into,
    mergedIntoNumber: row.merged_into_number,
    rating: row.rating,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    closedAt: row.closed_at,
    closedBy: row.closed_by,
  };
}
