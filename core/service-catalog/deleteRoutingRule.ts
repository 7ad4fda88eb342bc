import type { Actor } from '../access/actor.ts';
import type { Db } from '../db/db.ts';
import { NotFound } from '../errors.ts';
import { requireManager } from '../setting/requireManager.ts';
import { claimSetting } from '../setting/setting.ts';

/**
 * Takes a rule out of the table.
 * @param change.baseVersion of the table the change was made from.
 * @throws {Forbidden}, {@link NotFound}, {@link Conflict} when the table has changed meanwhile.
 */
export async function deleteRoutingRule(
  db: Db,
  actor: Actor,
  change: { id: string; baseVersion: number },
): Promise<void> {
  requireManager(actor);
  await db.transaction().execute(async (trx) => {
    await claimSetting(trx, actor, { id: 'routing', baseVersion: change.baseVersion });
    const row = await trx
      .deleteFrom('routing_rule')
      .where('id', '=', change.id)
      .returning('id')
      .executeTakeFirst();
    if (!row) throw new NotFound('routing.not_found', 'There is no such rule');
  });
}
