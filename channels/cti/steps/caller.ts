import type { CountryCode } from 'libphonenumber-js/max';
import type { InboundContact } from '../../../core/channel.ts';
import { readPhone } from '../../../core/phone.ts';

/** The caller, as far as the PBX showed him: the fields of his contact that speak of it. */
export type Caller = Pick<InboundContact, 'sender' | 'address' | 'identity' | 'rung'>;

/**
 * Reads what a PBX wrote as the caller's number.
 * @param raw the number as written, a word for a hidden one, or null where nothing came.
 * @param country ISO 3166-1 alpha-2; whose numbers come without a country code.
 * @returns identity: E.164, so that one person is one identity however the PBX writes him; the bare digits of an
 * internal or short number. Null, with no address and rung UNKNOWN, where there is no number: whoever hides must not
 * be taken for the others who hide.
 */
export function readCaller(raw: string | null, country: CountryCode): Caller {
  const identity = readNumber(raw, country);
  return {
    sender: raw,
    address: identity === null ? null : raw,
    identity,
    rung: identity === null ? 'UNKNOWN' : 'CALLER_ID',
  };
}

function readNumber(raw: string | null, country: CountryCode): string | null {
  const { kind, e164 } = readPhone(raw, country);
  if (e164 !== null) return e164;
  if (kind !== 'short_code' && kind !== 'extension' && kind !== 'invalid') return null;
  return raw?.replace(/[^\d+]/g, '') || null;
}
