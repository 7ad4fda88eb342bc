import type { CountryCode } from 'libphonenumber-js/max';
import { v7 as uuid } from 'uuid';
import { createBatcher, type Outcome } from '../batcher.ts';
import type { Accepted, InboundContact } from '../channel.ts';
import type { Db } from '../db/db.ts';
import { Invalid, Unavailable } from '../errors.ts';
import type { Metrics } from '../metrics.ts';
import { readPhone } from '../phone.ts';
import { cleanJson, cleanText } from './cleanText.ts';
import { type JournalRow, journalContacts } from './journalContacts.ts';

/** Takes contacts into the journal; see {@link createIntake}. */
export interface Intake {
  /**
   * Resolves after the commit: only then may the sender be told.
   * @param channel the channel's name.
   * @throws {Unavailable} when the store cannot take it; {@link Invalid} when account or external id are no key.
   */
  accept(channel: string, contact: InboundContact): Promise<Accepted>;
}

/** Keys are indexed, and an index entry has room for this much of any script; a longer one is no provider's id. */
const MAX_KEY_LENGTH = 255;
const MAX_BATCH = 200;
/** Contacts that may wait for a commit; a longer line means that the store stands still. */
const MAX_WAITING = 5_000;
/** A sender is told to come again rather than kept waiting; should the commit come after all, his retry is known. */
const PATIENCE_MS = 5_000;
/** Two commits overlap: one waits for the disk while the next is being sent. */
const MAX_IN_FLIGHT = 2;

/**
 * The house's front door. Contacts that come at the same time share one commit.
 * @param options.onJournalled called after the commit with the ids that are new; must not throw.
 */
export function createIntake(options: {
  db: Db;
  metrics: Metrics;
  defaultCountry: CountryCode;
  sweepAfterSeconds: number;
  onJournalled(contactIds: string[]): void;
}): Intake {
  const { db, metrics } = options;

  const flush = async (rows: JournalRow[]): Promise<Outcome<Accepted>[]> => {
    metrics.journalBatch.observe(rows.length);
    try {
      const accepted = await journalContacts(db, rows, options.sweepAfterSeconds);
      const fresh = accepted.filter((each) => !each.duplicate).map((each) => each.contactId);
      if (fresh.length > 0) options.onJournalled(fresh);
      return accepted.map((value) => ({ ok: true, value }));
    } catch (error) {
      // One row the store will not hold must not take its neighbours with it.
      if (isDataFault(error) && rows.length > 1)
        return (await Promise.all(rows.map((row) => flush([row])))).flat();
      return rows.map(() => ({ ok: false, error }));
    }
  };
  const batcher = createBatcher(flush, {
    maxSize: MAX_BATCH,
    maxInFlight: MAX_IN_FLIGHT,
    maxWaiting: MAX_WAITING,
  });

  return {
    async accept(channel, contact) {
      requireKey('account', contact.account);
      requireKey('externalId', contact.externalId);
      const stop = metrics.acknowledgement.startTimer({ channel });
      try {
        const accepted = await inTime(batcher.add(toJournalRow(channel, contact, options.defaultCountry)));
        stop();
        metrics.contacts.inc({ channel, outcome: accepted.duplicate ? 'duplicate' : 'accepted' });
        return accepted;
      } catch (error) {
        metrics.contacts.inc({ channel, outcome: 'unavailable' });
        if (isDataFault(error))
          throw new Invalid('contact', 'holds a value that cannot be stored', { cause: error });
        throw new Unavailable('store.unavailable', 'The contact could not be stored', { cause: error });
      }
    },
  };
}

async function inTime<Result>(work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Unavailable('store.slow', 'The store does not answer')), PATIENCE_MS);
  });
  return Promise.race([work, patience]).finally(() => clearTimeout(timer));
}

function requireKey(field: string, value: string): void {
  if (value === '') throw new Invalid(field, 'must not be empty');
  if (value.length > MAX_KEY_LENGTH)
    throw new Invalid(field, `must not be longer than ${MAX_KEY_LENGTH} characters`);
}

function toJournalRow(channel: string, contact: InboundContact, defaultCountry: CountryCode): JournalRow {
  const phone = readPhone(contact.sender, defaultCountry);
  const clean = (value: string | null) => (value === null ? null : cleanText(value));
  return {
    id: uuid(),
    channel,
    account: cleanText(contact.account),
    external_id: cleanText(contact.externalId),
    kind: contact.kind,
    thread: clean(contact.thread),
    address: clean(contact.address),
    sender: clean(contact.sender),
    sender_shared: contact.senderShared,
    phone: phone.e164,
    phone_kind: phone.kind,
    phone_extension: clean(phone.extension),
    service_id: clean(contact.serviceId),
    queue: clean(contact.queue),
    text: clean(contact.text),
    raw: cleanJson(contact.raw),
    occurred_at: contact.occurredAt,
  };
}

/** SQLSTATE classes 22 (data) and 23 (integrity): this row, not the store, is at fault. */
function isDataFault(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && /^2[23]/.test(code);
}
