/** Which bytes are wanted, both ends included. */
export interface ByteRange {
  from: number;
  to: number;
}

const FORM = /^bytes=(\d*)-(\d*)$/;

/**
 * Reads a Range header of one range. Anything else it may hold is answered with the whole, as the standard allows.
 * @param header as sent; undefined: none.
 * @param length of the whole, in bytes.
 * @returns `none` when it asks for bytes that are not there.
 * @see RFC 9110, 14.2
 */
export function readRange(header: string | undefined, length: number): ByteRange | 'whole' | 'none' {
  const [, first = '', last = ''] = FORM.exec(header ?? '') ?? [];
  if (first === '' && last === '') return 'whole';
  if (first === '') {
    const suffix = Number(last);
    return suffix === 0 || length === 0 ? 'none' : { from: Math.max(0, length - suffix), to: length - 1 };
  }
  const from = Number(first);
  if (last !== '' && Number(last) < from) return 'whole';
  if (from >= length) return 'none';
  return { from, to: last === '' ? length - 1 : Math.min(Number(last), length - 1) };
}
