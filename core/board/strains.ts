import { sql } from 'kysely';
import type { Category } from '../business-process/process.ts';
import type { Db } from '../db/db.ts';
import type { BoardQuery } from './board.ts';
import type { CountedLanes } from './lanes.ts';
import { incidentsOf } from './streams.ts';

/** How a column stands to the limit that it is nearest to, or the furthest above. */
export interface Strain {
  lane: string;
  category: Category;
  held: number;
  limit: number;
}

const LIMITED = ['TODO', 'DOING', 'WAITING'] as const;

/**
 * How the columns of lanes stand to the limits of their groups. A limit is a group's: in its own lane all its cards
 * count; in an agent's those of that group which he holds, and where several groups limit a column the tightest tells.
 * Columns without a limit are left out. One query, whose counts stop where the board's do.
 */
export async function readStrains(db: Db, query: BoardQuery, counted: CountedLanes): Promise<Strain[]> {
  const asked = counted.lanes.flatMap((lane) =>
    lane.limits.flatMap(({ grp, limits }) =>
      LIMITED.flatMap((category) => {
        const limit = limits[category];
        if (typeof limit !== 'number') return [];
        const isGroup = lane.kind === 'group';
        const held = isGroup ? (lane.counts[category]?.count ?? 0) : null;
        return [{ lane: lane.id, kind: 'pair', assignee: lane.id, grp, category, limit, held }];
      }),
    ),
  );
  if (asked.length === 0) return [];
  const part = { done: false, fields: sql`1`, limit: counted.countedTo + 1 };
  const { rows } = await sql<Strain>`
    with s as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
        as given (lane text, kind text, assignee text, grp text, category text, "limit" int, held int)
    )
    select distinct on (lane, category) lane, category, held, "limit" from (
      select s.lane, s.category, s."limit", coalesce(s.held, (
        select count(*)::int from (${incidentsOf(['pair'], query, part)}) found)) as held
      from s cross join lateral (select s.category) c (category)
    ) each
    order by lane, category, held - "limit" desc, "limit"`.execute(db);
  return rows;
}
