import type { SmppLinkSettings } from './settings.ts';

/**
 * Writes a message id the one way in which submit_sm_resp and the receipt agree. Some SMSCs answer in one radix and
 * report in the other, padded or not; then it is the decimal number.
 * @param place where it stood.
 * @returns the id as it came where the two agree by themselves, and where it is no such number.
 */
export function canonicalId(
  id: string,
  place: 'response' | 'receipt',
  receiptIds: SmppLinkSettings['receiptIds'],
): string {
  if (receiptIds === 'same') return id;
  const hex = (receiptIds === 'hex') === (place === 'receipt');
  if (!(hex ? /^[0-9a-f]+$/i : /^\d+$/).test(id)) return id;
  return BigInt(hex ? `0x${id}` : id).toString();
}
