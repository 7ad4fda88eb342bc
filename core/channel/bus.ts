import type { JsonObject } from '../json.ts';

/** A state an order reached in the order system (TMF641 ServiceOrderStateChangeEvent). */
export interface OrderStateChange {
  /** With `eventId` the key: the same on every redelivery. */
  source: string;
  eventId: string;
  orderId: string;
  /** TMF641 ServiceOrderStateType as sent; unknown ones are kept. */
  state: string;
  at: Date;
}

/** A state change of ours, as other systems are told of it. Never holds names, phones or texts. */
export interface DomainEvent {
  /** The same on every attempt: receivers know duplicates by it. */
  id: string;
  /** E.g. `servicerequest.opened`; see core/events.ts. */
  type: string;
  at: Date;
  actor: string;
  contactId: string | null;
  serviceRequestId: string | null;
  incidentId: string | null;
  data: JsonObject;
}
