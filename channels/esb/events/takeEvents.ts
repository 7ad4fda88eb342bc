import { Invalid } from '../../../core/errors.ts';
import { checkEvent } from './checkEvent.ts';
import { contactEvent } from './contactEvent.ts';
import type { EventDeps, EventKind, ReadEvent, Taken } from './eventKind.ts';
import { createLanes } from './lanes.ts';
import { orderStateEvent } from './orderStateEvent.ts';
import type { ReceivedEvent } from './receivedEvent.ts';

/** Every kind of event this channel takes. */
const KINDS: EventKind[] = [contactEvent, orderStateEvent];

/** Hands events over to the house, whichever way they came. */
export interface EventTaker {
  /**
   * Takes events whole or not at all: all are read before one is handed over.
   * @returns what became of each, in their order, after the commit.
   * @throws {Invalid} naming the event and its field at fault; {@link Unavailable} when to deliver all of them again.
   */
  take(received: ReceivedEvent[]): Promise<Taken[]>;
  /** Hands over events that were read already. @throws {Unavailable} as {@link EventTaker.take}. */
  handOver(events: ReadEvent[]): Promise<Taken[]>;
}

/** @param deps what of the house the events end in. */
export function createEventTaker(deps: EventDeps): EventTaker {
  const inLane = createLanes();
  const handOver = (events: ReadEvent[]) =>
    Promise.all(events.map((event) => inLane(event.lane, () => event.handOver(deps))));
  return { handOver, take: async (received) => handOver(received.map(readEvent)) };
}

/**
 * Reads one event by its type.
 * @throws {Invalid} naming the attribute or the field of its data at fault.
 */
function readEvent(received: ReceivedEvent): ReadEvent {
  const checked = checkEvent(received);
  const kind = KINDS.find(({ takes }) => takes(checked.event.type));
  if (!kind) throw new Invalid(`${received.prefix}type`, 'No such type of event is taken');
  return kind.read(checked);
}
