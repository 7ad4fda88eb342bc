import { z } from 'zod';
import { PUT_ASIDE, type PutAsideState } from '../../../core/contact/readPutAside.ts';

const querySchema = z.object({
  state: z.enum(PUT_ASIDE).catch('QUARANTINED'),
  channel: z.string().max(40).optional().catch(undefined),
  cursor: z.string().optional().catch(undefined),
});

/** The list's address, read. */
export interface QuarantineQuery {
  state: PutAsideState;
  channel: string | undefined;
  cursor: string | undefined;
}

/** Reads the list's query; without one it shows what waits for a person. */
export function readQuarantineQuery(query: Record<string, string>): QuarantineQuery {
  const { state, channel, cursor } = querySchema.parse(query);
  return { state, channel: channel || undefined, cursor: cursor || undefined };
}

/** The list's address with some parts changed; an empty part is left out. */
export function quarantineUrl(
  query: QuarantineQuery,
  change: Partial<Record<'state' | 'channel' | 'cursor', string>>,
): string {
  const params = new URLSearchParams();
  const parts = { state: query.state, channel: query.channel, ...change };
  for (const [name, value] of Object.entries(parts)) if (value) params.set(name, value);
  return `/quarantine?${params}`;
}
