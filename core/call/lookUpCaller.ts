import type { Actor } from '../access/actor.ts';
import type { CallerCard } from '../channel.ts';
import type { HouseContext } from '../context.ts';
import { readPhone } from '../phone.ts';
import { findCaller, listOpenRequests } from './callerFinder.ts';

/**
 * Whose number it is and what he has open. A customer system that is slow or away is not waited for: then it is what
 * we last knew. Who was recognised before is told as himself, though the number may be a household's.
 * @param phone as the PBX writes it.
 * @param viewer whose requests are shown; null: a PBX, which shows them to whoever picks up.
 */
export async function lookUpCaller(
  ctx: Pick<HouseContext, 'db' | 'customers' | 'config'>,
  phone: string,
  viewer: Actor | null = null,
): Promise<CallerCard> {
  const { e164 } = readPhone(phone, ctx.config.DEFAULT_COUNTRY);
  if (e164 === null) return { phone: null, customerId: null, name: null, openRequests: [], fresh: true };
  const [caller, openRequests] = await Promise.all([
    findCaller(ctx, e164),
    listOpenRequests(ctx.db, e164, viewer),
  ]);
  const { people, fresh } = caller;
  const [first] = people;
  return {
    phone: e164,
    customerId: people.length === 1 && first ? first.id : null,
    name: people.length === 0 ? null : people.map((each) => each.name).join(' / '),
    openRequests,
    fresh,
  };
}
