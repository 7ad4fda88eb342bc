import type { HouseContext } from '../context.ts';
import { NotFound } from '../errors.ts';
import { readPhone } from '../phone.ts';
import type { Customer } from './customer.ts';

/** What a search for customers found, or why it was not asked. */
export type CustomerSearch =
  /** Less than two letters or four digits: half of all customers. */
  | { kind: 'short' }
  /** A part of a phone, which a customer system cannot look up. */
  | { kind: 'digits' }
  | {
      kind: 'found';
      by: 'phone' | 'id' | 'name';
      customers: Customer[];
      /** E.164, where a phone was looked for. */
      phone: string | null;
      /** Whether there may be more than {@link MOST_FOUND}. */
      more: boolean;
    };

/** Customers of a search at the most: beyond that a person types one letter more. */
export const MOST_FOUND = 100;
const FEWEST_LETTERS = 2;
const FEWEST_DIGITS = 4;
const NUMBER = /^[+\d\s().-]+$/;
const ID = /^(?=.*\d)[\p{L}\p{N}._:-]+$/u;

/**
 * Finds customers by phone in any writing, by their id in the customer system, or by part of a name whatever its case
 * and its ё.
 * @param text as it was typed.
 * @throws {NoAnswer} when the customer system is away.
 */
export async function searchCustomers(
  ctx: Pick<HouseContext, 'config' | 'customers'>,
  text: string,
): Promise<CustomerSearch> {
  const words = text.trim();
  const { e164: phone } = readPhone(words, ctx.config.DEFAULT_COUNTRY);
  if (phone !== null) {
    const customers = await ctx.customers.findByPhone(phone);
    return { kind: 'found', by: 'phone', customers, phone, more: false };
  }
  const byId = ID.test(words) ? await findById(ctx, words) : undefined;
  if (byId) return { kind: 'found', by: 'id', customers: [byId], phone: null, more: false };
  if (NUMBER.test(words))
    return { kind: words.replace(/\D/g, '').length < FEWEST_DIGITS ? 'short' : 'digits' };
  if ((words.match(/\p{L}/gu) ?? []).length < FEWEST_LETTERS) return { kind: 'short' };
  const customers = await ctx.customers.search(words, MOST_FOUND);
  return { kind: 'found', by: 'name', customers, phone: null, more: customers.length === MOST_FOUND };
}

async function findById(ctx: Pick<HouseContext, 'customers'>, id: string): Promise<Customer | undefined> {
  try {
    return await ctx.customers.get(id);
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}
