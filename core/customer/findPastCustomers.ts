import type { CountryCode } from 'libphonenumber-js/max';
import type { Db } from '../db/db.ts';
import { matchesRequest } from '../search/matches.ts';
import { isEmptySearch, readSearch, type Search } from '../search/readSearch.ts';
import { foldName } from './foldName.ts';

/** A customer as his latest request knew him. */
export interface PastCustomer {
  id: string;
  name: string;
  /** E.164 numbers he turned to us from, the latest first. */
  phones: string[];
}

/** Requests looked at for one answer: customers who turned to us often take several. */
const REQUESTS_READ = 400;

/**
 * Customers who turned to us before, latest first, found in our own requests: what there is to show while the
 * customer system is away, and for the last digits of a phone, which it cannot look up.
 * @param words part of a name from the beginning of its words, a phone, its last digits, a request's number; empty:
 *   the latest.
 * @param limit customers at the most.
 */
export async function findPastCustomers(
  db: Db,
  words: string,
  options: { country: CountryCode; limit: number },
): Promise<PastCustomer[]> {
  const search = readSearch(words, options.country);
  if (words.trim() !== '' && isEmptySearch(search)) return [];
  let query = db
    .selectFrom('servicerequest as r')
    .select(['r.customer_id as id', 'r.customer_name as name', 'r.phone', 'r.number'])
    .where('r.customer_id', 'is not', null);
  if (!isEmptySearch(search)) query = query.where(matchesRequest(search, 'r'));
  const rows = await query
    .orderBy('r.created_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(REQUESTS_READ)
    .execute();
  const found = new Map<string, PastCustomer>();
  for (const row of rows) {
    if (row.id === null || !isMeant(row, search)) continue;
    const past = found.get(row.id) ?? { id: row.id, name: row.name ?? row.id, phones: [] };
    if (row.phone !== null && !past.phones.includes(row.phone)) past.phones.push(row.phone);
    found.set(row.id, past);
  }
  return [...found.values()].slice(0, options.limit);
}

/** A search for requests finds words of what was said too: here the customer himself is meant. */
function isMeant(
  row: { name: string | null; phone: string | null; number: string },
  search: Search,
): boolean {
  const { words, phone, phoneTail, request } = search;
  if (isEmptySearch(search) || (row.number === request && phoneTail === null)) return true;
  if (row.phone !== null && (row.phone === phone || (phoneTail !== null && row.phone.endsWith(phoneTail))))
    return true;
  const name = foldName(row.name ?? '');
  return words.length > 0 && words.every((word) => name.includes(word));
}
