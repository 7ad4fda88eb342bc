import smpp from 'smpp';
import { HEADER_LENGTH } from './splitFrames.ts';

/** What every PDU begins with. */
export interface PduHeader {
  /** Its name in the specification, e.g. `deliver_sm`; undefined for an id we do not know. */
  command: string | undefined;
  commandId: number;
  status: number;
  sequence: number;
}

/** A PDU as it came: nothing decoded, for `smpp` itself loses the bytes of a text it decodes. */
export interface Pdu extends PduHeader {
  /** Mandatory fields that hold a text. */
  words: Record<string, string | undefined>;
  /** Mandatory fields that hold a number. */
  numbers: Record<string, number | undefined>;
  /** Octets of `short_message`, where the PDU has that field. */
  shortMessage: Buffer;
  /** Optional parameters by tag. */
  tlvs: Map<number, Buffer>;
}

/** The PDU has a header and behind it something that does not fit. */
export class UnreadablePdu extends Error {}

/** @param frame a whole PDU. */
export function readHeader(frame: Buffer): PduHeader {
  const commandId = frame.readUInt32BE(4);
  return {
    command: smpp.commandsById[commandId]?.command,
    commandId,
    status: frame.readUInt32BE(8),
    sequence: frame.readUInt32BE(12),
  };
}

/**
 * Reads a PDU by the tables of `smpp`. Its own reader throws at the first optional parameter of an odd length, and
 * takes the whole session with it.
 * @param frame a whole PDU.
 * @throws {UnreadablePdu} when a field runs beyond the end; a response may end early, for errors come without a body.
 */
export function readPdu(frame: Buffer): Pdu {
  const header = readHeader(frame);
  const pdu: Pdu = { ...header, words: {}, numbers: {}, shortMessage: Buffer.alloc(0), tlvs: new Map() };
  const fields = Object.entries(smpp.commandsById[header.commandId]?.params ?? {});
  let offset = HEADER_LENGTH;
  for (const [name, { type }] of fields) {
    if (offset >= frame.length && isResponse(header)) return pdu;
    const value = readField(type, frame, offset);
    offset += type.size(value);
    if (offset > frame.length) throw new UnreadablePdu('A field runs beyond the end');
    if (typeof value === 'string') pdu.words[name] = value;
    else if (typeof value === 'number') pdu.numbers[name] = value;
    else if (Buffer.isBuffer(value)) pdu.shortMessage = value;
  }
  pdu.tlvs = readTlvs(frame, offset);
  return pdu;
}

/** @returns whether it answers a request. */
export function isResponse({ commandId }: PduHeader): boolean {
  return commandId >= 0x8000_0000;
}

function readField(type: { read(frame: Buffer, offset: number): unknown }, frame: Buffer, offset: number) {
  if (offset >= frame.length) throw new UnreadablePdu('A field is missing');
  const value = type.read(frame, offset);
  // `smpp` cuts a message that is shorter than its length says, and tells nobody.
  if (Buffer.isBuffer(value) && value.length !== frame[offset]) {
    throw new UnreadablePdu('short_message is shorter than sm_length');
  }
  return value;
}

function readTlvs(frame: Buffer, start: number): Map<number, Buffer> {
  const tlvs = new Map<number, Buffer>();
  let offset = start;
  while (offset + 4 <= frame.length) {
    const end = offset + 4 + frame.readUInt16BE(offset + 2);
    if (end > frame.length) throw new UnreadablePdu('An optional parameter runs beyond the end');
    tlvs.set(frame.readUInt16BE(offset), frame.subarray(offset + 4, end));
    offset = end;
  }
  return tlvs;
}
