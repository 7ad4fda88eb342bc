import type { HouseContext } from '../context.ts';
import type { TriageReason } from '../service-request/status.ts';
import type { Customer, CustomerCandidate } from './customer.ts';

/** Who a phone belongs to, and what a person must settle where that is not plain. */
export interface Resolution {
  customer: Customer | null;
  candidates: CustomerCandidate[];
  reason: Extract<TriageReason, 'NO_PHONE' | 'CUSTOMER_UNKNOWN' | 'CUSTOMER_AMBIGUOUS'> | null;
}

/**
 * Finds the customer of a phone: one match is he, several are offered, none is unidentified.
 * @param phone E.164, or null where the contact has no phone.
 * @throws {NoAnswer} when the customer system is away.
 */
export async function resolveCustomer(
  ctx: Pick<HouseContext, 'customers'>,
  phone: string | null,
): Promise<Resolution> {
  if (phone === null) return { customer: null, candidates: [], reason: 'NO_PHONE' };
  const [first, ...others] = await ctx.customers.findByPhone(phone);
  if (!first) return { customer: null, candidates: [], reason: 'CUSTOMER_UNKNOWN' };
  if (others.length === 0) return { customer: first, candidates: [], reason: null };
  const candidates = [first, ...others].map(({ id, name }) => ({ id, name }));
  return { customer: null, candidates, reason: 'CUSTOMER_AMBIGUOUS' };
}
