import type { CountryCode } from 'libphonenumber-js/max';
import { createBatcher, type Outcome } from '../batcher.ts';
import { recordRinging, tellRinging } from '../call/ringing.ts';
import type { Accepted, InboundContact } from '../channel.ts';
import type { Db } from '../db/db.ts';
import { isDataFault } from '../db/isDataFault.ts';
import { storeFailure } from '../db/storeFailure.ts';
import { Unavailable } from '../errors.ts';
import type { Metrics } from '../metrics.ts';
import { withPatience } from '../withPatience.ts';
import { type JournalRow, journalContacts } from './journalContacts.ts';
import { toJournalRow } from './toJournalRow.ts';

/** Takes contacts into the journal; see {@link createIntake}. */
export interface Intake {
  /**
   * Resolves after the commit: only then may the sender be told.
   * @param channel the channel's name.
   * @throws {Unavailable} when the store cannot take it; {@link Invalid} when account or external id are no key.
   */
  accept(channel: string, contact: InboundContact): Promise<Accepted>;
  /**
   * Journals what could not be read as QUARANTINED, where a person sees it and may replay it.
   * @param code machine word for why.
   * @throws as {@link Intake.accept}.
   */
  quarantine(channel: string, contact: InboundContact, code: string): Promise<Accepted>;
}

/** What is new in the journal and wants work, and when. */
export interface Journalled {
  contactId: string;
  delayMs: number;
}

const MAX_BATCH = 200;
/** Contacts that may wait for a commit; a longer line means that the store stands still. */
const MAX_WAITING = 5_000;
/** A sender is told to come again rather than kept waiting; should the commit come after all, his retry is known. */
const PATIENCE_MS = 5_000;
/** Two commits overlap: one waits for the disk while the next is being sent. */
const MAX_IN_FLIGHT = 2;

/**
 * The house's front door. Contacts that come at the same time share one commit.
 * @param options.onJournalled called after the commit with what is new and waits; must not throw.
 */
export function createIntake(options: {
  db: Db;
  metrics: Metrics;
  defaultCountry: CountryCode;
  sweepAfterSeconds: number;
  onJournalled(contacts: Journalled[]): void;
}): Intake {
  const { db, metrics } = options;

  const flush = async (rows: JournalRow[]): Promise<Outcome<Accepted>[]> => {
    metrics.journalBatch.observe(rows.length);
    try {
      const accepted = await journalWithCalls(db, rows, options.sweepAfterSeconds);
      const fresh = rows.flatMap((row, index) => {
        const answer = accepted[index];
        if (!answer || answer.duplicate || row.quarantine !== null) return [];
        return [{ contactId: answer.contactId, delayMs: row.settle_ms }];
      });
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

  const journal = async (row: JournalRow): Promise<Accepted> => {
    const { channel } = row;
    const stop = metrics.acknowledgement.startTimer({ channel });
    try {
      const accepted = await withPatience(batcher.add(row), PATIENCE_MS, storeIsSlow);
      stop();
      metrics.contacts.inc({ channel, outcome: accepted.duplicate ? 'duplicate' : 'accepted' });
      return accepted;
    } catch (error) {
      metrics.contacts.inc({ channel, outcome: 'unavailable' });
      throw storeFailure('contact', error);
    }
  };

  return {
    accept: async (channel, contact) => journal(toJournalRow(channel, contact, options.defaultCountry)),
    quarantine: async (channel, contact, code) =>
      journal({ ...toJournalRow(channel, contact, options.defaultCountry), quarantine: code }),
  };
}

/** A call is listed from the moment it rings: its record is in the same commit as its contact. */
async function journalWithCalls(db: Db, rows: JournalRow[], sweepAfterSeconds: number): Promise<Accepted[]> {
  if (!rows.some((row) => row.kind === 'call')) return journalContacts(db, rows, sweepAfterSeconds);
  return db.transaction().execute(async (trx) => {
    const rings = await recordRinging(trx, rows);
    const accepted = await journalContacts(trx, rows, sweepAfterSeconds);
    await tellRinging(trx, rings, accepted);
    return accepted;
  });
}

function storeIsSlow(): never {
  throw new Unavailable('store.slow', 'The store does not answer');
}
