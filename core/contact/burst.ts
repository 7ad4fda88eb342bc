import { highest } from '../identity/rung.ts';
import type { WaitingContact } from './waitingContact.ts';

/** A burst that goes on for longer is worked as far as it has come. */
const LONGEST_BURST_MS = 10_000;
/** A contact that failed so often is worked alone: whatever is wrong with it must not cost its neighbours. */
const ALONE_AFTER = 3;

/**
 * Which of a thread's waiting contacts are worked when the turn of one of them comes: a person who sends three
 * messages in a row has one matter.
 * @param waiting the thread's waiting contacts in the order they settle.
 * @param id the one whose turn it is.
 * @param now milliseconds since the epoch.
 * @returns the contacts to be worked as one; empty when a later one will take it along.
 */
export function takeBurst(waiting: WaitingContact[], id: string, now: number): WaitingContact[] {
  const own = waiting.find((each) => each.id === id);
  if (own && own.attempts >= ALONE_AFTER) return [own];
  const together = waiting.filter((each) => each.attempts < ALONE_AFTER);
  const first = Math.min(...together.map((each) => each.received_at.getTime()));
  return together.at(-1)?.id === id || now - first > LONGEST_BURST_MS ? together : [];
}

/**
 * What the contacts of a burst say together: their words in order, the newest of what only one can be.
 * @param burst one at the least, in order.
 */
export function gatherBurst(burst: WaitingContact[]): WaitingContact {
  const newest = <Key extends keyof WaitingContact>(key: Key) =>
    burst.findLast((each) => each[key] !== null)?.[key] ?? null;
  const last = burst.at(-1);
  if (!last) throw new Error('a burst holds one contact at the least');
  const texts = burst.flatMap((each) => (each.text === null ? [] : [each.text]));
  // A rung belongs to the phone it speaks of: both come from the contact that proves most.
  const rung = highest(...burst.filter((each) => each.phone !== null).map((each) => each.rung));
  const proof = burst.findLast((each) => each.phone !== null && each.rung === rung) ?? last;
  return {
    ...last,
    phone: proof.phone,
    phone_kind: proof.phone_kind,
    rung: proof.rung,
    text: texts.length === 0 ? null : texts.join('\n'),
    service_id: newest('service_id'),
    choice: newest('choice'),
    queue: newest('queue'),
    language: newest('language'),
    has_attachments: burst.some((each) => each.has_attachments),
  };
}
