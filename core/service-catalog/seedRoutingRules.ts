import { v7 as uuid } from 'uuid';
import type { Db } from '../db/db.ts';

/** A rule that sends contacts to a service; absent parts match everything. */
export interface RoutingRule {
  channel: string | null;
  queue: string | null;
  /** Part of the text; case and ё/е do not matter. */
  keyword: string | null;
  serviceId: string;
}

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
      })),
    )
    .execute();
}
