import type { InboundContact } from '../../../../core/channel.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { describeSender, type Sender } from '../../sender.ts';
import type { Pdu } from '../pdu/readPdu.ts';

const INTERNATIONAL = 1;
const ALPHANUMERIC = 5;

/** What stands in a contact apart from its sender and its text. */
type Frame = Pick<InboundContact, 'account' | 'externalId' | 'raw'>;

/**
 * Builds the contact of a message.
 * @param pdu its deliver_sm, the first one where it came in parts.
 */
export function toContact(pdu: Pdu, text: string | null, frame: Frame): InboundContact {
  return {
    ...frame,
    ...senderOf(pdu),
    kind: 'message',
    serviceId: null,
    queue: pdu.words.destination_addr || null,
    text: text || null,
    occurredAt: new Date(),
  };
}

/** Builds the contact of a PDU nobody can read: for a person to look at. */
export function toUnreadable(frame: Frame): InboundContact {
  return {
    ...frame,
    ...describeSender(null),
    kind: 'message',
    serviceId: null,
    queue: null,
    text: null,
    occurredAt: new Date(),
  };
}

/** A number is what the networks carried; a name anybody may have bought, and nobody can answer it. */
function senderOf(pdu: Pdu): Sender {
  const source = (pdu.words.source_addr ?? '').trim();
  const ton = pdu.numbers.source_addr_ton;
  const digits = source.replace(/\D/g, '');
  if (ton === ALPHANUMERIC || /\p{L}/u.test(source) || digits === '') {
    const hidden = source === '' ? describeSender(null) : undefined;
    return hidden ?? { thread: source, address: null, identity: null, sender: source, rung: 'UNKNOWN' };
  }
  const sender = ton === INTERNATIONAL && !source.startsWith('+') ? `+${source}` : source;
  return { thread: digits, address: digits, identity: digits, sender, rung: 'SMS_SENDER' };
}

/** The fields of a deliver_sm that are evidence, its text as it came. */
export function describePdu(pdu: Pdu, body: Buffer): JsonObject {
  const { source_addr = '', destination_addr = '', service_type = '' } = pdu.words;
  const numbers = Object.fromEntries(
    (
      [
        'source_addr_ton',
        'source_addr_npi',
        'dest_addr_ton',
        'esm_class',
        'protocol_id',
        'data_coding',
      ] as const
    ).map((name) => [name, pdu.numbers[name] ?? null]),
  );
  return { source_addr, destination_addr, service_type, ...numbers, body: body.toString('hex') };
}
