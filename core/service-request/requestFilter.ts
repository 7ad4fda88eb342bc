import { type RawBuilder, sql } from 'kysely';
import { hasSlaState, type SlaState } from '../incident/slaState.ts';
import { matchesRequest } from '../search/matches.ts';
import type { Search } from '../search/readSearch.ts';
import type { RequestStatus } from './status.ts';

/** Filters of the list of requests; absent ones do not filter. */
export interface RequestFilter {
  status?: RequestStatus | undefined;
  channel?: string | undefined;
  /** E.164. */
  phone?: string | undefined;
  customerId?: string | undefined;
  serviceId?: string | undefined;
  workGroupId?: string | undefined;
  assigneeId?: string | undefined;
  orderId?: string | undefined;
  number?: string | undefined;
  callbackDue?: boolean | undefined;
  /** How its incident stands with its term; one without an incident has none. */
  sla?: SlaState | undefined;
  /** Opened at this moment or later. */
  from?: Date | undefined;
  /** Opened before this moment. */
  to?: Date | undefined;
  /** Read by {@link readSearch}. */
  search?: Search | undefined;
}

/** SQL: a call of the request's customer went unanswered, and nobody has called back yet. */
export const callbackDue = sql<boolean>`exists (
  select 1 from callback_task t where t.servicerequest_id = r.id and t.done_at is null)`;

/** The filter over `servicerequest as r`, its `service as s` and its `incident as i`. */
export function filteredRequests(filter: RequestFilter): RawBuilder<boolean> {
  const equal: [string, unknown][] = [
    ['r.status', filter.status],
    ['r.channel', filter.channel],
    ['r.phone', filter.phone],
    ['r.customer_id', filter.customerId],
    ['r.service_id', filter.serviceId],
    ['s.work_group_id', filter.workGroupId],
    ['i.assignee_id', filter.assigneeId],
    ['r.order_id', filter.orderId],
    ['r.number', filter.number],
  ];
  const parts = equal
    .filter(([, value]) => value !== undefined)
    .map(([column, value]) => sql<boolean>`${sql.ref(column)} = ${value}`);
  if (filter.callbackDue !== undefined)
    parts.push(filter.callbackDue ? callbackDue : sql<boolean>`not ${callbackDue}`);
  if (filter.sla !== undefined) parts.push(hasSlaState(filter.sla, 'i'));
  if (filter.from !== undefined) parts.push(sql<boolean>`r.created_at >= ${filter.from}`);
  if (filter.to !== undefined) parts.push(sql<boolean>`r.created_at < ${filter.to}`);
  if (filter.search !== undefined) parts.push(matchesRequest(filter.search, 'r'));
  return parts.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(parts, sql` and `)}`;
}
