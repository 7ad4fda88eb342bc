import { type RawBuilder, sql } from 'kysely';
import type { Actor } from './actor.ts';
import { visibleIncidents, visibleRequests } from './visibility.ts';

/**
 * The rule of a customer's history: any agent, supervisor or system sees that each of his requests, incidents and
 * contacts was there, whoever served him (number, service, state, dates, who works on it), for he must know the
 * history. What was said, and the way to the card, are only for who sees the request anyway.
 *
 * SQL value over `servicerequest`: whether the actor may read and open it; never null.
 * @param alias the table's name in the caller's query.
 */
export function opensRequest(actor: Actor, alias: string): RawBuilder<boolean> {
  return sql<boolean>`coalesce(${visibleRequests(actor, alias)}, false)`;
}

/** {@link opensRequest} over `incident`. */
export function opensIncident(actor: Actor, alias: string): RawBuilder<boolean> {
  return sql<boolean>`coalesce(${visibleIncidents(actor, alias)}, false)`;
}
