import { z } from 'zod';
import { customerUrl } from './listQuery.ts';

/** The tabs of a customer's history. */
export const TABS = ['requests', 'incidents', 'contacts'] as const;

const querySchema = z.object({
  tab: z.enum(TABS).catch('requests').default('requests'),
  cursor: z.string().min(1).optional().catch(undefined),
});

/** The address of a card, read. */
export type CardQuery = z.output<typeof querySchema>;

/** Reads the query of a card; what makes no sense is left out. */
export function readCardQuery(query: Record<string, string>): CardQuery {
  return querySchema.parse(query);
}

/** The address of a card's tab. */
export function tabUrl(id: string, tab: CardQuery['tab'], cursor?: string): string {
  const params = new URLSearchParams({ ...(tab !== 'requests' && { tab }), ...(cursor && { cursor }) });
  return params.size === 0 ? customerUrl(id) : customerUrl(id, `?${params}`);
}
