import type { Db } from '../../db/db.ts';
import { type Analytics, type BreakdownRow, DIMENSIONS, type Dimension } from '../analytics.ts';
import { type Group, measure, noNumbers } from './measure.ts';
import { toSeries } from './toSeries.ts';

/** Figures straight from the tables the house works on: true to the second, as dear as the period is long. */
export function createPostgresAnalytics(db: Db): Analytics {
  return {
    async summary(scope) {
      const [whole] = await measure(db, scope, [[]]);
      return numbersOf(whole);
    },
    async series(scope) {
      const [whole, buckets, volumes] = await measure(db, scope, [[], ['bucket'], ['bucket', 'channel']]);
      return toSeries(scope.window, numbersOf(whole), buckets ?? [], volumes ?? []);
    },
    async breakdown(scope, by) {
      const [groups] = await measure(db, scope, [[by]]);
      return toRows(groups ?? [], by);
    },
    async report(scope) {
      const sets = [[], ['bucket'], ['bucket', 'channel'], ...DIMENSIONS.map((by) => [by] as const)] as const;
      const [whole, buckets, volumes, ...breakdowns] = await measure(db, scope, sets);
      const summary = numbersOf(whole);
      const by = {} as Record<Dimension, BreakdownRow[]>;
      for (const [index, dimension] of DIMENSIONS.entries()) {
        by[dimension] = toRows(breakdowns[index] ?? [], dimension);
      }
      return { summary, series: toSeries(scope.window, summary, buckets ?? [], volumes ?? []), by };
    },
  };
}

function numbersOf(whole: Group[] | undefined) {
  return whole?.[0]?.numbers ?? noNumbers();
}

function toRows(groups: Group[], by: Dimension): BreakdownRow[] {
  const rows = groups.map(({ keys, numbers }) => ({ key: keys[by] ?? null, ...numbers }));
  const counted = by === 'closeReason' ? rows.filter(({ closed, key }) => closed > 0 && key !== null) : rows;
  return counted.sort(byWeight);
}

function byWeight(a: BreakdownRow, b: BreakdownRow): number {
  if ((a.key === null) !== (b.key === null)) return a.key === null ? 1 : -1;
  const weight = b.closed - a.closed || b.registered - a.registered || b.backlog - a.backlog;
  return weight || (`${a.key}` < `${b.key}` ? -1 : 1);
}
