import { highest } from '../identity/rung.ts';
import type { WaitingContact } from './waitingContact.ts';

/** A burst that goes on for longer is worked as far as it has come. */
const LONGEST_BURST_MS = 10_000;

/**
 * Which of a thread's waiting contacts are worked when the turn of one of them comes: a person who sends three
 * messages in a row has one matter.
 * @param waiting the thread's waiting contacts in the order they settle.
 * @param id the one whose turn it is.
 * @param now milliseconds since the epoch.
 * @returns the contacts to be worked as one; empty when a later one will take it along.
 */
export function takeBurst(waiting: WaitingContact[], id: string, now: number): WaitingContact[] {
  const last = waiting.at(-1);
  const first = Math.min(...waiting.map((each) => each.received_at.getTime()));
  return last?.id === id || now - first > LONGEST_BURST_MS ? waiting : [];
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
  const withPhone = burst.findLast((each) => each.phone !== null) ?? last;
  return {
    ...last,
    phone: withPhone.phone,
    phone_kind: withPhone.phone_kind,
    rung: highest(...burst.map((each) => each.rung)),
    text: texts.length === 0 ? null : texts.join('\n'),
    service_id: newest('service_id'),
    choice: newest('choice'),
    queue: newest('queue'),
    language: newest('language'),
    has_attachments: burst.some((each) => each.has_attachments),
  };
}
