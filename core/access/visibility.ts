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
 * sees its incident, and by supervisors while it has none. Who opened, settled or closed a request still sees it.
 * @param alias the table's name in the caller's query.
 */
export function visibleRequests(actor: Actor, alias: string): RawBuilder<boolean> {
  if (seesAll(actor)) return sql<boolean>`true`;
  const id = sql.ref(`${alias}.id`);
  const status = sql.ref(`${alias}.status`);
  const settledBy = sql.ref(`${alias}.settled_by`);
  const closedBy = sql.ref(`${alias}.closed_by`);
  const openedBy = sql.ref(`${alias}.opened_by`);
  const incident = sql`select 1 from incident i where i.servicerequest_id = ${id}`;
  const seen = sql`${status} = 'TRIAGE' or ${settledBy} = ${actor.id} or ${closedBy} = ${actor.id}
    or ${openedBy} = ${actor.id} or exists (${incident} and ${visibleIncidents(actor, 'i')})`;
  if (isSupervisor(actor)) return sql<boolean>`(${seen} or not exists (${incident}))`;
  return sql<boolean>`(${seen})`;
}
