import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../db/db.ts';
import type { Durations, Numbers, Scope } from '../analytics.ts';
import type { Figure } from '../figures.ts';
import { momentsOf } from './moments.ts';

/** What {@link measure} adds up; `rated` are among the closed. */
const MEASURED = ['registered', 'answered', 'closed', 'kept', 'breached', 'backlog'] as const;

/** By what moments are grouped. Sorted as bytes: nobody reads their order, and a language's is dear. */
const AXES = {
  bucket: sql`m.bucket`,
  agent: sql`m.assignee_id collate "C"`,
  service: sql`m.service_id collate "C"`,
  workGroup: sql`m.work_group_id collate "C"`,
  channel: sql`m.channel collate "C"`,
  closeReason: sql`m.close_reason collate "C"`,
};
type Axis = keyof typeof AXES;
const AXIS_NAMES = Object.keys(AXES) as Axis[];

/** One group: where it stands on the axes of its set, and its figures. */
export interface Group {
  /** Number of the window's bucket, from 1; 0 is before the first. */
  bucket: number | null;
  keys: Partial<Record<Exclude<Axis, 'bucket'>, string | null>>;
  numbers: Numbers;
}

/**
 * The figures of a scope along several sets of axes, in one reading of its moments.
 * @param sets each the axes of one grouping; an empty one is the whole.
 * @returns the groups of every set, in the order of the sets.
 */
export async function measure(db: Db, scope: Scope, sets: readonly (readonly Axis[])[]): Promise<Group[][]> {
  const starts = scope.window.buckets.map(({ start }) => start);
  const used = AXIS_NAMES.filter((name) => sets.some((set) => set.includes(name)));
  const axes = used.map((name) => sql`, ${AXES[name]} as ${sql.ref(name)}`);
  const names = sql.join(used.map((name) => sql.ref(name)));
  const { rows } = await sql<Row>`
    with m as (
      select m.figure, m.seconds, m.rating ${sql.join(axes, sql``)}
      from (
        select m.*, width_bucket(m.at, ${starts}::timestamptz[]) as bucket
        from ${momentsOf(scope, MEASURED)} m
      ) m
    )
    select ${used.length === 0 ? sql`0 as absent` : sql`grouping(${names})::int as absent, ${names}`},
      ${sql.join(MEASURED.map((figure) => sql`${count(figure)} as ${sql.ref(figure)}`))},
      ${spread('answered')} as to_answer,
      ${spread('closed')} as to_close,
      count(rating) filter (where figure = 'closed')::int as rated,
      (avg(rating) filter (where figure = 'closed'))::float8 as rating
    from m
    group by grouping sets (${sql.join(sets.map(toSet))})`.execute(db);
  return sets.map((set) => {
    const absent = absentOf(set, used);
    return rows.filter((row) => row.absent === absent).map((row) => toGroup(row, set));
  });
}

/** Figures of nothing. */
export function noNumbers(): Numbers {
  const none: Durations = { median: null, p90: null };
  return {
    registered: 0,
    answered: 0,
    closed: 0,
    kept: 0,
    breached: 0,
    backlog: 0,
    toAnswer: { ...none },
    toClose: { ...none },
    rated: 0,
    rating: null,
  };
}

type Row = Record<(typeof MEASURED)[number], number> &
  Partial<Record<Exclude<Axis, 'bucket'>, string | null>> & {
    absent: number;
    bucket?: number | null;
    to_answer: [number, number] | null;
    to_close: [number, number] | null;
    rated: number;
    rating: number | null;
  };

function toSet(set: readonly Axis[]): RawBuilder<unknown> {
  return set.length === 0 ? sql`()` : sql`(${sql.join(set.map((axis) => sql.ref(axis)))})`;
}

/** What `grouping` says of a set: a bit for every axis that is not in it, the first axis highest. */
function absentOf(set: readonly Axis[], used: readonly Axis[]): number {
  return used.reduce((bits, axis) => bits * 2 + (set.includes(axis) ? 0 : 1), 0);
}

function count(figure: Figure): RawBuilder<number> {
  return sql`count(*) filter (where figure = ${sql.lit(figure)})::int`;
}

function spread(figure: Figure): RawBuilder<unknown> {
  return sql`percentile_cont(array[0.5, 0.9]) within group (order by seconds)
    filter (where figure = ${sql.lit(figure)})`;
}

function toGroup(row: Row, set: readonly Axis[]): Group {
  const { registered, answered, closed, kept, breached, backlog, rated, rating } = row;
  const keys: Group['keys'] = {};
  for (const axis of set) if (axis !== 'bucket') keys[axis] = row[axis] ?? null;
  const numbers = { registered, answered, closed, kept, breached, backlog, rated, rating };
  return {
    bucket: row.bucket ?? null,
    keys,
    numbers: { ...numbers, toAnswer: toDurations(row.to_answer), toClose: toDurations(row.to_close) },
  };
}

function toDurations(spread: [number, number] | null): Durations {
  return { median: spread?.[0] ?? null, p90: spread?.[1] ?? null };
}
