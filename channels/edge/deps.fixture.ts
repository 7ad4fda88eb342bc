import { pino } from 'pino';
import type {
  Accepted,
  CallEvent,
  ChannelDeps,
  DeliveryReceipt,
  InboundContact,
  OfferedService,
  OrderStateChange,
  OwnRequest,
} from '../../core/channel.ts';

/** The house as a channel's tests see it: remembers what it was given, in memory. */
export interface RecordedDeps extends ChannelDeps {
  contacts: InboundContact[];
  quarantined: { contact: InboundContact; code: string }[];
  calls: CallEvent[];
  receipts: DeliveryReceipt[];
  orderStates: OrderStateChange[];
  /** What `listServices` answers; two services unless a test says otherwise. */
  services: OfferedService[];
  /** What `listOwnRequests` answers. */
  ownRequests: OwnRequest[];
  /** The order in which the house was used. */
  order: string[];
  /** Every log line so far, as written, from debug up. */
  logged(): string;
  /** From now on everything that writes fails with this, and the store is not ready; undefined mends it. */
  failWith(error: Error | undefined): void;
}

const SERVICES: OfferedService[] = [
  { id: 'svc-internet', name: { ru: 'Интернет', en: 'Internet' } },
  { id: 'svc-billing', name: { ru: 'Счета и оплата', en: 'Billing' } },
];

/**
 * Builds a recorder that keeps the promise of the real journal: the same (account, external id) is the same
 * contact, and is told to be a duplicate.
 */
export function recordDeps(): RecordedDeps {
  const known = new Map<string, string>();
  const lines: string[] = [];
  let failure: Error | undefined;

  const journal = (contact: InboundContact, keep: () => void): Accepted => {
    const key = JSON.stringify([contact.account, contact.externalId]);
    const contactId = known.get(key);
    if (contactId) return { contactId, duplicate: true };
    known.set(key, `contact-${known.size + 1}`);
    keep();
    return { contactId: `contact-${known.size}`, duplicate: false };
  };
  const writing = (step: string) => {
    if (failure) throw failure;
    deps.order.push(step);
  };

  const deps: RecordedDeps = {
    contacts: [],
    quarantined: [],
    calls: [],
    receipts: [],
    orderStates: [],
    services: SERVICES,
    ownRequests: [],
    order: [],
    publicUrl: 'https://helpdesk.example',
    log: pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }),
    logged: () => lines.join(''),
    failWith: (error) => {
      failure = error;
    },
    async accept(contact) {
      writing('accept');
      return journal(contact, () => deps.contacts.push(contact));
    },
    async quarantine(contact, code) {
      writing('quarantine');
      return journal(contact, () => deps.quarantined.push({ contact, code }));
    },
    async recordCall(event) {
      writing(event.type);
      deps.calls.push(event);
    },
    async recordReceipt(receipt) {
      writing('receipt');
      deps.receipts.push(receipt);
    },
    async recordOrderState(change) {
      writing('orderState');
      const same = (each: OrderStateChange) =>
        each.source === change.source && each.eventId === change.eventId;
      const duplicate = deps.orderStates.some(same);
      if (!duplicate) deps.orderStates.push(change);
      return { duplicate };
    },
    listServices: async () => deps.services,
    listOwnRequests: async () => deps.ownRequests,
    lookUpCaller: async (phone) => ({ phone, customerId: null, name: null, openRequests: [], fresh: true }),
    isStoreReady: async () => failure === undefined,
    runAlone(_name, work) {
      const stopping = new AbortController();
      const running = work(stopping.signal).catch(() => {});
      return async () => {
        stopping.abort();
        await running;
      };
    },
  };
  return deps;
}
