import { isGsm7, septets } from './gsm7.ts';

/** Septets, or UTF-16 code units: what one message holds alone, and with the header that joins it to others. */
const LIMITS = {
  gsm7: { alone: 160, joined: 153 },
  ucs2: { alone: 70, joined: 67 },
} as const;

type Encoding = keyof typeof LIMITS;

/** How the network carries a text. */
export interface SegmentCount {
  encoding: Encoding;
  /** Of the whole text, in septets or UTF-16 code units. */
  length: number;
  /** What one segment holds at the most, in the same unit. */
  perSegment: number;
  /** An empty text is one segment: it is sent and billed all the same. */
  segments: number;
}

/**
 * Counts the segments a text goes out in.
 * @param text the message.
 */
export function countSegments(text: string): SegmentCount {
  const encoding = encodingOf(text);
  const segments = splitSegments(text).length;
  const { alone, joined } = LIMITS[encoding];
  const length = lengthOf(text, encoding);
  return { encoding, length, perSegment: segments === 1 ? alone : joined, segments };
}

/**
 * Splits a text as the network carries it: into one message of 160 septets or 70 code units, else into parts of 153
 * or 67. A character of two septets or two code units is never cut in half, so a part may be one short.
 * @param text the message.
 * @returns the parts in order; joined they are the text again.
 * @see https://www.etsi.org/deliver/etsi_ts/123000_123099/123040/ (3GPP TS 23.040 §9.2.3.24.1)
 */
export function splitSegments(text: string): string[] {
  const encoding = encodingOf(text);
  const { alone, joined } = LIMITS[encoding];
  if (lengthOf(text, encoding) <= alone) return [text];
  const parts: string[] = [];
  let part = '';
  let filled = 0;
  for (const character of text) {
    const size = lengthOf(character, encoding);
    if (filled + size > joined) {
      parts.push(part);
      part = '';
      filled = 0;
    }
    part += character;
    filled += size;
  }
  return [...parts, part];
}

function encodingOf(text: string): Encoding {
  return isGsm7(text) ? 'gsm7' : 'ucs2';
}

function lengthOf(text: string, encoding: Encoding): number {
  return encoding === 'gsm7' ? septets(text) : text.length;
}
