import type { HouseContext } from '../../../core/context.ts';
import { NoAnswer, Refused } from '../../../core/errors.ts';
import { readPhone } from '../../../core/phone.ts';
import type { Found } from './TriagePanel.tsx';

const SHOWN = 8;
const SHORTEST_NAME = 2;

/** Customers by phone in any writing, else by name. The customer system's absence is an answer, not a failure. */
export async function findCustomers(
  ctx: Pick<HouseContext, 'config' | 'customers'>,
  text: string,
): Promise<Found> {
  const q = text.trim().slice(0, 80);
  if ([...q].length < SHORTEST_NAME) return { kind: 'none' };
  const { e164 } = readPhone(q, ctx.config.DEFAULT_COUNTRY);
  try {
    const customers =
      e164 === null ? await ctx.customers.search(q, SHOWN) : await ctx.customers.findByPhone(e164);
    return { kind: 'found', customers: customers.slice(0, SHOWN) };
  } catch (error) {
    if (error instanceof NoAnswer || error instanceof Refused) return { kind: 'away' };
    throw error;
  }
}
