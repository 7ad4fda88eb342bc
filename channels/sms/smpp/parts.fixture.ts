import { splitSegments } from '../text/segments.ts';
import { cyrillic, ucs2 } from './link.fixture.ts';

/** Says how the parts of a long message name themselves. */
export type Scheme = 'udh8' | 'udh16' | 'sar';

/** A long text as deliver_sm fields, one for each part, in order. */
export function longMessage(text: string, scheme: Scheme, reference: number) {
  const segments = splitSegments(text);
  return segments.map((segment, index) => partFields(segment, scheme, reference, segments.length, index + 1));
}

function partFields(text: string, scheme: Scheme, reference: number, total: number, number: number) {
  if (scheme === 'sar') {
    return cyrillic(text, {
      sar_msg_ref_num: reference,
      sar_total_segments: total,
      sar_segment_seqnum: number,
    });
  }
  const udh =
    scheme === 'udh8'
      ? [5, 0x00, 3, reference, total, number]
      : [6, 0x08, 4, reference >> 8, reference & 0xff, total, number];
  return cyrillic(text, { short_message: { udh: Buffer.from(udh), message: ucs2(text) } });
}
