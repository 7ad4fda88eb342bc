import type { CountryCode } from 'libphonenumber-js/max';
import { z } from 'zod';
import { type BoardQuery, LANINGS } from '../../../core/board/board.ts';
import { CATEGORIES, type Category } from '../../../core/business-process/process.ts';
import { PRIORITIES } from '../../../core/incident/priority.ts';
import { readSearch } from '../../../core/search/readSearch.ts';

const word = z.string().max(200).optional().catch(undefined);
const cursor = z.string().max(500).optional().catch(undefined);

const querySchema = z.object({
  by: z.enum(LANINGS).optional().catch(undefined),
  lane: word,
  service: word,
  priority: z.enum(PRIORITIES).optional().catch(undefined),
  whose: z.enum(['mine', 'unassigned']).optional().catch(undefined),
  q: z.string().trim().max(100).optional().catch(undefined),
  todo: cursor,
  doing: cursor,
  waiting: cursor,
  done: cursor,
  lanes: cursor,
});

/** The board's address, read; what makes no sense in it is left out. */
export type BoardAddress = z.output<typeof querySchema>;

/** In the address, the lane of nobody and of no group. */
const NOBODY = '-';

/** Reads the board's address. An empty part is an absent one. */
export function readAddress(query: Record<string, string>): BoardAddress {
  return querySchema.parse(Object.fromEntries(Object.entries(query).filter(([, value]) => value !== '')));
}

/**
 * What the address asks the board for.
 * @param options.choices true where the page has filters to fill.
 * @param options.country whose phones are written without a country code.
 */
export function toBoardQuery(
  address: BoardAddress,
  options: { choices: boolean; country: CountryCode },
): BoardQuery {
  const { by, lane, service, priority, whose, q, lanes } = address;
  const after: Partial<Record<Category, string>> = {};
  for (const category of CATEGORIES) {
    const at = address[columnName(category)];
    if (at !== undefined) after[category] = at;
  }
  return {
    by,
    lane: lane === NOBODY ? '' : lane,
    serviceId: service,
    priority,
    whose,
    search: q === undefined ? undefined : readSearch(q, options.country),
    after,
    lanesAfter: lanes,
    choices: options.choices,
  };
}

/** A lane as the address names it. */
export function laneName(id: string): string {
  return id === '' ? NOBODY : id;
}

/** A column as the address names it. */
export function columnName(category: Category): 'todo' | 'doing' | 'waiting' | 'done' {
  return category.toLowerCase() as Lowercase<Category>;
}

/** The query string of an address with some parts changed: an undefined one is left out. */
export function queryOf(address: BoardAddress, change: Partial<BoardAddress> = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...address, ...change })) if (value) params.set(name, value);
  return params.toString();
}

/** The board's address, with where its columns and lanes go on forgotten unless the change says it. */
export function boardUrl(address: BoardAddress, change: Partial<BoardAddress> = {}): string {
  const { todo, doing, waiting, done, lanes, ...filters } = address;
  return `/board?${queryOf(filters, change)}`;
}
