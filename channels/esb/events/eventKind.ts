import type { ChannelDeps } from '../../../core/channel.ts';
import type { CheckedEvent } from './checkEvent.ts';

/** What of the house the bus needs to hand its events over. */
export type EventDeps = Pick<ChannelDeps, 'accept' | 'recordOrderState'>;

/** What became of an event: its own id, what it is in the house, and whether it was known already. */
export type Taken =
  | { id: string; contactId: string; duplicate: boolean }
  | { id: string; orderId: string; duplicate: boolean };

/** An event that was read and found good, not yet handed over. */
export interface ReadEvent {
  /** Events of one lane are handed over in their order, others side by side. Null: a lane of its own. */
  lane: string | null;
  /** Resolves after the commit. @throws {Unavailable} when the store cannot take it. */
  handOver(deps: EventDeps): Promise<Taken>;
}

/** A kind of event this channel takes. */
export interface EventKind {
  /** @param type the attribute `type` of an event. */
  takes(type: string): boolean;
  /** @throws {Invalid} naming the attribute or the field of `data` at fault. */
  read(checked: CheckedEvent): ReadEvent;
}
