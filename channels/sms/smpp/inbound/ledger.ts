import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** Contacts of the same fingerprint in one slot are counted; across slots they are told apart by the slot. */
const SLOT_MS = 5 * 60_000;
/** A crash is this much older than the start that follows it, or more. */
const CRASH_BEFORE_START_MS = 10_000;
/** After our first bind the SMSC delivers what our crash left unanswered. */
const DOUBT_MS = 2 * 60_000;
/** How long SMSCs commonly keep what they could not deliver. */
const OWED_AFTER_REFUSAL_MS = 24 * 60 * 60_000;
/** An answer that the end of the session may have swallowed: delivered again at once, or not at all. */
const OWED_AFTER_LOSS_MS = 2 * 60_000;
const MAX_REMEMBERED = 20_000;

/** What the SMSC owes us: another delivery of something it has delivered before. */
interface Debt {
  externalId: string;
  /** It is in the journal for certain. */
  committed: boolean;
  until: number;
}

/** The key a delivery is journalled under. */
export interface Claim {
  externalId: string;
  /** Should the journal know the key, this is the same message delivered again. Otherwise it is another, alike. */
  mayBeKnown: boolean;
}

/** Knows which deliveries are repeats. */
export interface Ledger {
  /** Whether this delivery repeats one that is committed; the debt is paid by it. */
  takeCommitted(fingerprint: string): boolean;
  claim(fingerprint: string): Claim;
  /** A key that nothing in the journal has. */
  fresh(fingerprint: string): string;
  /** We refused it: it will come again, under the same key should the commit have happened after all. */
  refused(fingerprint: string, externalId: string): void;
  /** It is committed, and the SMSC may not have read our answer. */
  unread(fingerprint: string): void;
  bound(): void;
}

/**
 * Decides under which key a message is journalled. A deliver_sm has no id: sequence numbers change with every
 * delivery, and a person may send "да" twice. So a message is named by a fingerprint of what it says, and whether a
 * second one alike is a repeat is told by whether the SMSC had a reason to repeat it:
 *
 * - **We refused it** (the store was away): the next one alike within a day is the repeat, under the key of the first.
 * - **The session ended** and the SMSC had not yet answered anything we wrote after our answer, so it may not have read
 *   it: the next one alike within two minutes is the repeat, and is only acknowledged.
 * - **We crashed** between commit and answer, and remember nothing: the key of the first one alike in a slot of five
 *   minutes is made of fingerprint and slot alone. For two minutes after our first bind we give the first one alike
 *   the key of the slot that our start lies in (ten seconds earlier, to reach before the crash); if the journal knows
 *   it, it is the repeat.
 * - **No reason**: it is another message, and gets a key of its own: fingerprint, slot, and for the second one alike
 *   in a slot a random part. Should the journal know the key all the same (another process on the same link), a key is
 *   made that it does not know.
 *
 * What is left. Doubled: a repeat after a crash with more than a slot, or the edge of one, between commit and our new
 * start; a repeat that reaches another process than the first; one that comes later than the times above. Lost: the
 * second of two messages alike when between them we restarted, both lie within a slot and two minutes of that, or the
 * first one's answer was not yet known to be read when the session ended, and the SMSC had read it. A doubled SMS joins
 * the open request of its thread and makes no second one.
 */
export function createLedger(): Ledger {
  const startedAt = Date.now();
  const debts = new LRUCache<string, Debt[]>({ max: MAX_REMEMBERED });
  const slots = new LRUCache<string, number>({ max: MAX_REMEMBERED });
  let doubtUntil = Number.POSITIVE_INFINITY;

  const openDebts = (fingerprint: string) =>
    (debts.get(fingerprint) ?? []).filter(({ until }) => until > Date.now());
  const owe = (fingerprint: string, debt: Debt) => debts.set(fingerprint, [...openDebts(fingerprint), debt]);
  const pay = (fingerprint: string, committed: boolean): Debt | undefined => {
    const open = openDebts(fingerprint);
    const paid = open.find((debt) => debt.committed === committed);
    if (paid) {
      debts.set(
        fingerprint,
        open.filter((debt) => debt !== paid),
      );
    }
    return paid;
  };
  const fresh = (fingerprint: string) => `${fingerprint}-${randomUUID()}`;

  return {
    takeCommitted: (fingerprint) => pay(fingerprint, true) !== undefined,
    claim(fingerprint) {
      const debt = pay(fingerprint, false);
      if (debt) return { externalId: debt.externalId, mayBeKnown: true };
      const inDoubt = Date.now() < doubtUntil;
      const slot = Math.floor((inDoubt ? startedAt - CRASH_BEFORE_START_MS : Date.now()) / SLOT_MS);
      if (slots.get(fingerprint) === slot) return { externalId: fresh(fingerprint), mayBeKnown: false };
      slots.set(fingerprint, slot);
      return { externalId: `${fingerprint}-${slot}`, mayBeKnown: inDoubt };
    },
    fresh,
    refused(fingerprint, externalId) {
      owe(fingerprint, { externalId, committed: false, until: Date.now() + OWED_AFTER_REFUSAL_MS });
    },
    unread(fingerprint) {
      owe(fingerprint, { externalId: '', committed: true, until: Date.now() + OWED_AFTER_LOSS_MS });
    },
    bound() {
      if (doubtUntil === Number.POSITIVE_INFINITY) doubtUntil = Date.now() + DOUBT_MS;
    },
  };
}
