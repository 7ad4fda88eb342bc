import { Invalid } from '../../../core/errors.ts';
import { cleanJson } from '../../edge/clean.ts';
import { parseJson } from '../../edge/readBody.ts';
import type { CheckedEvent } from './checkEvent.ts';

/**
 * The JSON data of an event: it stands there as it is, or as `data_base64`, which the SDK has turned into bytes.
 * @throws {Invalid} naming `data_base64` when the bytes are not JSON.
 */
export function readData({ prefix, event }: CheckedEvent): unknown {
  if (!(event.data instanceof Uint8Array)) return event.data;
  try {
    return cleanJson(parseJson(new TextDecoder().decode(event.data)));
  } catch (error) {
    throw new Invalid(`${prefix}data_base64`, 'The data is not JSON', { cause: error });
  }
}

const ZONED = /(?:Z|[+-]\d\d:?\d\d)$/i;

/**
 * Reads a time. RFC 3339 asks for a zone: a time without one would be another instant on every server. It allows a leap
 * second, which `Date` does not.
 * @param field how to name it in a complaint.
 * @param time as sent.
 * @throws {Invalid} when there is no such time.
 */
export function readTime(field: string, time: string): Date {
  if (!ZONED.test(time)) throw new Invalid(field, 'The time names no zone, such as Z or +03:00');
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) throw new Invalid(field, 'No such time');
  return date;
}
