import { v7 as uuid } from 'uuid';
import type { Db } from '../db/db.ts';
import type { RoutingRule } from './routingRule.ts';

/** Lays the first routing rules, in their order. A house that has rules of its own keeps them. */
export async function seedRoutingRules(db: Db, rules: RoutingRule[]): Promise<void> {
  const existing = await db.selectFrom('routing_rule').select('id').limit(1).executeTakeFirst();
  if (existing || rules.length === 0) return;
  await db
    .insertInto('routing_rule')
    .values(
      rules.map((rule, position) => ({
        id: uuid(),
        position,
        channel: rule.channel,
        queue: rule.queue,
        keyword: rule.keyword,
        service_id: rule.serviceId,
        skips_silent: rule.skipsSilent ?? false,
      })),
    )
    .execute();
}
