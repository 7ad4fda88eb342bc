import { type RawBuilder, sql } from 'kysely';
import { type Actor, seesAll } from '../access/actor.ts';
import { departmentOf } from '../access/department.ts';
import type { Db } from '../db/db.ts';
import { Invalid } from '../errors.ts';
import { type StoredEvent, toStoredEvent } from '../events.ts';
import { isMoment, type Page, type PageRequest } from '../paging.ts';
import type { AuditSubject } from './auditSubject.ts';

/** One thing somebody did: he changed something (an event), or looked at something. */
export type AuditEntry = {
  at: Date;
  actorId: string;
  /** Null for a system and for who has left the directory. */
  actorName: string | null;
  /** Numbers of what it is about, where it is about a request or an incident. */
  requestNumber: string | null;
  incidentNumber: string | null;
} & ({ kind: 'changed'; event: StoredEvent } | { kind: 'seen'; subject: string; via: 'console' | 'api' });

/** What is asked; absent parts do not filter. */
export interface AuditFilter {
  kind?: 'seen' | 'changed' | undefined;
  /** A user id, or the id of an API client. */
  actorId?: string | undefined;
  about?: AuditSubject | undefined;
  from?: Date | undefined;
  /** Up to and without. */
  to?: Date | undefined;
}

/**
 * Who saw and changed what, newest first: what a supervisor's department did, what any API client did; a system asks
 * of all. What the house does by itself is on the timelines and not here.
 * @throws {Invalid} naming `cursor` when it is not one of ours.
 */
export async function readAudit(
  db: Db,
  actor: Actor,
  filter: AuditFilter,
  page: PageRequest,
): Promise<Page<AuditEntry>> {
  const after = page.cursor === undefined ? undefined : decode(page.cursor);
  const { rows } = await sql<Row>`
    select x.*, to_char(x.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as exact,
      u.name as actor_name, r.number as request_number, i.number as incident_number
    from (
      (${filter.kind === 'seen' ? nothing : changes(actor, filter, after, page.limit + 1)})
      union all
      (${filter.kind === 'changed' ? nothing : looks(actor, filter, after, page.limit + 1)})
    ) x
    left join user_account u on u.id = x.actor
    left join servicerequest r on r.id = x.servicerequest_id
    left join incident i on i.id = x.incident_id
    order by x.at desc, x.source desc, x.id desc
    limit ${page.limit + 1}`.execute(db);
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toEntry),
    nextCursor: rows.length > page.limit && last ? encode(last) : null,
  };
}

interface Row {
  source: 'event' | 'look';
  id: string;
  at: Date;
  exact: string;
  actor: string;
  actor_name: string | null;
  type: string;
  contact_id: string | null;
  servicerequest_id: string | null;
  incident_id: string | null;
  subject: string | null;
  data: unknown;
  request_number: string | null;
  incident_number: string | null;
}

interface Position {
  at: string;
  source: string;
  id: string;
}

/** Shapes the union where one half is not asked for. */
const nothing = sql`
  select null::text as source, null::bigint as id, null::timestamptz as at, null::text as actor, null::text as type,
    null::uuid as contact_id, null::uuid as servicerequest_id, null::uuid as incident_id, null::text as subject,
    null::jsonb as data
  where false`;

function changes(actor: Actor, filter: AuditFilter, after: Position | undefined, limit: number) {
  return sql`
    select 'event' as source, e.id, e.at, e.actor, e.type, e.contact_id, e.servicerequest_id, e.incident_id,
      e.subject, e.data
    from event e
    where e.actor <> 'system' and ${asked(actor, filter, 'e')} and ${eventsAbout(filter.about)}
      and ${behind(after, 'event', 'e')}
    order by e.at desc, e.id desc limit ${limit}`;
}

function looks(actor: Actor, filter: AuditFilter, after: Position | undefined, limit: number) {
  return sql`
    select 'look', s.id, s.at, s.actor, s.via, null,
      case when s.subject like 'servicerequest:%' then substr(s.subject, 16)::uuid end,
      case when s.subject like 'incident:%' then substr(s.subject, 10)::uuid end,
      s.subject, '{}'::jsonb
    from sighting s
    where ${asked(actor, filter, 's')} and ${looksAt(filter.about)} and ${behind(after, 'look', 's')}
    order by s.at desc, s.id desc limit ${limit}`;
}

function asked(actor: Actor, filter: AuditFilter, alias: string): RawBuilder<boolean> {
  const who = sql.ref(`${alias}.actor`);
  const at = sql.ref(`${alias}.at`);
  const parts = [sql<boolean>`true`];
  if (filter.actorId !== undefined) parts.push(sql<boolean>`${who} = ${filter.actorId}`);
  if (filter.from !== undefined) parts.push(sql<boolean>`${at} >= ${filter.from}`);
  if (filter.to !== undefined) parts.push(sql<boolean>`${at} < ${filter.to}`);
  if (!seesAll(actor)) {
    parts.push(sql<boolean>`(${who} in ${departmentOf(actor.id)}
      or not exists (select 1 from user_account known where known.id = ${who}))`);
  }
  return sql<boolean>`${sql.join(parts, sql` and `)}`;
}

function eventsAbout(about: AuditSubject | undefined): RawBuilder<boolean> {
  if (about === undefined) return sql<boolean>`true`;
  return about.kind === 'request'
    ? sql<boolean>`e.servicerequest_id = ${about.requestId}`
    : sql<boolean>`e.subject = ${about.subject}`;
}

function looksAt(about: AuditSubject | undefined): RawBuilder<boolean> {
  if (about === undefined) return sql<boolean>`true`;
  if (about.kind === 'subject') return sql<boolean>`s.subject = ${about.subject}`;
  const subjects = [`servicerequest:${about.requestId}`];
  if (about.incidentId !== null) subjects.push(`incident:${about.incidentId}`);
  return sql<boolean>`s.subject in (${sql.join(subjects)})`;
}

/** The order is (at, source, id), all descending. */
function behind(after: Position | undefined, source: string, alias: string): RawBuilder<boolean> {
  if (after === undefined) return sql<boolean>`true`;
  const at = sql.ref(`${alias}.at`);
  const id = sql.ref(`${alias}.id`);
  return sql<boolean>`${at} <= ${after.at}::timestamptz
    and (${at}, ${source}::text, ${id}) < (${after.at}::timestamptz, ${after.source}::text, ${after.id}::bigint)`;
}

function toEntry(row: Row): AuditEntry {
  const common = {
    at: row.at,
    actorId: row.actor,
    actorName: row.actor_name,
    requestNumber: row.request_number,
    incidentNumber: row.incident_number,
  };
  return row.source === 'event'
    ? { kind: 'changed', ...common, event: toStoredEvent(row) }
    : { kind: 'seen', ...common, subject: row.subject ?? '', via: row.type === 'api' ? 'api' : 'console' };
}

function encode(row: Row): string {
  return Buffer.from(JSON.stringify([row.exact, row.source, row.id])).toString('base64url');
}

function decode(cursor: string): Position {
  const shape = /^\["(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)","(event|look)","(\d{1,19})"\]$/;
  const [, at, source, id] = shape.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (!at || !source || !id || !isMoment(at)) throw new Invalid('cursor', 'is not a cursor of this list');
  return { at, source, id };
}
