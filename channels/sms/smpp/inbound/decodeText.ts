import { decodeGsm7 } from '../../text/gsm7.ts';

type Decode = (bytes: Buffer) => string;

const latin1: Decode = (bytes) => bytes.toString('latin1');
const ucs2 = withDecoder('utf-16be');

/** data_coding values that are text, but for the groups of GSM (SMPP v3.4 §5.2.19). */
const CODINGS = new Map<number, Decode>([
  [0x00, decodeGsm7],
  // IA5 is ASCII; an octet above it is taken for what it most likely is.
  [0x01, latin1],
  [0x03, latin1],
  [0x06, withDecoder('iso-8859-5')],
  [0x07, withDecoder('iso-8859-8')],
  [0x08, ucs2],
]);

/**
 * Decodes the text of a message.
 * @param coding data_coding, as the SMSC gave it.
 * @param bytes the text without its header; GSM text with one septet per octet.
 * @returns undefined when the coding is binary or unknown.
 */
export function decodeText(coding: number, bytes: Buffer): string | undefined {
  return (CODINGS.get(coding) ?? gsmGroup(coding))?.(bytes);
}

/** Coding groups of 3GPP TS 23.038 §4 that SMSCs pass on: with a message class (flash), and waiting-message marks. */
function gsmGroup(coding: number): Decode | undefined {
  const alphabet = [decodeGsm7, undefined, ucs2, undefined];
  if (coding >= 0x10 && coding <= 0x1f) return alphabet[(coding >> 2) & 0b11];
  if (coding >= 0xc0 && coding <= 0xdf) return decodeGsm7;
  if (coding >= 0xe0 && coding <= 0xef) return ucs2;
  if (coding >= 0xf0) return (coding & 0b100) === 0 ? decodeGsm7 : undefined;
  return undefined;
}

function withDecoder(label: string): Decode {
  const decoder = new TextDecoder(label);
  return (bytes) => decoder.decode(bytes);
}
