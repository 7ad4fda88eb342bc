import { DateTime } from 'luxon';
import { z } from 'zod';

/** No store can hold control characters, so nothing there is found by them. */
const words = z
  .string()
  .max(200)
  .transform((text) => text.replace(/\p{Cc}/gu, '').trim())
  .optional()
  .catch(undefined);
const day = z.iso.date().optional().catch(undefined);
const querySchema = z.object({
  kind: z.enum(['seen', 'changed']).optional().catch(undefined),
  person: words,
  about: words,
  from: day,
  to: day,
  cursor: z.string().optional().catch(undefined),
});

/** The audit's address, read. Days are those of the house's time zone, `to` included. */
export interface AuditQuery {
  kind: 'seen' | 'changed' | undefined;
  person: string | undefined;
  /** As typed: a number, a customer's id, a subject. */
  about: string | undefined;
  from: string | undefined;
  to: string | undefined;
  cursor: string | undefined;
}

/** Reads the query; what cannot be read does not filter. */
export function readAuditQuery(query: Record<string, string>): AuditQuery {
  const { kind, person, about, from, to, cursor } = querySchema.parse(query);
  return {
    kind,
    person: person || undefined,
    about: about || undefined,
    from: from || undefined,
    to: to || undefined,
    cursor: cursor || undefined,
  };
}

/** The period as instants. @param zone e.g. `Europe/Moscow`. */
export function periodOf(query: AuditQuery, zone: string): { from?: Date; to?: Date } {
  const start = (text: string) => DateTime.fromISO(text, { zone });
  return {
    ...(query.from !== undefined && { from: start(query.from).toJSDate() }),
    ...(query.to !== undefined && { to: start(query.to).plus({ days: 1 }).toJSDate() }),
  };
}

/** The audit's address with some parts changed; an empty part is left out. */
export function auditUrl(query: Partial<AuditQuery>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) params.set(name, value);
  return `/audit?${params}`;
}
