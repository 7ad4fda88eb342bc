import type { Actor } from '../access/actor.ts';
import type { HouseContext } from '../context.ts';
import { Conflict } from '../errors.ts';
import { appendEvents } from '../events.ts';
import { requireManager } from '../setting/requireManager.ts';
import { getMassIncident } from './readMassIncidents.ts';

/**
 * Says that a spike has no common cause. It is not proposed again for a while, unless it doubles.
 * @param change.baseVersion the version the supervisor saw.
 * @throws {NotFound} when the actor does not see it, {@link Forbidden} when he is no supervisor, {@link Conflict} when
 *   it is not a proposal any more.
 */
export async function dismissMassIncident(
  ctx: Pick<HouseContext, 'db'>,
  actor: Actor,
  change: { id: string; baseVersion: number },
): Promise<void> {
  const { number } = await getMassIncident(ctx.db, actor, change.id);
  requireManager(actor);
  await ctx.db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('mass_incident')
      .set({
        state: 'DISMISSED',
        dismissed_at: new Date(),
        dismissed_by: actor.id,
        version: change.baseVersion + 1,
      })
      .where('id', '=', change.id)
      .where('state', '=', 'PROPOSED')
      .where('version', '=', change.baseVersion)
      .returning('id')
      .executeTakeFirst();
    if (!row) throw new Conflict('massincident.moved', 'Somebody else has decided on it meanwhile');
    await appendEvents(trx, [
      {
        type: 'massincident.dismissed',
        subject: `massincident:${row.id}`,
        actor: actor.id,
        data: { massIncidentId: row.id, number },
      },
    ]);
  });
}
