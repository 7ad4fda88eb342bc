import { z } from 'zod';

const LONGEST = 80;
/** Nobody turns that many pages. */
const FARTHEST = 1_000_000;

const querySchema = z.object({
  q: z.string().trim().optional().catch(undefined),
  offset: z.coerce.number().int().min(0).max(FARTHEST).catch(0).default(0),
});

/** The list's address, read. */
export interface ListQuery {
  q: string;
  /** How many customers come before this page. */
  offset: number;
}

/** Reads the query of the list; what makes no sense is left out. */
export function readListQuery(query: Record<string, string>): ListQuery {
  const { q = '', offset } = querySchema.parse(query);
  return { q: q.slice(0, LONGEST), offset };
}

/** The list's address. */
export function listUrl({ q, offset }: ListQuery): string {
  const params = new URLSearchParams();
  if (q !== '') params.set('q', q);
  if (offset > 0) params.set('offset', String(offset));
  return params.size === 0 ? '/customers' : `/customers?${params}`;
}

/** The address of a customer's card, or of a page behind it. */
export function customerUrl(id: string, rest = ''): string {
  return `/customers/${encodeURIComponent(id)}${rest}`;
}
