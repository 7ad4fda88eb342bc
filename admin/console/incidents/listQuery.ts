import { z } from 'zod';
import type { Actor } from '../../../core/access/actor.ts';
import { CATEGORIES, type Category } from '../../../core/business-process/process.ts';
import type { Config } from '../../../core/config.ts';
import type { IncidentFilter } from '../../../core/incident/incidentFilter.ts';
import { PRIORITIES, type Priority } from '../../../core/incident/priority.ts';
import { SLA_STATES, type SlaState } from '../../../core/incident/slaState.ts';
import { readSearch } from '../../../core/search/readSearch.ts';

/** In the address instead of a user id: the reader himself, or nobody. */
export const ME = 'me';
export const NOBODY = 'none';

const word = z.string().max(200).optional().catch(undefined);
const querySchema = z.object({
  state: z.enum(['open', 'closed']).catch('open'),
  category: z.enum(CATEGORIES).optional().catch(undefined),
  assignee: word,
  group: word,
  service: word,
  customer: word,
  priority: z.enum(PRIORITIES).optional().catch(undefined),
  sla: z.enum(SLA_STATES).optional().catch(undefined),
  q: z.string().trim().max(100).optional().catch(undefined),
  cursor: z.string().optional().catch(undefined),
});

/** The list's address, read. */
export interface IncidentQuery {
  /** A search looks everywhere. */
  state: 'open' | 'closed';
  category: Category | undefined;
  /** A user id, {@link ME} or {@link NOBODY}. */
  assignee: string | undefined;
  group: string | undefined;
  service: string | undefined;
  customer: string | undefined;
  priority: Priority | undefined;
  sla: SlaState | undefined;
  q: string;
  cursor: string | undefined;
}

/** Reads the list's query; without one it shows what is open. */
export function readIncidentQuery(query: Record<string, string>): IncidentQuery {
  const read = querySchema.parse(query);
  return {
    state: read.state,
    category: read.category,
    priority: read.priority,
    sla: read.sla,
    assignee: read.assignee || undefined,
    group: read.group || undefined,
    service: read.service || undefined,
    customer: read.customer || undefined,
    q: read.q ?? '',
    cursor: read.cursor || undefined,
  };
}

/** The filter for core. @param actor who asks: `me` is he. */
export function toIncidentFilter(
  query: IncidentQuery,
  actor: Actor,
  config: Pick<Config, 'DEFAULT_COUNTRY'>,
): IncidentFilter {
  const { assignee } = query;
  return {
    open: query.q === '' ? query.state === 'open' : undefined,
    category: query.category,
    assigneeId: assignee === NOBODY ? null : assignee === ME ? actor.id : assignee,
    workGroupId: query.group,
    serviceId: query.service,
    customerId: query.customer,
    priority: query.priority,
    sla: query.sla,
    search: query.q === '' ? undefined : readSearch(query.q, config.DEFAULT_COUNTRY),
  };
}

const PARTS = [
  'state',
  'category',
  'assignee',
  'group',
  'service',
  'customer',
  'priority',
  'sla',
  'q',
] as const;

/** The list's address with some parts changed; an empty part is left out. */
export function incidentsUrl(
  query: IncidentQuery,
  change: Partial<Record<(typeof PARTS)[number] | 'cursor', string>>,
) {
  const params = new URLSearchParams();
  for (const name of PARTS) {
    const value = change[name] ?? query[name];
    if (value) params.set(name, value);
  }
  if (change.cursor) params.set('cursor', change.cursor);
  return `/incidents?${params}`;
}

/** The parts that narrow the list, beyond its tab. */
export function narrows(query: IncidentQuery): boolean {
  return PARTS.some((name) => name !== 'state' && Boolean(query[name]));
}
