import type { Channel, DomainEvent } from '../core/channel.ts';
import type { HouseContext } from '../core/context.ts';
import { relayEvents } from '../core/eventReaders.ts';

const EVENTS_AT_ONCE = 200;
/** What of an event is somebody's own wording, for the agent's eyes and not for a bus. */
const WORDS = ['refusal'];

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
  const taken = await relayEvents(ctx.db, `relay ${name}`, EVENTS_AT_ONCE, (events) =>
    publish(events.map(withoutWords)),
  );
  return taken === EVENTS_AT_ONCE;
}

function withoutWords(event: DomainEvent): DomainEvent {
  const data = Object.fromEntries(Object.entries(event.data).filter(([key]) => !WORDS.includes(key)));
  return { ...event, data };
}
