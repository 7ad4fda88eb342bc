import type { HouseContext } from '../../../core/context.ts';
import type { Customer } from '../../../core/customer/customer.ts';
import { findPastCustomers, type PastCustomer } from '../../../core/customer/findPastCustomers.ts';
import { readTouches, type Touch } from '../../../core/customer/readTouches.ts';
import { MOST_FOUND, searchCustomers } from '../../../core/customer/searchCustomers.ts';
import { NoAnswer } from '../../../core/errors.ts';
import type { ListQuery } from './listQuery.ts';

/** A customer as a row, with what we have to do with him. */
export interface ListRow extends Touch, Pick<Customer, 'id' | 'name' | 'phones'> {
  area: string | null;
}

/** What a list of customers shows. */
export interface CustomerListing {
  rows: ListRow[];
  /** `short` and `digits`: the search could not be asked; `away`: the rows are from our own requests. */
  note: 'short' | 'digits' | 'away' | null;
  /** How many there are in all; null: nobody knows. */
  total: number | null;
  /** Whether only the first of a search are known. */
  capped: boolean;
  /** E.164 of a search by phone. */
  phone: string | null;
  hasNext: boolean;
}

type Needs = Pick<HouseContext, 'config' | 'customers' | 'db'>;

const PAGE_SIZE = 50;
const PAST_SHOWN = 50;

/** Customers at an address of the list. Their system's absence is an answer, not a failure. */
export async function loadList(ctx: Needs, query: ListQuery): Promise<CustomerListing> {
  try {
    return query.q === '' ? await readAll(ctx, query) : await search(ctx, query);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { ...NOTHING, note: 'away', rows: await past(ctx, query.q) };
  }
}

const NOTHING: CustomerListing = {
  rows: [],
  note: null,
  total: null,
  capped: false,
  phone: null,
  hasNext: false,
};

/** Offset of the page before; null on the first. */
export function previousOffset({ offset }: ListQuery): number | null {
  return offset === 0 ? null : Math.max(0, offset - PAGE_SIZE);
}

/** Offset of the page behind. */
export function nextOffset({ offset }: ListQuery): number {
  return offset + PAGE_SIZE;
}

async function readAll(ctx: Needs, { offset }: ListQuery): Promise<CustomerListing> {
  const { customers, total } = await ctx.customers.list({ offset, limit: PAGE_SIZE });
  const hasNext = total === null ? customers.length === PAGE_SIZE : offset + customers.length < total;
  return { ...NOTHING, rows: await toRows(ctx, customers), total, hasNext: hasNext && customers.length > 0 };
}

async function search(ctx: Needs, { q, offset }: ListQuery): Promise<CustomerListing> {
  const found = await searchCustomers(ctx, q);
  if (found.kind === 'short') return { ...NOTHING, note: 'short' };
  if (found.kind === 'digits') return { ...NOTHING, note: 'digits', rows: await past(ctx, q) };
  const { customers, phone, more } = found;
  const rows = await toRows(ctx, customers.slice(offset, offset + PAGE_SIZE));
  const total = more ? MOST_FOUND : customers.length;
  return { ...NOTHING, rows, total, capped: more, phone, hasNext: offset + rows.length < customers.length };
}

async function past(ctx: Needs, q: string): Promise<ListRow[]> {
  const options = { country: ctx.config.DEFAULT_COUNTRY, limit: PAST_SHOWN };
  return toRows(ctx, await findPastCustomers(ctx.db, q, options));
}

async function toRows(ctx: Needs, customers: (Customer | PastCustomer)[]): Promise<ListRow[]> {
  const ids = customers.map(({ id }) => id);
  const touches = await readTouches(ctx.db, ids);
  return customers.map((customer) => {
    const { open = 0, lastContactAt = null } = touches.get(customer.id) ?? {};
    const area = 'area' in customer ? customer.area : null;
    return { id: customer.id, name: customer.name, phones: customer.phones, area, open, lastContactAt };
  });
}
