import { createHash } from 'node:crypto';
import { Refused } from '../../../../core/errors.ts';
import { encodeGsm7, isGsm7 } from '../../text/gsm7.ts';
import { splitSegments } from '../../text/segments.ts';

const GSM7_CODING = 0x00;
const UCS2_CODING = 0x08;
const UDH_INDICATOR = 0x40;
/** The count of parts is one octet. */
const MAX_PARTS = 255;

/** The fields of a submit_sm that carry one part. */
export interface EncodedPart {
  data_coding: number;
  esm_class: number;
  short_message: Buffer;
}

/**
 * Encodes a text as the network carries it: in the GSM alphabet where it fits, one septet per octet, else in UCS-2;
 * a long one in parts, each with the header that joins them (3GPP TS 23.040 §9.2.3.24.1).
 * @param id of the message: its reference is made of it, so that a phone that has a part already knows the part of a
 * second try for the same.
 * @throws {Refused} when the text is longer than parts can be counted.
 */
export function encodeParts(text: string, id: string): EncodedPart[] {
  const segments = splitSegments(text);
  if (segments.length > MAX_PARTS) {
    throw new Refused('sms.refused', `The text is longer than ${MAX_PARTS} parts`);
  }
  const fits = isGsm7(text);
  const data_coding = fits ? GSM7_CODING : UCS2_CODING;
  const encode = fits ? (part: string) => Buffer.from(encodeGsm7(part)) : encodeUcs2;
  if (segments.length === 1) return [{ data_coding, esm_class: 0, short_message: encode(text) }];

  const reference = createHash('sha256').update(id).digest().readUInt8(0);
  return segments.map((segment, index) => ({
    data_coding,
    esm_class: UDH_INDICATOR,
    short_message: Buffer.concat([
      Buffer.from([5, 0, 3, reference, segments.length, index + 1]),
      encode(segment),
    ]),
  }));
}

function encodeUcs2(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}
