import type { Actor } from '../access/actor.ts';
import type { Db } from '../db/db.ts';
import { NotFound } from '../errors.ts';
import { requireManager } from '../setting/requireManager.ts';
import { claimSetting } from '../setting/setting.ts';
import { readRules } from './readRoutingRules.ts';
import { storeOrder } from './storeOrder.ts';

/**
 * Puts a rule in another place of the table.
 * @param change.to its new place, from 0; beyond the end is the end.
 * @param change.baseVersion of the table the change was made from.
 * @throws {Forbidden}, {@link NotFound}, {@link Conflict} when the table has changed meanwhile.
 */
export async function moveRoutingRule(
  db: Db,
  actor: Actor,
  change: { id: string; to: number; baseVersion: number },
): Promise<void> {
  requireManager(actor);
  await db.transaction().execute(async (trx) => {
    await claimSetting(trx, actor, { id: 'routing', baseVersion: change.baseVersion });
    const ids = (await readRules(trx)).map((each) => each.id);
    if (!ids.includes(change.id)) throw new NotFound('routing.not_found', 'There is no such rule');
    const others = ids.filter((each) => each !== change.id);
    await storeOrder(trx, others.toSpliced(Math.max(0, change.to), 0, change.id));
  });
}
