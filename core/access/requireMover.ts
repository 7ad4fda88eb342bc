import type { Mover } from '../business-process/process.ts';
import type { Db } from '../db/db.ts';
import { Forbidden } from '../errors.ts';
import type { Actor } from './actor.ts';
import { moversFor } from './movers.ts';

/**
 * The rule of {@link moversFor}, for a verb.
 * @returns in which capacities the actor may act: one at the least.
 * @throws {Forbidden} when he may not act on the incident.
 */
export async function requireMover(
  db: Db,
  actor: Actor,
  incident: { assigneeId: string | null },
): Promise<Mover[]> {
  const movers = await moversFor(db, actor, incident);
  if (movers.length === 0) {
    throw new Forbidden('incident.not_yours', 'Only its assignee or the supervisor of his department may');
  }
  return movers;
}
