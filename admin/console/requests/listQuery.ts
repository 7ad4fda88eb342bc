import { DateTime } from 'luxon';
import { z } from 'zod';
import type { Actor } from '../../../core/access/actor.ts';
import type { Config } from '../../../core/config.ts';
import { SLA_STATES, type SlaState } from '../../../core/incident/slaState.ts';
import { readSearch } from '../../../core/search/readSearch.ts';
import type { RequestFilter } from '../../../core/service-request/requestFilter.ts';
import { REQUEST_STATUSES, type RequestStatus } from '../../../core/service-request/status.ts';

/** The tabs of the list, what a person must do first. NEW is a passing state and has none. */
export const TABS = ['TRIAGE', 'ORDERING', 'IN_PROGRESS', 'CLOSED', 'ALL'] as const;
export type Tab = (typeof TABS)[number];

/** In the address instead of a user id: the reader himself. */
export const ME = 'me';
/** Days are those on the reader's screen. */
const TIME_ZONE = 'Europe/Moscow';

const word = z.string().max(200).optional().catch(undefined);
const day = z.iso.date().optional().catch(undefined);
const querySchema = z.object({
  status: z
    .enum([...REQUEST_STATUSES, 'ALL'])
    .optional()
    .catch(undefined),
  channel: word,
  service: word,
  group: word,
  assignee: word,
  customer: word,
  sla: z.enum(SLA_STATES).optional().catch(undefined),
  from: day,
  to: day,
  callbackDue: z.literal('true').optional().catch(undefined),
  q: z.string().trim().max(100).optional().catch(undefined),
  cursor: z.string().optional().catch(undefined),
});

/** The list's address, read. */
export interface ListQuery {
  status: RequestStatus | 'ALL';
  channel: string | undefined;
  service: string | undefined;
  group: string | undefined;
  /** A user id, or {@link ME}. */
  assignee: string | undefined;
  customer: string | undefined;
  sla: SlaState | undefined;
  /** First and last day, as `2026-03-01`. */
  from: string | undefined;
  to: string | undefined;
  /** Only those whose customer waits to be called back. */
  callbackDue: boolean;
  q: string;
  cursor: string | undefined;
}

/** What makes the list look everywhere unless a status is asked for: it is asked about something, not for a queue. */
const LOOKING = ['q', 'callbackDue', 'customer', 'assignee', 'sla'] as const;

/** Reads the list's query. Without a status it shows triage, unless something is looked for. */
export function readListQuery(query: Record<string, string>): ListQuery {
  const read = querySchema.parse(query);
  return {
    status: read.status ?? (LOOKING.some((name) => read[name]) ? 'ALL' : 'TRIAGE'),
    channel: read.channel || undefined,
    service: read.service || undefined,
    group: read.group || undefined,
    assignee: read.assignee || undefined,
    customer: read.customer || undefined,
    sla: read.sla,
    from: read.from,
    to: read.to,
    callbackDue: read.callbackDue !== undefined,
    q: read.q ?? '',
    cursor: read.cursor || undefined,
  };
}

/** The filter for core. @param actor who asks: `me` is he. */
export function toFilter(
  query: ListQuery,
  actor: Actor,
  config: Pick<Config, 'DEFAULT_COUNTRY'>,
): RequestFilter {
  return {
    status: query.status === 'ALL' ? undefined : query.status,
    channel: query.channel,
    serviceId: query.service,
    workGroupId: query.group,
    assigneeId: query.assignee === ME ? actor.id : query.assignee,
    customerId: query.customer,
    sla: query.sla,
    from: query.from === undefined ? undefined : startOf(query.from, 0),
    to: query.to === undefined ? undefined : startOf(query.to, 1),
    callbackDue: query.callbackDue || undefined,
    search: query.q === '' ? undefined : readSearch(query.q, config.DEFAULT_COUNTRY),
  };
}

function startOf(date: string, daysOn: number): Date {
  return DateTime.fromISO(date, { zone: TIME_ZONE }).plus({ days: daysOn }).toJSDate();
}

const PARTS = [
  'status',
  'channel',
  'service',
  'group',
  'assignee',
  'customer',
  'sla',
  'from',
  'to',
  'q',
] as const;

/** The list's address with some parts changed; an empty part is left out. */
export function listUrl(
  query: ListQuery,
  change: Partial<Record<(typeof PARTS)[number] | 'callbackDue' | 'cursor', string>>,
) {
  const params = new URLSearchParams();
  for (const name of PARTS) {
    const value = change[name] ?? query[name];
    if (value) params.set(name, value);
  }
  const callbackDue = change.callbackDue ?? (query.callbackDue ? 'true' : '');
  if (callbackDue) params.set('callbackDue', callbackDue);
  if (change.cursor) params.set('cursor', change.cursor);
  return `/requests?${params}`;
}

/** Whether anything narrows the list beyond its tab. */
export function narrows(query: ListQuery): boolean {
  return query.callbackDue || PARTS.some((name) => name !== 'status' && Boolean(query[name]));
}
