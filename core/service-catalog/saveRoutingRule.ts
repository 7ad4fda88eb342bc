import { v7 as uuid } from 'uuid';
import type { Actor } from '../access/actor.ts';
import type { Db } from '../db/db.ts';
import { Invalid, NotFound } from '../errors.ts';
import { requireManager } from '../setting/requireManager.ts';
import { claimSetting } from '../setting/setting.ts';
import { checkRoutingRule } from './checkRoutingRule.ts';
import { readRules } from './readRoutingRules.ts';
import type { RoutingRule } from './routingRule.ts';
import { storeOrder } from './storeOrder.ts';

/** More rules than a person oversees; each contact without a service is held against all of them. */
const MOST_RULES = 500;

/**
 * Adds a routing rule, or rewrites one in its place. A new one stands before the rules at the end that match everything
 * on their channel or on all, for behind them it would never be asked.
 * @param change.id of the rule to rewrite; absent: a new one.
 * @param change.baseVersion of the table the change was made from.
 * @returns the rule's id.
 * @throws {Forbidden}, {@link Invalid} naming a part, {@link NotFound}, {@link Conflict} when the table has changed.
 */
export async function saveRoutingRule(
  db: Db,
  actor: Actor,
  change: { id?: string | undefined; rule: RoutingRule; baseVersion: number },
): Promise<string> {
  requireManager(actor);
  const rule = await checkRoutingRule(db, change.rule);
  const { serviceId: service_id, skipsSilent: skips_silent, ...parts } = rule;
  const values = { ...parts, service_id, skips_silent };
  return db.transaction().execute(async (trx) => {
    await claimSetting(trx, actor, { id: 'routing', baseVersion: change.baseVersion });
    if (change.id !== undefined) {
      const row = await trx
        .updateTable('routing_rule')
        .set(values)
        .where('id', '=', change.id)
        .returning('id')
        .executeTakeFirst();
      if (!row) throw new NotFound('routing.not_found', 'There is no such rule');
      return row.id;
    }
    const rules = await readRules(trx);
    if (rules.length >= MOST_RULES) throw new Invalid('rules', `are more than ${MOST_RULES}`);
    const id = uuid();
    await trx
      .insertInto('routing_rule')
      .values({ id, position: rules.length, ...values })
      .execute();
    const before = isCatchAll(rule) ? rules.length : rules.findLastIndex((each) => !isCatchAll(each)) + 1;
    await storeOrder(trx, rules.map((each) => each.id).toSpliced(before, 0, id));
    return id;
  });
}

function isCatchAll(rule: RoutingRule): boolean {
  return rule.queue === null && rule.keyword === null;
}
