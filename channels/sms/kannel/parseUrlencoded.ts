/**
 * Parses `application/x-www-form-urlencoded` and leaves the values as bytes: the text of an SMS may be
 * percent-encoded from any charset, and `URLSearchParams` would read it as UTF-8 and spoil it.
 * @param encoded a query without its `?`, or a body; one character per byte.
 * @returns the first value of each name. A malformed escape stands for itself, as the URL Standard has it.
 * @see https://url.spec.whatwg.org/#urlencoded-parsing
 */
export function parseUrlencoded(encoded: string): Map<string, Uint8Array> {
  const values = new Map<string, Uint8Array>();
  for (const pair of encoded.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = equals < 0 ? pair : pair.slice(0, equals);
    const key = percentDecode(name).toString('utf8');
    if (!values.has(key)) values.set(key, percentDecode(equals < 0 ? '' : pair.slice(equals + 1)));
  }
  return values;
}

function percentDecode(encoded: string): Buffer {
  const bytes = encoded
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}
