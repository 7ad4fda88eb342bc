import type { Logger } from 'pino';
import type { OrderStateChange } from './bus.ts';
import type { CallEvent, CallerCard } from './call.ts';
import type { Accepted, InboundContact } from './inbound.ts';
import type { DeliveryReceipt } from './outbound.ts';

/** A service a customer may choose. */
export interface OfferedService {
  id: string;
  name: { ru: string; en: string };
}

/** Who asks for his requests. */
export interface Asker {
  account: string;
  identity: string | null;
  thread: string | null;
}

/** What of his own requests a person may see on the rung he stands on. */
export interface OwnRequest {
  number: string;
  status: string;
  service: { ru: string; en: string } | null;
  createdAt: Date;
}

/** What a channel may use of the house. */
export interface ChannelDeps {
  log: Logger;
  /** The channels' address as the outside reaches it, no trailing slash: what callbacks are built of. */
  publicUrl: string;
  /**
   * Journals the contact and answers after the commit. Acknowledge only after it resolves.
   * @throws {Unavailable} when the store cannot take it: answer 503 with Retry-After and acknowledge nothing.
   */
  accept(contact: InboundContact): Promise<Accepted>;
  /**
   * Journals what could not be read as QUARANTINED, where a person sees it and may replay it: acknowledge it then, so
   * that what stands behind it goes on.
   * @param code machine word for why, e.g. `telegram.shape`.
   * @throws {Unavailable} as {@link ChannelDeps.accept}.
   */
  quarantine(contact: InboundContact, code: string): Promise<Accepted>;
  /** Records a step of a call. @throws {Unavailable} as {@link ChannelDeps.accept}. */
  recordCall(event: CallEvent): Promise<void>;
  /** Records what became of a message of ours. @throws {Unavailable} as {@link ChannelDeps.accept}. */
  recordReceipt(receipt: DeliveryReceipt): Promise<void>;
  /**
   * Records a state an order reached; the incident may move by it.
   * @returns whether this change was known already.
   * @throws {Unavailable} as {@link ChannelDeps.accept}.
   */
  recordOrderState(change: OrderStateChange): Promise<{ duplicate: boolean }>;
  /** Services a customer may choose, in the catalogue's order. */
  listServices(): Promise<OfferedService[]>;
  /** The open requests a person may see: all of his customer's from the disclosure rung up, else this thread's. */
  listOwnRequests(asker: Asker): Promise<OwnRequest[]>;
  /** Whose number it is, in time for a telephone that rings. @param phone as the PBX writes it. */
  lookUpCaller(phone: string): Promise<CallerCard>;
  /** Whether the store takes writes now. */
  isStoreReady(): Promise<boolean>;
  /**
   * Runs `work` in one process of the house at a time, and takes it over should that process die. `work` runs again
   * when it ends before the signal.
   * @param signal aborts when this process stops or lost its turn.
   * @returns how to give it up.
   */
  runAlone(name: string, work: (signal: AbortSignal) => Promise<void>): () => Promise<void>;
}
