import { z } from 'zod';
import { CATEGORIES, type Category } from '../../../core/business-process/process.ts';

const querySchema = z.object({
  state: z.enum(['open', 'closed']).catch('open'),
  category: z.enum(CATEGORIES).optional().catch(undefined),
  assignee: z.string().max(200).optional().catch(undefined),
  cursor: z.string().optional().catch(undefined),
});

/** The list's address, read. */
export interface IncidentQuery {
  state: 'open' | 'closed';
  category: Category | undefined;
  assignee: string | undefined;
  cursor: string | undefined;
}

/** Reads the list's query; without one it shows what is open. */
export function readIncidentQuery(query: Record<string, string>): IncidentQuery {
  const { state, category, assignee, cursor } = querySchema.parse(query);
  return { state, category, assignee: assignee || undefined, cursor: cursor || undefined };
}

/** The list's address with some parts changed; an empty part is left out. */
export function incidentsUrl(
  query: IncidentQuery,
  change: Partial<Record<'state' | 'category' | 'assignee' | 'cursor', string>>,
) {
  const parts = { state: query.state, category: query.category, assignee: query.assignee, ...change };
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) if (value) params.set(name, value);
  return `/incidents?${params}`;
}
