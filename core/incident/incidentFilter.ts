import { type RawBuilder, sql } from 'kysely';
import type { Category } from '../business-process/process.ts';
import { matchesIncident } from '../search/matches.ts';
import type { Search } from '../search/readSearch.ts';
import type { Priority } from './priority.ts';
import { hasSlaState, type SlaState } from './slaState.ts';

/** Filters of the list of incidents; absent ones do not filter. */
export interface IncidentFilter {
  category?: Category | undefined;
  step?: string | undefined;
  /** True: only those still open; false: only closed ones. */
  open?: boolean | undefined;
  /** Null: only those nobody has. */
  assigneeId?: string | null | undefined;
  workGroupId?: string | undefined;
  customerId?: string | undefined;
  serviceId?: string | undefined;
  serviceRequestId?: string | undefined;
  orderId?: string | undefined;
  /** E.164. */
  phone?: string | undefined;
  number?: string | undefined;
  priority?: Priority | undefined;
  sla?: SlaState | undefined;
  /** Read by {@link readSearch}. */
  search?: Search | undefined;
}

/** The filter over `incident as i` and its `servicerequest as r`. */
export function filteredIncidents(filter: IncidentFilter): RawBuilder<boolean> {
  const equal: [string, unknown][] = [
    ['i.category', filter.category],
    ['i.step', filter.step],
    ['i.assignee_id', filter.assigneeId ?? undefined],
    ['i.work_group_id', filter.workGroupId],
    ['i.customer_id', filter.customerId],
    ['i.service_id', filter.serviceId],
    ['r.id', filter.serviceRequestId],
    ['i.order_id', filter.orderId],
    ['r.phone', filter.phone],
    ['i.number', filter.number],
    ['i.priority', filter.priority],
  ];
  const parts = equal
    .filter(([, value]) => value !== undefined)
    .map(([column, value]) => sql<boolean>`${sql.ref(column)} = ${value}`);
  if (filter.assigneeId === null) parts.push(sql<boolean>`i.assignee_id is null`);
  if (filter.open !== undefined)
    parts.push(filter.open ? sql<boolean>`i.closed_at is null` : sql<boolean>`i.closed_at is not null`);
  if (filter.sla !== undefined) parts.push(hasSlaState(filter.sla, 'i'));
  if (filter.search !== undefined) parts.push(matchesIncident(filter.search, 'i'));
  return parts.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(parts, sql` and `)}`;
}
