import { type RawBuilder, sql } from 'kysely';
import type { Search } from '../search/readSearch.ts';
import { type BoardQuery, DONE_HOURS } from './board.ts';

/**
 * A run of incidents that one index gives in the board's order: an agent's, those of one group that an agent (or
 * nobody) has, or all. A lane is one or several.
 */
export interface Stream {
  lane: string;
  kind: StreamKind;
  /** '' is nobody. */
  assignee: string;
  /** '' is no group. */
  grp: string;
}
export type StreamKind = 'agent' | 'pair' | 'all';

const ASSIGNEE = sql`coalesce(i.assignee_id, '')`;
const GROUP = sql`coalesce(i.work_group_id, '')`;

/** An incident's term as the indexes order it: without one it comes last. */
export const DUE = sql<string>`coalesce(i.due_at, 'infinity'::timestamptz)`;
/** What a column is ordered by. */
export const OPEN_ORDER = sql`${DUE}, i.created_at, i.id`;
export const CLOSED_ORDER = sql`i.closed_at desc, i.id desc`;

/** SQL condition: incident `i` belongs to stream `s`. Each kind reads like the key of its index. */
const BELONGS: Record<StreamKind, RawBuilder<boolean>> = {
  agent: sql<boolean>`s.kind = 'agent' and ${ASSIGNEE} = s.assignee`,
  pair: sql<boolean>`s.kind = 'pair' and ${GROUP} = s.grp and ${ASSIGNEE} = s.assignee`,
  all: sql<boolean>`s.kind = 'all'`,
};

/** SQL condition: `i` is open and stands in column `c`. */
const OPEN = sql<boolean>`i.closed_at is null and i.category = c.category`;
/** SQL condition: `i` was closed within the last day. */
const CLOSED = sql<boolean>`i.closed_at > now() - make_interval(hours => ${sql.lit(DONE_HOURS)})`;

/** Of an agent's column so many cards are searched, from the top: more than one holds, and no word costs more. */
const MOST_SEARCHED = 10_000;

/**
 * SQL: the incidents of stream `s` in column `c` that the reader asks for, at the most `limit` of each kind.
 * @param part.done true for the column DONE, false for the three of open ones.
 * @param part.fields what to select of `i`.
 * @param part.where a further condition over `i`.
 */
export function incidentsOf(
  kinds: StreamKind[],
  query: BoardQuery,
  part: { done: boolean; fields: RawBuilder<unknown>; where?: RawBuilder<boolean>; limit: number },
): RawBuilder<unknown> {
  const order = part.done ? CLOSED_ORDER : OPEN_ORDER;
  const branches = kinds.map((kind) => {
    const all = sql`incident i where ${BELONGS[kind]} and ${part.done ? CLOSED : OPEN} and ${filterOf(query)}
      and ${part.where ?? sql`true`} order by ${order}`;
    if (query.search === undefined) return sql`(select ${part.fields} from ${all} limit ${part.limit})`;
    return sql`(select ${part.fields} from (select i.* from ${all} limit ${MOST_SEARCHED}) i
      where ${matching(query.search)} order by ${order} limit ${part.limit})`;
  });
  return sql.join(branches, sql` union all `);
}

/** SQL condition over `i`: of which service and priority. */
function filterOf(query: BoardQuery): RawBuilder<boolean> {
  const parts: RawBuilder<unknown>[] = [sql`true`];
  if (query.serviceId !== undefined) parts.push(sql`i.service_id = ${query.serviceId}`);
  if (query.priority !== undefined) parts.push(sql`i.priority = ${query.priority}`);
  return sql<boolean>`${sql.join(parts, sql` and `)}`;
}

/**
 * SQL condition over `i`: its number, its request's, the phone or its end, or every word in the customer's name. Card
 * by card, in the board's order: the house's index of words finds all that ever were, and a board has few.
 */
function matching(search: Search): RawBuilder<boolean> {
  const parts: RawBuilder<unknown>[] = [sql`false`];
  if (search.request !== null) parts.push(sql`r.number = ${search.request}`);
  if (search.phone !== null) parts.push(sql`r.phone = ${search.phone}`);
  if (search.phoneTail !== null) parts.push(sql`r.phone like ${`%${search.phoneTail}`}`);
  if (search.words.length > 0) {
    const patterns = search.words.map((word) => sql`${`%${word}%`}`);
    parts.push(sql`lower(searchable(r.customer_name)) like all (array[${sql.join(patterns)}]::text[])`);
  }
  return sql<boolean>`(i.number = ${search.incident} or exists (
    select 1 from servicerequest r where r.id = i.servicerequest_id and (${sql.join(parts, sql` or `)}) offset 0))`;
}
