import type { HouseContext } from '../context.ts';
import { NotFound } from '../errors.ts';
import type { TriageReason } from '../service-request/status.ts';
import type { Customer, CustomerCandidate } from './customer.ts';

/** Who a phone belongs to, and what a person must settle where that is not plain. */
export interface Resolution {
  customer: Customer | null;
  candidates: CustomerCandidate[];
  reason: Extract<TriageReason, 'NO_PHONE' | 'CUSTOMER_UNKNOWN' | 'CUSTOMER_AMBIGUOUS'> | null;
}

/**
 * Finds the customer of a phone: one match is he, several are offered, none is unidentified. A customer whom the
 * sender is linked to goes before his phone, which a household may share.
 * @param phone E.164, or null where the contact has no phone.
 * @param linkedId customer id of the sender's link; null: none.
 * @throws {NoAnswer} when the customer system is away.
 */
export async function resolveCustomer(
  ctx: Pick<HouseContext, 'customers'>,
  phone: string | null,
  linkedId: string | null = null,
): Promise<Resolution> {
  const linked = linkedId === null ? null : await findLinked(ctx, linkedId);
  if (linked) return { customer: linked, candidates: [], reason: null };
  if (phone === null) return { customer: null, candidates: [], reason: 'NO_PHONE' };
  const [first, ...others] = await ctx.customers.findByPhone(phone);
  if (!first) return { customer: null, candidates: [], reason: 'CUSTOMER_UNKNOWN' };
  if (others.length === 0) return { customer: first, candidates: [], reason: null };
  const candidates = [first, ...others].map(({ id, name }) => ({ id, name }));
  return { customer: null, candidates, reason: 'CUSTOMER_AMBIGUOUS' };
}

/** A link to a customer who is gone says nothing any more. */
async function findLinked(ctx: Pick<HouseContext, 'customers'>, id: string): Promise<Customer | null> {
  try {
    return await ctx.customers.get(id);
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}
