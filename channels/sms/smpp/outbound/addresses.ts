import { Refused } from '../../../../core/errors.ts';
import type { SmppLinkSettings } from '../settings.ts';

/** Type of number and numbering plan (SMPP v3.4 §5.2.5, §5.2.6). */
const TON = { UNKNOWN: 0, INTERNATIONAL: 1, NETWORK_SPECIFIC: 3, ALPHANUMERIC: 5 } as const;
const NPI = { UNKNOWN: 0, ISDN: 1 } as const;

const SHORT_CODE_DIGITS = 6;
/** Country code and number together; shorter ones are local. */
const INTERNATIONAL_DIGITS = 11;

/**
 * What a message comes from. Not set: nothing, and the SMSC puts its own. The kind is told from the looks: a name, a
 * short code of up to six digits, a number with `+` or of eleven digits and more, any other number.
 */
export function sourceOf({ from, ton, npi }: SmppLinkSettings) {
  const [ownTon, ownNpi] = kindOf(from ?? '');
  return {
    source_addr_ton: ton ?? ownTon,
    source_addr_npi: npi ?? ownNpi,
    source_addr: (from ?? '').replace(/^\+/, ''),
  };
}

function kindOf(from: string): [ton: number, npi: number] {
  if (from === '') return [TON.UNKNOWN, NPI.UNKNOWN];
  if (/[^\d+]/.test(from)) return [TON.ALPHANUMERIC, NPI.UNKNOWN];
  if (from.startsWith('+') || from.length >= INTERNATIONAL_DIGITS) return [TON.INTERNATIONAL, NPI.ISDN];
  if (from.length <= SHORT_CODE_DIGITS) return [TON.NETWORK_SPECIFIC, NPI.UNKNOWN];
  return [TON.UNKNOWN, NPI.ISDN];
}

/**
 * Where a message goes.
 * @param address a phone number. With `+` it is international; without, only where it is long enough and begins as no
 * national number does (`8916…`, `0916…`). What is neither, the SMSC dials by its own rules.
 * @throws {Refused} when it is no number.
 */
export function destinationOf(address: string) {
  const digits = address.replace(/[\s().-]/g, '').replace(/^\+/, '');
  if (!/^\d{1,20}$/.test(digits)) throw new Refused('sms.refused', 'The address is no phone number');
  const international =
    address.trim().startsWith('+') || (digits.length >= INTERNATIONAL_DIGITS && !/^[08]/.test(digits));
  return {
    dest_addr_ton: international ? TON.INTERNATIONAL : TON.UNKNOWN,
    dest_addr_npi: NPI.ISDN,
    destination_addr: digits,
  };
}
