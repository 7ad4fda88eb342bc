import { sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import type { Category } from '../business-process/process.ts';
import type { Db } from '../db/db.ts';
import { type BoardLane, type BoardQuery, COUNTED_ALONE, COUNTED_IN_LANE, LANES } from './board.ts';
import { encodeLane } from './cursor.ts';
import { incidentsOf, type Stream } from './streams.ts';
import { viewOf } from './views.ts';

/** A lane with what is in it, its cards apart. */
export interface CountedLane {
  id: string;
  kind: BoardLane['kind'];
  name: string | null;
  /** Of its groups: how many of each should stand in a column. */
  limits: { grp: string; limits: Partial<Record<Category, number>> }[];
  counts: Partial<Record<Category, { count: number; held: number }>>;
  /** Those of its streams that hold anything. */
  streams: Stream[];
}

/** The lanes of one page, and how counting went. */
export interface CountedLanes {
  by: 'agent' | 'group' | null;
  lanes: CountedLane[];
  nextLanes: string | null;
  countedTo: number;
}

/**
 * The lanes an actor's board has, each column counted up to a bound: one query, at a cost that does not grow with what
 * there is. An agent has one lane; a supervisor one for each of his department's agents or groups, a page at a time.
 * @throws {Invalid} naming `lanesAfter` when that is not ours.
 */
export async function readLanes(db: Db, actor: Actor, query: BoardQuery): Promise<CountedLanes> {
  const view = viewOf(actor, query);
  const alone = view.by === null || query.lane !== undefined;
  const countedTo = alone ? COUNTED_ALONE : COUNTED_IN_LANE;
  const counting = { fields: sql`1`, limit: countedTo + 1 };
  const { rows } = await sql<CountedLane & { sort: string }>`
    with recursive ${view.before} lane as materialized (${view.lanes}),
    stream as (${view.streams}),
    counted as (
      select s.*, c.category, (
        select count(*)::int from (
          ${incidentsOf(view.streamKinds, query, { ...counting, done: false })}) found) as count
      from stream s cross join (values ('TODO'), ('DOING'), ('WAITING')) c (category)
      union all
      select s.*, 'DONE', (
        select count(*)::int from (
          ${incidentsOf(view.streamKinds, query, { ...counting, done: true })}) found)
      from stream s
    ),
    held as (
      select lane, jsonb_object_agg(category, jsonb_build_object('count', count, 'held', held)) as counts
      from (
        select lane, category, sum(count)::int as count,
          coalesce(sum(count) filter (where assignee <> ''), 0)::int as held
        from counted group by lane, category) by_column
      group by lane
    ),
    filled as (
      select lane, jsonb_agg(jsonb_build_object('lane', lane, 'kind', kind, 'assignee', assignee, 'grp', grp))
        as streams
      from (select lane, kind, assignee, grp from counted where count > 0 group by 1, 2, 3, 4) each
      group by lane
    )
    select lane.id, lane.name, lane.sort, lane.limits, ${view.kind}::text as kind,
      coalesce(held.counts, '{}') as counts, coalesce(filled.streams, '[]') as streams
    from lane left join held on held.lane = lane.id left join filled on filled.lane = lane.id
    order by lane.sort, lane.id`.execute(db);
  const shown = rows.slice(0, LANES);
  const last = shown.at(-1);
  const more = rows.length > LANES && last !== undefined;
  return { by: view.by, lanes: shown, nextLanes: more ? encodeLane(last) : null, countedTo };
}
