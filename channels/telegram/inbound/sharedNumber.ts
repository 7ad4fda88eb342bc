/** E.164: a country code, which begins with no 0, and 15 digits at most. In JavaScript `\d` is ASCII only. */
const INTERNATIONAL = /^\+?([1-9]\d{6,14})$/;
/** No country code begins with 89: such a number is a Russian mobile, its trunk prefix before it. */
const MOBILE_BY_TRUNK = /^89\d{9}$/;
/** The 8 stands apart, as in `8 (495) 123-45-67`: a trunk prefix, and the beginning of no country code. */
const TRUNK_APART = /^8[ .()-]/;
const BY_TRUNK = /^8\d{10}$/;

/**
 * Reads the number on a person's own contact card. Telegram gives it in full, country code and all, and its apps leave
 * out the `+`: without one it would be read as a number of our own country first, and 9607842550 of the Maldives, or
 * 84912345678 of Vietnam, would prove a Russian subscriber's phone. So the `+` is put back. Only a Russian number with
 * its trunk prefix 8, which no app of Telegram's sends but people write, goes on as it is: where no country code could
 * begin so (89…), or where the 8 stands apart.
 * @param written digits, with a `+` or without; spaces, dots, hyphens and parentheses between them are passed over.
 * @returns `+` and the digits; a number with a trunk prefix as written, to be read in the country of the settings; null
 * for anything else (other signs, digits of other scripts, two numbers, a wrong length), which proves nothing.
 * @see https://www.itu.int/rec/T-REC-E.164
 */
export function readSharedNumber(written: string): string | null {
  const bare = written.replace(/[ .()-]/g, '');
  if (MOBILE_BY_TRUNK.test(bare) || (TRUNK_APART.test(written) && BY_TRUNK.test(bare))) return written;
  const digits = INTERNATIONAL.exec(bare)?.[1];
  return digits === undefined ? null : `+${digits}`;
}
