import { z } from 'zod';
import type { OrderStateChange } from '../../../core/channel.ts';
import { readData, readTime } from './content.ts';
import type { EventKind, ReadEvent } from './eventKind.ts';
import { identifier, parseAt } from './parseAt.ts';

/** As TM Forum names it, bare or as the last segment of a longer type, its major version behind it or not. */
const STATE_CHANGE = /(^|\.)ServiceOrderStateChangeEvent(\.v4)?$/i;

/**
 * The body of the notification. The published v4 schema calls the time `eventTime` and, misspelt, `timeOcurred`.
 * @see https://www.tmforum.org/resources/specifications/tmf641-service-ordering-management-api-rest-specification-v4-1-0/
 */
const notification = z.looseObject({
  eventId: identifier.nullish(),
  eventTime: z.string().nullish(),
  timeOcurred: z.string().nullish(),
  timeOccurred: z.string().nullish(),
  eventType: z.string().regex(STATE_CHANGE, 'must be ServiceOrderStateChangeEvent').nullish(),
  event: z.looseObject({
    serviceOrder: z.looseObject({
      id: identifier,
      // Not held to the list of the specification: order systems have states of their own.
      state: z.string().trim().min(1).max(255),
    }),
  }),
});

const TIMES = ['eventTime', 'timeOcurred', 'timeOccurred'] as const;

/** What a notification says, whichever way it came. */
export interface OrderStateNotification {
  eventId: string | null;
  orderId: string;
  state: string;
  /** Null where the notification names no time. */
  at: Date | null;
}

/** TMF641 ServiceOrderStateChangeEvent in a CloudEvent: an order reached a state. (source, id) is the key. */
export const orderStateEvent: EventKind = {
  takes: (type) => STATE_CHANGE.test(type),
  read(checked) {
    const { prefix, event } = checked;
    const { orderId, state, at } = readOrderState(`${prefix}data.`, readData(checked));
    const sentAt = event.time === undefined ? new Date() : readTime(`${prefix}time`, event.time);
    return orderStateOf({ source: event.source, eventId: event.id, orderId, state, at: at ?? sentAt });
  },
};

/** @returns the change, ready to be handed over behind the earlier ones of its order. */
export function orderStateOf(change: OrderStateChange): ReadEvent {
  const { eventId: id, orderId } = change;
  return {
    lane: orderId,
    handOver: async (deps) => ({ id, orderId, ...(await deps.recordOrderState(change)) }),
  };
}

/**
 * Reads the body of a TMF641 state change.
 * @param prefix stands before the name of a field at fault.
 * @throws {Invalid} naming the field.
 */
export function readOrderState(prefix: string, body: unknown): OrderStateNotification {
  const said = parseAt(prefix, notification, body);
  const { id: orderId, state } = said.event.serviceOrder;
  const [at] = TIMES.flatMap((field) => {
    const time = said[field];
    return time ? [readTime(prefix + field, time)] : [];
  });
  return { eventId: said.eventId ?? null, orderId, state, at: at ?? null };
}
