import type { Db, Trx } from './db/db.ts';
import type { JsonObject } from './json.ts';

/** Every state change has one of these, written in the transaction that makes the change. */
export const EVENT_TYPES = [
  'contact.received',
  'contact.joined',
  'contact.quarantined',
  'contact.replayed',
  'contact.dropped',
  'identity.linked',
  'identity.unlinked',
  'attachment.stored',
  'attachment.refused',
  'attachment.added',
  'servicerequest.opened',
  'servicerequest.triaged',
  'servicerequest.ordering',
  'servicerequest.asked',
  'servicerequest.replied',
  'servicerequest.closed',
  'servicerequest.rated',
  'servicerequest.merged',
  'servicerequest.unmerged',
  'servicerequest.attached',
  'servicerequest.detached',
  'servicerequest.outage_corrected',
  'order.placed',
  'order.refused',
  'order.state_changed',
  'incident.opened',
  'incident.assigned',
  'incident.moved',
  'incident.transferred',
  'incident.unlinked',
  'incident.prioritised',
  'incident.closed',
  'sla.warned',
  'sla.breached',
  'sla.answer_warned',
  'sla.answer_breached',
  'massincident.proposed',
  'massincident.dismissed',
  'massincident.opened',
  'massincident.corrected',
  'massincident.closing',
  'massincident.closed',
  'customer.created',
  'customer.changed',
  'process.published',
  'setting.changed',
  'call.ringing',
  'call.answered',
  'call.ended',
  'call.missed',
  'call.recorded',
  'call.dialled',
  'call.outgoing',
  'callback.done',
  'notification.sent',
  'notification.delivered',
  'notification.failed',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export interface NewEvent {
  type: EventType;
  contactId?: string;
  serviceRequestId?: string;
  incidentId?: string;
  /** What it is about where that is neither of these: `customer:C-7`, `process:fault`, `setting:routing`. */
  subject?: string;
  /** User id, or `system`. */
  actor?: string;
  data?: JsonObject;
}

/** A stored event as its readers see it. */
export interface StoredEvent {
  id: string;
  type: EventType;
  contactId: string | null;
  serviceRequestId: string | null;
  incidentId: string | null;
  /** `kind:id` of what it is about where that is neither of these. */
  subject: string | null;
  actor: string;
  data: JsonObject;
  at: Date;
}

/**
 * Appends events in the caller's transaction.
 * @param trx the transaction that makes the change the events tell of.
 */
export async function appendEvents(trx: Trx, events: NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await trx
    .insertInto('event')
    .values(
      events.map((event) => ({
        type: event.type,
        contact_id: event.contactId ?? null,
        servicerequest_id: event.serviceRequestId ?? null,
        incident_id: event.incidentId ?? null,
        subject: event.subject ?? null,
        actor: event.actor ?? 'system',
        data: JSON.stringify(event.data ?? {}),
      })),
    )
    .execute();
}

/** The last thousand events of one request, oldest first, its incident's among them: what is new is never cut off. */
export async function listTimeline(db: Db, serviceRequestId: string): Promise<StoredEvent[]> {
  const rows = await db
    .selectFrom('event')
    .selectAll()
    .where('servicerequest_id', '=', serviceRequestId)
    .orderBy('id', 'desc')
    .limit(1000)
    .execute();
  return rows.map(toStoredEvent).reverse();
}

/** A row as readers see it. */
export function toStoredEvent(row: {
  id: string;
  type: string;
  contact_id: string | null;
  servicerequest_id: string | null;
  incident_id: string | null;
  subject: string | null;
  actor: string;
  data: unknown;
  at: Date;
}): StoredEvent {
  return {
    id: row.id,
    type: row.type as EventType,
    contactId: row.contact_id,
    serviceRequestId: row.servicerequest_id,
    incidentId: row.incident_id,
    subject: row.subject,
    actor: row.actor,
    data: row.data as JsonObject,
    at: row.at,
  };
}
