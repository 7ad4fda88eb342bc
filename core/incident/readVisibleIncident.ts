import type { Selectable } from 'kysely';
import type { Actor } from '../access/actor.ts';
import { visibleIncidents } from '../access/visibility.ts';
import type { Db } from '../db/db.ts';
import type { Incident } from '../db/types.generated.ts';
import { NotFound } from '../errors.ts';

/** An incident's row, for a verb. @throws {NotFound} when there is none or the actor may not see it. */
export async function readVisibleIncident(db: Db, actor: Actor, id: string): Promise<Selectable<Incident>> {
  const incident = await db
    .selectFrom('incident')
    .selectAll()
    .where('id', '=', id)
    .where(visibleIncidents(actor, 'incident'))
    .executeTakeFirst();
  if (!incident) throw new NotFound('incident.not_found', 'There is no such incident');
  return incident;
}
