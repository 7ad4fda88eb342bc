import type { RequestView } from '../../../core/service-request/readRequests.ts';

/** A customer who is not there yet. */
export interface Newcomer {
  /** Where he is created for this request, with what is known of him; from there the way leads back, he chosen. */
  href: string;
  /** The customer system was asked by his phone and knows nobody. */
  unknown: boolean;
}

/** Digits and what stands between them; anything else is a name. */
const PHONE = /^[\d\s()+.-]{5,}$/;

/** @param q what was searched for: his phone, or his name. */
export function newcomerOf(
  { id, phone, triageReasons }: Pick<RequestView, 'id' | 'phone' | 'triageReasons'>,
  q: string,
): Newcomer {
  const words = q.trim();
  const isPhone = PHONE.test(words);
  const known = isPhone ? words : phone;
  const params = new URLSearchParams({
    ...(known !== null && { phone: known }),
    ...(words !== '' && !isPhone && { name: words }),
    requestId: id,
  });
  return { href: `/customers/new?${params}`, unknown: triageReasons.includes('CUSTOMER_UNKNOWN') };
}
