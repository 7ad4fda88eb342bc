import type { Actor } from '../access/actor.ts';
import type { Bilingual } from '../business-process/process.ts';
import type { HouseContext } from '../context.ts';
import { Conflict } from '../errors.ts';
import { appendEvents } from '../events.ts';
import { requireManager } from '../setting/requireManager.ts';
import { checkTold } from './checkWords.ts';
import { getMassIncident } from './readMassIncidents.ts';

/**
 * Says that a mass incident is over. Nothing attaches to it from here on; its requests are closed one by one by
 * {@link finishClosings}, which tells of the end when the last one is.
 * @param change.resolution what the customers are told of the cause and its end.
 * @param change.baseVersion the version the supervisor saw.
 * @throws {NotFound} when the actor does not see it, {@link Forbidden} when he is no supervisor, {@link Invalid} naming
 *   `resolution`, {@link Conflict} when it is not open any more.
 */
export async function closeMassIncident(
  ctx: Pick<HouseContext, 'db'>,
  actor: Actor,
  change: { id: string; baseVersion: number; resolution: Bilingual },
): Promise<void> {
  await getMassIncident(ctx.db, actor, change.id);
  requireManager(actor);
  const resolution = checkTold(change.resolution, 'resolution');
  await ctx.db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('mass_incident')
      .set({
        state: 'CLOSING',
        resolution: JSON.stringify(resolution),
        closing_at: new Date(),
        closed_by: actor.id,
        version: change.baseVersion + 1,
      })
      .where('id', '=', change.id)
      .where('state', '=', 'OPEN')
      .where('version', '=', change.baseVersion)
      .returning('number')
      .executeTakeFirst();
    if (!row) throw new Conflict('massincident.moved', 'Somebody else has decided on it meanwhile');
    await appendEvents(trx, [
      {
        type: 'massincident.closing',
        subject: `massincident:${change.id}`,
        actor: actor.id,
        data: { massIncidentId: change.id, number: row.number },
      },
    ]);
  });
}
