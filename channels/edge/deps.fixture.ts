import { pino } from 'pino';
import type { Accepted, CallEvent, ChannelDeps, InboundContact } from '../../core/channel.ts';

/** The house as a channel's tests see it: remembers what it was given, in memory. */
export interface RecordedDeps extends ChannelDeps {
  contacts: InboundContact[];
  calls: CallEvent[];
  /** The order in which the two were used. */
  order: string[];
  /** Every log line so far, as written, from debug up. */
  logged(): string;
  /** From now on `accept` and `recordCall` fail with this. */
  failWith(error: Error): void;
}

/**
 * Builds a recorder that keeps the promise of the real journal: the same (account, external id) is the same
 * contact, and is told to be a duplicate.
 */
export function recordDeps(): RecordedDeps {
  const contacts: InboundContact[] = [];
  const calls: CallEvent[] = [];
  const order: string[] = [];
  const known = new Map<string, string>();
  const lines: string[] = [];
  let failure: Error | undefined;

  return {
    contacts,
    calls,
    order,
    log: pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }),
    logged: () => lines.join(''),
    failWith: (error) => {
      failure = error;
    },
    async accept(contact): Promise<Accepted> {
      if (failure) throw failure;
      order.push('accept');
      const key = JSON.stringify([contact.account, contact.externalId]);
      const contactId = known.get(key);
      if (contactId) return { contactId, duplicate: true };
      known.set(key, `contact-${known.size + 1}`);
      contacts.push(contact);
      return { contactId: `contact-${known.size}`, duplicate: false };
    },
    async recordCall(event) {
      if (failure) throw failure;
      order.push(event.type);
      calls.push(event);
    },
  };
}
