import type { Channel } from '../core/channel.ts';
import type { HouseContext } from '../core/context.ts';
import { readEvents } from '../core/events.ts';

const EVENTS_AT_ONCE = 200;

/**
 * Tells other systems of the next domain events through one channel. The position moves with the provider's
 * confirmation and not before it: what was told twice carries the same id.
 * @param name the channel's name: its position is its own.
 * @returns whether there may be more.
 * @throws {NoAnswer} when the other side is away; the position stays.
 */
export async function relayRound(
  ctx: Pick<HouseContext, 'db'>,
  name: string,
  publish: NonNullable<Channel['publish']>,
): Promise<boolean> {
  const taken = await readEvents(ctx.db, `relay ${name}`, EVENTS_AT_ONCE, async (_trx, events) => {
    await publish(events);
  });
  return taken === EVENTS_AT_ONCE;
}
