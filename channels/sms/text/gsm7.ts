/** Basic character set, in the order of its codes 0x00–0x7F; 0x1B leads to the extension table. */
const BASIC = [
  ...'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?',
  ...'¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
];

const ESCAPE = 0x1b;

/** Basic extension table: what a code means after {@link ESCAPE}. */
const EXTENSION = new Map([
  [0x0a, '\f'],
  [0x14, '^'],
  [0x28, '{'],
  [0x29, '}'],
  [0x2f, '\\'],
  [0x3c, '['],
  [0x3d, '~'],
  [0x3e, ']'],
  [0x40, '|'],
  [0x65, '€'],
]);

const CODES = new Map<string, number[]>([
  ...BASIC.map((character, code): [string, number[]] => [character, [code]]),
  ...[...EXTENSION].map(([code, character]): [string, number[]] => [character, [ESCAPE, code]]),
]);
CODES.delete('\u001b');

/**
 * Whether a text can go out in the 7-bit alphabet of GSM; any other character makes the whole message UCS-2.
 * @param text the message.
 */
export function isGsm7(text: string): boolean {
  return [...text].every((character) => CODES.has(character));
}

/**
 * Counts the septets of a text; a character of the extension table takes two.
 * @param text a text {@link isGsm7} says yes to; any other character counts as none.
 */
export function septets(text: string): number {
  return [...text].reduce((sum, character) => sum + (CODES.get(character)?.length ?? 0), 0);
}

/**
 * Encodes a text in the GSM 7-bit default alphabet, unpacked: one septet per byte, as SMPP carries data_coding 0.
 * @param text the message.
 * @throws {RangeError} when the text holds a character the alphabet has not; the error does not quote it.
 * @see https://www.etsi.org/deliver/etsi_ts/123000_123099/123038/ (3GPP TS 23.038 §6.2.1)
 */
export function encodeGsm7(text: string): Uint8Array {
  const codes = [...text].map((character) => CODES.get(character));
  if (codes.includes(undefined)) throw new RangeError('The text does not fit the GSM 7-bit alphabet');
  return Uint8Array.from(codes.flatMap((code) => code ?? []));
}

/**
 * Decodes the GSM 7-bit default alphabet, unpacked: one septet per byte.
 * @param bytes as they came.
 * @returns the text. As §6.2.1.1 has it, an unknown code after an escape is the basic character of that code, and an
 * escape that leads nowhere is a space; a byte above 0x7F is U+FFFD.
 */
export function decodeGsm7(bytes: Uint8Array): string {
  let text = '';
  let escaped = false;
  for (const byte of bytes) {
    if (escaped) text += byte === ESCAPE ? ' ' : (EXTENSION.get(byte) ?? BASIC[byte] ?? '\ufffd');
    else if (byte !== ESCAPE) text += BASIC[byte] ?? '\ufffd';
    escaped = !escaped && byte === ESCAPE;
  }
  return escaped ? `${text} ` : text;
}
