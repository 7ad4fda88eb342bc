import type { InboundContact } from '../../../../core/channel.ts';
import type { JsonObject } from '../../../../core/json.ts';
import { describeSender, type Sender } from '../../sender.ts';
import type { Pdu } from '../pdu/readPdu.ts';

const INTERNATIONAL = 1;
const ALPHANUMERIC = 5;

/** Keeps the thread of a name apart from that of a number. */
const NAME = 'name:';
/** A key of the journal has 255 characters, and what we put before an address is part of it. SMPP allows 20. */
const MAX_ADDRESS_LENGTH = 255 - NAME.length;

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

/** @returns whether the addresses of a deliver_sm are short enough for the journal. */
export function hasFittingAddresses({ words }: Pdu): boolean {
  return [words.source_addr, words.destination_addr].every(
    (address = '') => address.length <= MAX_ADDRESS_LENGTH,
  );
}

/**
 * A number is what the networks carried, and keeps its `+`: without, one abroad reads as another of our own country.
 * A name anybody may have bought, and nobody can answer it. It is no `sender` either, for one made of digits would be
 * read as the phone of whom they belong to; `raw` has it.
 */
function senderOf(pdu: Pdu): Sender {
  const source = (pdu.words.source_addr ?? '').trim();
  const ton = pdu.numbers.source_addr_ton;
  const digits = source.replace(/\D/g, '');
  if (source === '') return describeSender(null);
  if (ton === ALPHANUMERIC || /\p{L}/u.test(source) || digits === '') {
    return { thread: `${NAME}${source}`, address: null, identity: null, sender: null, rung: 'UNKNOWN' };
  }
  const sender = ton === INTERNATIONAL && !source.startsWith('+') ? `+${source}` : source;
  const address = sender.startsWith('+') ? `+${digits}` : digits;
  return { thread: digits, address, identity: address, sender, rung: 'SMS_SENDER' };
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
