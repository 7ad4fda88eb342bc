import type { Mover } from '../business-process/process.ts';
import type { Db } from '../db/db.ts';
import { type Actor, isSupervisor, seesAll } from './actor.ts';
import { isInDepartment } from './department.ts';

/**
 * The one rule of who may move and close an incident: whoever it is assigned to (its opener until it is
 * transferred, then the supporter it went to), and the supervisor of the assignee's department. One that nobody
 * has is any supervisor's.
 * @returns in which capacities the actor may act; empty: not at all.
 */
export async function moversFor(
  db: Db,
  actor: Actor,
  incident: { assigneeId: string | null },
): Promise<Mover[]> {
  if (seesAll(actor)) return ['assignee', 'supervisor'];
  const movers: Mover[] = [];
  if (incident.assigneeId === actor.id) movers.push('assignee');
  if (isSupervisor(actor)) {
    const { assigneeId } = incident;
    if (assigneeId === null || (await isInDepartment(db, assigneeId, actor.id))) movers.push('supervisor');
  }
  return movers;
}

/**
 * In which capacities an actor may move an incident that he sees. What `moversFor` asks the store for, being seen has
 * answered already: a supervisor sees his department's and those nobody has, and may move each of them.
 * A test holds the two together.
 */
export function moversOfSeen(actor: Actor, incident: { assigneeId: string | null }): Mover[] {
  if (seesAll(actor)) return ['assignee', 'supervisor'];
  const movers: Mover[] = incident.assigneeId === actor.id ? ['assignee'] : [];
  return isSupervisor(actor) ? [...movers, 'supervisor'] : movers;
}
