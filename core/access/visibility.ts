import { type RawBuilder, sql } from 'kysely';
import { type Actor, isSupervisor, seesAll } from './actor.ts';
import { departmentOf } from './department.ts';

/**
 * SQL condition over `incident`: an agent sees his own and those of his work groups that nobody has yet, a supervisor
 * his department's and those nobody has.
 * @param alias the table's name in the caller's query.
 */
export function visibleIncidents(actor: Actor, alias: string): RawBuilder<boolean> {
  if (seesAll(actor)) return sql<boolean>`true`;
  const assignee = sql.ref(`${alias}.assignee_id`);
  if (isSupervisor(actor))
    return sql<boolean>`(${assignee} is null or ${assignee} in ${departmentOf(actor.id)})`;
  const group = sql.ref(`${alias}.work_group_id`);
  return sql<boolean>`(${assignee} = ${actor.id} or (${assignee} is null and ${group} in ${groupsOf(actor.id)}))`;
}

/** A subquery of the ids of an agent's work groups. */
function groupsOf(userId: string): RawBuilder<string> {
  return sql<string>`(select unnest(u.work_group_ids) from user_account u where u.id = ${userId})`;
}

/**
 * SQL condition over `servicerequest`: everybody sees what waits in triage; beyond that a request is seen by who
 * sees its incident, and by supervisors while it has none. Who opened, settled or closed a request still sees it, and
 * one that was merged into another is seen by who sees that one.
 * @param alias the table's name in the caller's query.
 * @param joined the name under which the caller left joined its incident: then nothing is looked up for each row.
 */
export function visibleRequests(actor: Actor, alias: string, joined?: string): RawBuilder<boolean> {
  if (seesAll(actor)) return sql<boolean>`true`;
  const mergedInto = sql.ref(`${alias}.merged_into`);
  return sql<boolean>`(${ownRequests(actor, alias, joined)} or (${mergedInto} is not null and exists (
    with recursive way(id, merged_into) as (
      select w.id, w.merged_into from servicerequest w where w.id = ${mergedInto}
      union
      select w.id, w.merged_into from servicerequest w join way on w.id = way.merged_into
    )
    select 1 from servicerequest survivor join way on way.id = survivor.id
    where ${ownRequests(actor, 'survivor')})))`;
}

/** Those an actor sees by themselves, whatever they were merged into. */
function ownRequests(actor: Actor, alias: string, joined?: string): RawBuilder<boolean> {
  const id = sql.ref(`${alias}.id`);
  const status = sql.ref(`${alias}.status`);
  const settledBy = sql.ref(`${alias}.settled_by`);
  const closedBy = sql.ref(`${alias}.closed_by`);
  const openedBy = sql.ref(`${alias}.opened_by`);
  const incident =
    joined === undefined
      ? (and = sql`true`) =>
          sql`exists (select 1 from incident i where i.servicerequest_id = ${id} and ${and})`
      : (and = sql`true`) => sql`(${sql.ref(`${joined}.id`)} is not null and ${and})`;
  const seen = sql`${status} = 'TRIAGE' or ${settledBy} = ${actor.id} or ${closedBy} = ${actor.id}
    or ${openedBy} = ${actor.id} or ${incident(visibleIncidents(actor, joined ?? 'i'))}`;
  if (isSupervisor(actor)) return sql<boolean>`(${seen} or not ${incident()})`;
  return sql<boolean>`(${seen})`;
}

/**
 * SQL condition over `contact`: one of a request is seen by who sees that; one that is not worked yet by everybody; one
 * that was put aside or dropped without a request by managers and systems, as in the quarantine.
 * @param alias the table's name in the caller's query.
 * @param joined the name under which the caller left joined its request.
 */
export function visibleContacts(actor: Actor, alias: string, joined: string): RawBuilder<boolean> {
  if (seesAll(actor)) return sql<boolean>`true`;
  const none = sql`${sql.ref(`${alias}.servicerequest_id`)} is null`;
  const state = sql.ref(`${alias}.state`);
  const own = isSupervisor(actor) ? none : sql`(${none} and ${state} not in ('QUARANTINED', 'DROPPED'))`;
  return sql<boolean>`(${own} or ${visibleRequests(actor, joined)})`;
}

/**
 * SQL condition over `mass_incident`: supervisors see all of them, whatever their department; agents those that are
 * going on, for their callers ask.
 * @param alias the table's name in the caller's query.
 */
export function visibleMassIncidents(actor: Actor, alias: string): RawBuilder<boolean> {
  if (seesAll(actor) || isSupervisor(actor)) return sql<boolean>`true`;
  if (!actor.roles.includes('User')) return sql<boolean>`false`;
  return sql<boolean>`${sql.ref(`${alias}.state`)} in ('OPEN', 'CLOSING')`;
}
