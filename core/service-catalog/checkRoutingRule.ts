import type { Db } from '../db/db.ts';
import { Invalid } from '../errors.ts';
import type { RoutingRule } from './routingRule.ts';

const LONGEST = 100;
const PARTS = ['channel', 'queue', 'keyword'] as const;

/**
 * Tidies a rule as a person wrote it: an empty part is an absent one.
 * @returns the rule as it is stored. A keyword keeps the space in front that makes it the beginning of a word.
 * @throws {Invalid} naming the part that is too long, or `serviceId` where the catalogue offers no such service.
 */
export async function checkRoutingRule(db: Db, rule: RoutingRule): Promise<Required<RoutingRule>> {
  for (const part of PARTS) {
    if ((rule[part] ?? '').length > LONGEST) throw new Invalid(part, `is longer than ${LONGEST}`);
  }
  const service = await db
    .selectFrom('service')
    .select('id')
    .where('id', '=', rule.serviceId)
    .where('active', '=', true)
    .executeTakeFirst();
  if (!service) throw new Invalid('serviceId', 'is no service of the catalogue');
  return {
    channel: rule.channel?.trim() || null,
    queue: rule.queue?.trim() || null,
    keyword: rule.keyword?.trim() ? rule.keyword : null,
    serviceId: rule.serviceId,
    skipsSilent: rule.skipsSilent ?? false,
  };
}
