import { z } from 'zod';
import type { InboundContact } from '../../core/channel.ts';

/** Who wrote an SMS, in the words of a contact. */
export type Sender = Pick<InboundContact, 'thread' | 'address' | 'identity' | 'sender' | 'rung'>;

const MAX_SENDER = 255;

/** The sender as a provider's parameter: it must be there, but is empty where the network hid it. */
export const senderWord = z.string({ error: 'is required, as a text' }).trim().max(MAX_SENDER);

/** What `sender` is when the network hid the number: many people, no conversation. */
const HIDDEN = 'anonymous';

/**
 * Describes the sender of an SMS. A number is what the networks carried, and can be answered; a name (`Sberbank`)
 * anybody may have bought, and nobody can answer.
 * @param from as the network wrote it; null or empty: hidden.
 * @returns its thread is the sender, so that all messages of one number are one conversation.
 */
export function describeSender(from: string | null): Sender {
  if (!from || from === HIDDEN) {
    return { thread: null, address: null, identity: null, sender: HIDDEN, rung: 'UNKNOWN' };
  }
  const number = /\p{L}/u.test(from) ? '' : from.replace(/(?!^\+)\D/g, '');
  if (!/\d/.test(number)) {
    return { thread: from, address: null, identity: null, sender: from, rung: 'UNKNOWN' };
  }
  return { thread: number, address: number, identity: number, sender: from, rung: 'SMS_SENDER' };
}
