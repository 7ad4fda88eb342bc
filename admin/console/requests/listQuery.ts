import { z } from 'zod';
import type { Config } from '../../../core/config.ts';
import { readPhone } from '../../../core/phone.ts';
import type { RequestFilter } from '../../../core/service-request/readRequests.ts';
import { REQUEST_STATUSES, type RequestStatus } from '../../../core/service-request/status.ts';

/** The tabs of the list, what a person must do first. NEW is a passing state and has none. */
export const TABS = ['TRIAGE', 'ORDERING', 'IN_PROGRESS', 'CLOSED', 'ALL'] as const;
export type Tab = (typeof TABS)[number];

const querySchema = z.object({
  status: z
    .enum([...REQUEST_STATUSES, 'ALL'])
    .optional()
    .catch(undefined),
  channel: z.string().max(40).optional().catch(undefined),
  callbackDue: z.literal('true').optional().catch(undefined),
  q: z.string().trim().max(60).optional().catch(undefined),
  cursor: z.string().optional().catch(undefined),
});

/** What the search field was understood as. */
export type Search =
  | { kind: 'none' }
  | { kind: 'phone'; phone: string }
  | { kind: 'number'; number: string }
  | { kind: 'unread' };

/** The list's address, read. */
export interface ListQuery {
  status: RequestStatus | 'ALL';
  channel: string | undefined;
  /** Only those whose customer waits to be called back. */
  callbackDue: boolean;
  q: string;
  search: Search;
  cursor: string | undefined;
}

/** Reads the list's query. Without a status it shows triage, while a search looks everywhere, and so do
 * callbacks: they are owed whatever the request waits for. */
export function readListQuery(
  query: Record<string, string>,
  config: Pick<Config, 'DEFAULT_COUNTRY'>,
): ListQuery {
  const { status, channel, callbackDue, q, cursor } = querySchema.parse(query);
  const search = readSearch(q ?? '', config);
  return {
    status: status ?? (search.kind === 'none' && !callbackDue ? 'TRIAGE' : 'ALL'),
    channel: channel || undefined,
    callbackDue: callbackDue !== undefined,
    q: q ?? '',
    search,
    cursor: cursor || undefined,
  };
}

/** The filter for core; undefined when the search makes no sense and nothing can match. */
export function toFilter(query: ListQuery): RequestFilter | undefined {
  if (query.search.kind === 'unread') return undefined;
  return {
    status: query.status === 'ALL' ? undefined : query.status,
    channel: query.channel,
    phone: query.search.kind === 'phone' ? query.search.phone : undefined,
    number: query.search.kind === 'number' ? query.search.number : undefined,
    callbackDue: query.callbackDue || undefined,
  };
}

/** The list's address with some parts changed; an empty part is left out. */
export function listUrl(
  query: ListQuery,
  change: Partial<Record<'status' | 'channel' | 'callbackDue' | 'q' | 'cursor', string>>,
) {
  const parts = {
    status: query.status,
    channel: query.channel,
    callbackDue: query.callbackDue ? 'true' : '',
    q: query.q,
    ...change,
  };
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) if (value) params.set(name, value);
  return `/requests?${params}`;
}

function readSearch(text: string, config: Pick<Config, 'DEFAULT_COUNTRY'>): Search {
  if (text === '') return { kind: 'none' };
  const digits = /^(?:sr)?[\s-]*0*(\d{1,9})$/i.exec(text)?.[1];
  // Shorter than any phone, or marked: a request number.
  if (digits && (/^sr/i.test(text) || text.length <= 6)) {
    return { kind: 'number', number: `SR-${digits.padStart(6, '0')}` };
  }
  const { e164 } = readPhone(text, config.DEFAULT_COUNTRY);
  return e164 === null ? { kind: 'unread' } : { kind: 'phone', phone: e164 };
}
