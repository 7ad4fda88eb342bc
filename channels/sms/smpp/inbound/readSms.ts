import { createHash } from 'node:crypto';
import type { Pdu } from '../pdu/readPdu.ts';
import { tlvBytes, tlvNumber } from '../pdu/tlv.ts';
import { type Body, partOf, readUdh } from './readUdh.ts';

const UDH_INDICATOR = 0x40;

/**
 * Takes the message out of a deliver_sm.
 * @returns undefined when its header is broken.
 */
export function readSms(pdu: Pdu): Body | undefined {
  const body = bodyOf(pdu);
  if (((pdu.numbers.esm_class ?? 0) & UDH_INDICATOR) !== 0) return readUdh(body);
  const reference = tlvNumber(pdu, 'sar_msg_ref_num');
  const part =
    reference === undefined
      ? null
      : partOf(
          `sar-${reference}`,
          tlvNumber(pdu, 'sar_total_segments') ?? 0,
          tlvNumber(pdu, 'sar_segment_seqnum') ?? 0,
        );
  return { bytes: body, part };
}

/** What a deliver_sm carries: short_message, or message_payload where that is empty (SMPP v3.4 §5.3.2.32). */
export function bodyOf(pdu: Pdu): Buffer {
  return pdu.shortMessage.length > 0
    ? pdu.shortMessage
    : (tlvBytes(pdu, 'message_payload') ?? pdu.shortMessage);
}

/**
 * Names a deliver_sm by what it says, so that it is known when it is delivered again under another sequence number.
 * Where the network gives the message a reference of its own, two alike have two names.
 * @returns 32 hex digits.
 */
export function fingerprintOf(pdu: Pdu): string {
  const references = (
    ['sar_msg_ref_num', 'sar_segment_seqnum', 'user_message_reference', 'receipted_message_id'] as const
  ).map((name) => tlvBytes(pdu, name)?.toString('hex') ?? '');
  const { source_addr, destination_addr } = pdu.words;
  const { source_addr_ton, esm_class, data_coding } = pdu.numbers;
  const said = [source_addr, source_addr_ton, destination_addr, esm_class, data_coding, ...references];
  return hash(JSON.stringify(said), bodyOf(pdu));
}

/** @returns 32 hex digits of SHA-256. */
export function hash(...parts: (string | Buffer)[]): string {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(part);
  return sum.digest('hex').slice(0, 32);
}
