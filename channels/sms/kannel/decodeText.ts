/** Names gateways use that the Encoding Standard reads otherwise: on the air UCS-2 is big-endian. */
const ALIASES: Record<string, string> = {
  'ucs-2': 'utf-16be',
  ucs2: 'utf-16be',
  'utf-16': 'utf-16be',
  'iso-10646-ucs-2': 'utf-16be',
  'windows-cp1251': 'windows-1251',
};

/** `cp1251`, `cp-1251`, `win1251`, `windows_1251`: one code page under many names. */
const CODE_PAGE = /^(?:windows|win|cp)[-_ ]?(125\d|874)$/;

/**
 * Decodes the bytes of a message.
 * @param bytes as they came, percent-decoding done.
 * @param charset what the gateway calls their encoding; undefined: UTF-8.
 * @returns the text. An encoding we do not know, or that the bytes contradict, is read as UTF-8: a strange text
 * on the board is better than none.
 * @see https://encoding.spec.whatwg.org/#names-and-labels
 */
export function decodeText(bytes: Uint8Array, charset: string | undefined): string {
  const name = (charset ?? 'utf-8').trim().toLowerCase();
  try {
    const label = ALIASES[name] ?? name.replace(CODE_PAGE, 'windows-$1');
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('utf-8').decode(bytes);
  }
}
