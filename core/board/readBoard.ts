import type { Actor } from '../access/actor.ts';
import { CATEGORIES, type Category } from '../business-process/process.ts';
import type { HouseContext } from '../context.ts';
import {
  type Board,
  type BoardCard,
  type BoardColumn,
  type BoardQuery,
  CARDS_ALONE,
  CARDS_IN_LANE,
} from './board.ts';
import { type CardRow, readCards } from './cards.ts';
import { encodeCard } from './cursor.ts';
import { type CountedLane, type CountedLanes, readLanes } from './lanes.ts';
import { type Legend, nextStepsOf, readLegend, stepOf } from './legend.ts';
import { readStrains, type Strain } from './strains.ts';

/**
 * The board of an actor: a page of lanes, each with four columns of a page of cards. Three queries, whose cost depends
 * on what is shown and not on what there is.
 * @throws {Invalid} naming `cursor` or `lanesAfter` when it is not one of this board.
 */
export async function readBoard(
  ctx: Pick<HouseContext, 'db'>,
  actor: Actor,
  query: BoardQuery = {},
): Promise<Board> {
  const counted = await readLanes(ctx.db, actor, query);
  const alone = counted.by === null || query.lane !== undefined;
  const limit = alone ? CARDS_ALONE : CARDS_IN_LANE;
  const streams = counted.lanes.flatMap((lane) => lane.streams);
  // A cursor belongs to a column, and several lanes have each column several times.
  const paged = alone ? query : { ...query, after: undefined };
  const rows = await readCards(ctx.db, actor, paged, { streams, limit });
  const legend = await readLegend(ctx.db, actor, { cards: rows, choices: query.choices ?? false });
  const byColumn = groupByColumn(rows);
  const strains = new Map(
    (await readStrains(ctx.db, query, counted)).map((each) => [columnKey(each.lane, each.category), each]),
  );
  const lanes = counted.lanes.map((lane) => ({
    id: lane.id,
    kind: lane.kind,
    name: lane.name,
    columns: CATEGORIES.map((category) => {
      const found = byColumn.get(columnKey(lane.id, category)) ?? [];
      return toColumn({ counted, strains, lane, category, rows: found, limit }, (row) =>
        toCard(legend, actor, row),
      );
    }),
  }));
  return { by: counted.by, lanes, nextLanes: counted.nextLanes, choices: legend.choices };
}

function groupByColumn(rows: CardRow[]): Map<string, CardRow[]> {
  const groups = new Map<string, CardRow[]>();
  for (const row of rows) {
    const key = columnKey(row.lane, row.category);
    const group = groups.get(key) ?? [];
    group.push(row);
    groups.set(key, group);
  }
  return groups;
}

function columnKey(lane: string, category: Category): string {
  return JSON.stringify([lane, category]);
}

function toColumn(
  from: {
    counted: CountedLanes;
    strains: Map<string, Strain>;
    lane: CountedLane;
    category: Category;
    rows: CardRow[];
    limit: number;
  },
  toCard: (row: CardRow) => BoardCard,
): BoardColumn {
  const { countedTo } = from.counted;
  const { count, held } = from.lane.counts[from.category] ?? { count: 0, held: 0 };
  const strained = from.strains.get(columnKey(from.lane.id, from.category));
  const shown = from.rows.slice(0, from.limit);
  const last = shown.at(-1);
  return {
    category: from.category,
    count: Math.min(count, countedTo),
    counted: count <= countedTo,
    held: Math.min(strained?.held ?? (from.lane.kind === 'group' ? count : held), countedTo),
    limit: strained?.limit ?? null,
    cards: shown.map(toCard),
    nextCursor: from.rows.length > from.limit && last !== undefined ? encodeCard(last) : null,
  };
}

function toCard(legend: Legend, actor: Actor, row: CardRow): BoardCard {
  const { lane, stepId, processId, processVersion, key, created, ...shown } = row;
  return {
    ...shown,
    step: stepOf(legend, row),
    nextSteps: nextStepsOf(legend, actor, row),
    mayTake: mayTake(actor, row),
  };
}

/** As takeIncident has it: who works on incidents may take one that nobody has. */
function mayTake(actor: Actor, row: CardRow): boolean {
  const open = row.closedAt === null && row.assigneeId === null;
  return open && actor.kind === 'user' && actor.roles.includes('User');
}
