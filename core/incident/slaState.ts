import { type RawBuilder, sql } from 'kysely';

/** How incidents stand with their term: past it, near it, in good time, or without one. */
export const SLA_STATES = ['breached', 'warned', 'ok', 'none'] as const;
export type SlaState = (typeof SLA_STATES)[number];

/**
 * SQL condition over `incident`. Counted from the terms themselves and not from what was noted of them, which comes a
 * moment later; a clock that stands (closed, or waiting for somebody outside) is read where it stands.
 * @param alias the table's name in the caller's query.
 */
export function hasSlaState(state: SlaState, alias: string): RawBuilder<boolean> {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  const at = sql`coalesce(${column('closed_at')}, ${column('sla_paused_at')}, now())`;
  const breached = sql`(${column('breached_at')} is not null or ${column('due_at')} < ${at})`;
  const warned = sql`${column('closed_at')} is null and ${column('warn_at')} <= ${at}`;
  switch (state) {
    case 'none':
      return sql<boolean>`${column('due_at')} is null`;
    case 'breached':
      return sql<boolean>`(${column('due_at')} is not null and ${breached})`;
    case 'warned':
      return sql<boolean>`(${column('due_at')} is not null and not ${breached} and ${warned})`;
    case 'ok':
      return sql<boolean>`(${column('due_at')} is not null and not ${breached} and not (${warned}))`;
  }
}
