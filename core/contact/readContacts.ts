import type { Actor } from '../access/actor.ts';
import { visibleContacts } from '../access/visibility.ts';
import type { Db } from '../db/db.ts';
import { NotFound } from '../errors.ts';
import type { Rung } from '../identity/rung.ts';
import { afterCursor, exactTime, type Page, type PageRequest, toPage } from '../paging.ts';
import type { PhoneKind } from '../phone.ts';

/** A contact as people and systems read it. */
export interface ContactView {
  id: string;
  channel: string;
  account: string;
  externalId: string;
  kind: 'call' | 'message' | 'event';
  /** The sender as the channel wrote it. */
  sender: string | null;
  phone: string | null;
  phoneKind: PhoneKind;
  /** How well this touch proves its sender. */
  rung: Rung;
  text: string | null;
  /** What the person picked, where this touch is a pressed button: `service:…`, `rate:…`. */
  choice: string | null;
  queue: string | null;
  state: 'WAITING' | 'WORKED' | 'QUARANTINED' | 'DROPPED';
  duplicates: number;
  lastError: string | null;
  serviceRequestId: string | null;
  occurredAt: Date;
  receivedAt: Date;
  workedAt: Date | null;
  /** When a supervisor put it away for good, who and why; null: nobody has. */
  droppedAt: Date | null;
  droppedBy: string | null;
  dropReason: string | null;
}

/** Filters of the list, all by equality; absent ones do not filter. */
export interface ContactFilter {
  channel?: string | undefined;
  externalId?: string | undefined;
  state?: ContactView['state'] | undefined;
  /** E.164. */
  phone?: string | undefined;
  serviceRequestId?: string | undefined;
}

/** The contacts an actor may see, newest first. */
export async function listContacts(
  db: Db,
  actor: Actor,
  filter: ContactFilter,
  page: PageRequest,
): Promise<Page<ContactView>> {
  let query = contactQuery(db, actor).where(afterCursor(page.cursor, 'c.received_at', 'c.id'));
  if (filter.channel !== undefined) query = query.where('c.channel', '=', filter.channel);
  if (filter.externalId !== undefined) query = query.where('c.external_id', '=', filter.externalId);
  if (filter.state !== undefined) query = query.where('c.state', '=', filter.state);
  if (filter.phone !== undefined) query = query.where('c.phone', '=', filter.phone);
  if (filter.serviceRequestId !== undefined)
    query = query.where('c.servicerequest_id', '=', filter.serviceRequestId);
  const rows = await query
    .orderBy('c.received_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(page.limit + 1)
    .execute();
  return toPage(rows, page.limit, (row) => ({ at: row.exact, id: row.id }), toView);
}

/** One contact. @throws {NotFound} when there is none or the actor may not see it. */
export async function getContact(db: Db, actor: Actor, id: string): Promise<ContactView> {
  const row = await contactQuery(db, actor).where('c.id', '=', id).executeTakeFirst();
  if (!row) throw new NotFound('contact.not_found', 'There is no such contact');
  return toView(row);
}

function contactQuery(db: Db, actor: Actor) {
  return db
    .selectFrom('contact as c')
    .leftJoin('servicerequest as r', 'r.id', 'c.servicerequest_id')
    .where(visibleContacts(actor, 'c', 'r'))
    .select([
      'c.id',
      'c.channel',
      'c.account',
      'c.external_id',
      'c.kind',
      'c.sender',
      'c.phone',
      'c.phone_kind',
      'c.rung',
      'c.text',
      'c.choice',
      'c.queue',
      'c.state',
      'c.duplicates',
      'c.last_error',
      'c.servicerequest_id',
      'c.occurred_at',
      'c.received_at',
      'c.worked_at',
      'c.dropped_at',
      'c.dropped_by',
      'c.drop_reason',
      exactTime('c.received_at').as('exact'),
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof contactQuery>['executeTakeFirstOrThrow']>>;

function toView(row: Row): ContactView {
  return {
    id: row.id,
    channel: row.channel,
    account: row.account,
    externalId: row.external_id,
    kind: row.kind,
    sender: row.sender,
    phone: row.phone,
    phoneKind: row.phone_kind,
    rung: row.rung,
    text: row.text,
    choice: row.choice,
    queue: row.queue,
    state: row.state,
    duplicates: row.duplicates,
    lastError: row.last_error,
    serviceRequestId: row.servicerequest_id,
    occurredAt: row.occurred_at,
    receivedAt: row.received_at,
    workedAt: row.worked_at,
    droppedAt: row.dropped_at,
    droppedBy: row.dropped_by,
    dropReason: row.drop_reason,
  };
}
