import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { moversFor, moversOfSeen } from '../access/movers.ts';
import type { Category } from '../business-process/process.ts';
import { openTestStore, type TestStore } from '../db/store.fixture.ts';
import { readSearch } from '../search/readSearch.ts';
import { addIncidents } from './board.fixture.ts';
import type { Board, BoardCard, BoardQuery } from './board.ts';
import { ANNA, addAgent, addPeople, BORIS, DINA, GLEB, SYSTEM, VERA } from './people.fixture.ts';
import { readBoard } from './readBoard.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
  await addPeople(store.db);
  await addIncidents(store.db, { count: 60, assigneeId: 'anna', dueInHours: 1 });
  await addIncidents(store.db, { count: 2, assigneeId: 'anna', dueInHours: -3, priority: 'CRITICAL' });
  await addIncidents(store.db, { count: 3, assigneeId: 'anna', step: 'diagnose', category: 'DOING' });
  await addIncidents(store.db, { count: 4, assigneeId: null, workGroupId: 'internet' });
  await addIncidents(store.db, { count: 5, assigneeId: null, workGroupId: 'billing' });
  await addIncidents(store.db, { count: 1, assigneeId: null, workGroupId: null });
  await addIncidents(store.db, {
    count: 6,
    assigneeId: 'gleb',
    workGroupId: 'sales',
    customerName: 'Ким_100%',
  });
  const done = { assigneeId: 'anna', step: 'resolved', category: 'DONE' };
  await addIncidents(store.db, { count: 2, ...done, closedHoursAgo: 1 });
  await addIncidents(store.db, { count: 3, ...done, closedHoursAgo: 24 });
});
afterAll(() => store.close());

const read = (actor: Actor, query: BoardQuery = {}) => readBoard(store, actor, query);
const laneOf = (board: Board, id: string) => board.lanes.find((lane) => lane.id === id);
const columnOf = (board: Board, category: Category, lane = board.lanes[0]?.id ?? '') => {
  const column = laneOf(board, lane)?.columns.find((each) => each.category === category);
  if (!column) throw new Error(`no column ${category} in lane ${lane}`);
  return column;
};
const countsOf = (board: Board, lane?: string) =>
  (['TODO', 'DOING', 'WAITING', 'DONE'] as const).map((category) => columnOf(board, category, lane).count);
const cardsOf = (board: Board): BoardCard[] =>
  board.lanes.flatMap((lane) => lane.columns.flatMap((column) => column.cards));

describe('who sees what', () => {
  test('an agent: his own, and those of his groups that nobody has', async () => {
    const board = await read(ANNA);
    expect(board).toMatchObject({ by: null, nextLanes: null, lanes: [{ id: 'anna', kind: 'own' }] });
    expect(countsOf(board)).toEqual([66, 3, 0, 2]);
    expect(columnOf(board, 'TODO').held).toBe(62);
    expect(countsOf(await read(ANNA, { whose: 'mine' }))).toEqual([62, 3, 0, 2]);
    expect(countsOf(await read(ANNA, { whose: 'unassigned' }))).toEqual([4, 0, 0, 0]);
    expect(countsOf(await read(BORIS))).toEqual([5, 0, 0, 0]);
  });

  test('an agent asks for lanes in vain', async () => {
    const board = await read(ANNA, { by: 'agent', lane: 'gleb' });
    expect(board.lanes.map((lane) => lane.id)).toEqual(['anna']);
  });

  test('a supervisor: a lane for each agent of the department, and one of nobody’s', async () => {
    const board = await read(VERA);
    expect(board.by).toBe('agent');
    expect(board.lanes.map((lane) => lane.id)).toEqual(['', 'anna', 'boris']);
    expect(countsOf(board, '')).toEqual([10, 0, 0, 0]);
    expect(countsOf(board, 'anna')).toEqual([62, 3, 0, 2]);
    expect(countsOf(board, 'boris')).toEqual([0, 0, 0, 0]);
    expect(cardsOf(board).some((card) => card.assigneeId === 'gleb')).toBe(false);
    expect((await read(VERA, { lane: 'gleb' })).lanes).toEqual([]);
  });

  test('a supervisor by group: his department’s and nobody’s, not the other department’s', async () => {
    const board = await read(VERA, { by: 'group' });
    expect(board.lanes.map((lane) => lane.id)).toEqual(['', 'billing', 'internet', 'mobile']);
    expect(countsOf(board, 'internet')).toEqual([66, 3, 0, 2]);
    expect(countsOf(board, 'billing')).toEqual([5, 0, 0, 0]);
    expect(countsOf(board, '')).toEqual([1, 0, 0, 0]);
    const dina = await read(DINA, { by: 'group' });
    expect(countsOf(dina, 'sales')).toEqual([6, 0, 0, 0]);
    expect(countsOf(dina, 'internet')).toEqual([4, 0, 0, 0]);
  });

  test('a system: everything in one lane, or any agent’s', async () => {
    const board = await read(SYSTEM);
    expect(board.lanes).toMatchObject([{ id: 'all', kind: 'all' }]);
    expect(countsOf(board)).toEqual([78, 3, 0, 2]);
    expect(countsOf(await read(SYSTEM, { by: 'agent', lane: 'gleb' }))).toEqual([6, 0, 0, 0]);
  });

  test('who left and still holds something keeps a lane, and loses it with the last card', async () => {
    await addAgent(store.db, 'zoya', 'Зоя Белова', 'vera', ['internet']);
    await addIncidents(store.db, { count: 1, assigneeId: 'zoya' });
    await store.db.updateTable('user_account').set({ active: false }).where('id', '=', 'zoya').execute();
    expect(laneOf(await read(VERA), 'zoya')).toBeDefined();
    await store.db
      .updateTable('incident')
      .set({ assignee_id: 'anna' })
      .where('assignee_id', '=', 'zoya')
      .execute();
    expect(laneOf(await read(VERA), 'zoya')).toBeUndefined();
    await store.db
      .deleteFrom('incident')
      .where('assignee_id', '=', 'anna')
      .where('due_at', 'is', null)
      .where('category', '=', 'TODO')
      .execute();
  });
});

describe('a column', () => {
  test('has what is due first on top, and a page of cards', async () => {
    const first = columnOf(await read(ANNA, { whose: 'mine' }), 'TODO');
    expect(first.cards).toHaveLength(50);
    expect(first.cards.slice(0, 2).map((card) => card.priority)).toEqual(['CRITICAL', 'CRITICAL']);
    const dues = first.cards.map((card) => card.dueAt?.getTime() ?? Number.POSITIVE_INFINITY);
    expect(dues).toEqual(dues.toSorted((a, b) => a - b));
    const after = { TODO: first.nextCursor ?? '' };
    const second = columnOf(await read(ANNA, { whose: 'mine', after }), 'TODO');
    expect(second.cards).toHaveLength(12);
    expect(second.nextCursor).toBeNull();
    const ids = [...first.cards, ...second.cards].map((card) => card.id);
    expect(new Set(ids).size).toBe(62);
  });

  test('goes on behind the last one with a term among those with none', async () => {
    const pages: string[] = [];
    let after: BoardQuery['after'];
    do {
      const column = columnOf(await read(SYSTEM, { after }), 'TODO');
      pages.push(...column.cards.map((card) => card.id));
      after = column.nextCursor === null ? undefined : { TODO: column.nextCursor };
    } while (after);
    expect(pages).toHaveLength(78);
    expect(new Set(pages).size).toBe(78);
  });

  test('of what is closed holds one day, newest first', async () => {
    const { cards } = columnOf(await read(ANNA), 'DONE');
    expect(cards).toHaveLength(2);
    expect(cards[0]?.closedAt?.getTime()).toBeGreaterThan(cards[1]?.closedAt?.getTime() ?? 0);
    expect(cards[0]?.nextSteps).toEqual([]);
  });

  test.each([
    [{ priority: 'CRITICAL' }, 2],
    [{ serviceId: 'svc-tv' }, 0],
    [{ search: readSearch('ивано', 'RU') }, 66],
    [{ search: readSearch('INC-000003', 'RU') }, 1],
    [{ search: readSearch('nobody', 'RU') }, 0],
    [{ search: readSearch('?!', 'RU') }, 0],
  ] satisfies [BoardQuery, number][])('filtered by %j', async (query, count) => {
    const board = await read(ANNA, query);
    expect(countsOf(board)[0]).toBe(count);
  });

  test.each([
    '',
    'x',
    'W10',
    Buffer.from('["2026-99-99T00:00:00.000000Z","infinity","1"]').toString('base64url'),
  ])('refuses the foreign cursor %j', async (cursor) => {
    await expect(read(ANNA, { after: { TODO: cursor } })).rejects.toMatchObject({ field: 'cursor' });
    await expect(read(VERA, { lanesAfter: cursor })).rejects.toMatchObject({ field: 'lanesAfter' });
  });
});

describe('a card', () => {
  test('offers the moves its process allows to the reader', async () => {
    const [own] = columnOf(await read(ANNA, { whose: 'mine' }), 'DOING').cards;
    expect(own?.step.name.ru).toBe('Диагностика');
    expect(own?.nextSteps.map((step) => step.id)).toEqual(['customer', 'field', 'resolved']);
    expect(own).toMatchObject({ orderState: 'acknowledged', mayTake: false, massIncidentId: null });
    const [free] = columnOf(await read(ANNA, { whose: 'unassigned' }), 'TODO').cards;
    expect(free).toMatchObject({ nextSteps: [], mayTake: true });
    const [nobodys] = columnOf(await read(VERA), 'TODO', '').cards;
    expect(nobodys?.nextSteps.map((step) => step.id)).toEqual(['diagnose']);
    expect(nobodys?.mayTake).toBe(false);
  });

  test.each([ANNA, BORIS, VERA, GLEB, DINA, SYSTEM])(
    'is moved by whom the one rule lets: $id',
    async (actor) => {
      for (const card of cardsOf(await read(actor))) {
        expect(moversOfSeen(actor, card)).toEqual(await moversFor(store.db, actor, card));
      }
    },
  );
});

test('a limit is a group’s: for what an agent holds of it, the tightest of several; in its own lane for all of it', async () => {
  const set = (id: string, limits: Record<string, number>) =>
    store.db
      .updateTable('work_group')
      .set({ wip_limits: JSON.stringify(limits) })
      .where('id', '=', id)
      .execute();
  await set('internet', { DOING: 3, WAITING: 9 });
  await set('mobile', { DOING: 2 });
  await addAgent(store.db, 'oleg', 'Олег Титов', 'vera', ['internet']);
  // Three of internet, none of mobile: no limit is passed, though three is more than two.
  for (const column of [columnOf(await read(ANNA), 'DOING'), columnOf(await read(VERA), 'DOING', 'anna')])
    expect(column).toMatchObject({ limit: 3, held: 3 });
  const own = await read(ANNA);
  expect(columnOf(own, 'WAITING')).toMatchObject({ limit: 9, held: 0 });
  expect(columnOf(own, 'TODO').limit).toBeNull();
  await set('internet', { DOING: 2 });
  expect(columnOf(await read(ANNA), 'DOING')).toMatchObject({ limit: 2, held: 3 });
  await set('internet', { DOING: 3 });
  expect(columnOf(await read(VERA), 'DOING', 'oleg')).toMatchObject({ limit: 3, held: 0 });
  const group = await read(VERA, { by: 'group' });
  expect(columnOf(group, 'DOING', 'internet')).toMatchObject({ limit: 3, held: 3 });
  expect(columnOf(group, 'TODO', 'internet').held).toBe(columnOf(group, 'TODO', 'internet').count);
});

test('a reader is told what he may narrow his board to', async () => {
  await store.db.insertInto('service').values({ id: 'svc-tv', name: 'Телевидение', name_en: 'TV' }).execute();
  const services = [{ id: 'svc-tv', name: { ru: 'Телевидение', en: 'TV' } }];
  expect((await read(ANNA, { choices: true })).choices).toEqual({ services, agents: [], groups: [] });
  const { agents, groups } = (await read(VERA, { choices: true })).choices;
  expect(agents.map((agent) => agent.id).toSorted()).toEqual(['anna', 'boris', 'oleg']);
  expect(groups).toEqual(['billing', 'internet', 'mobile', 'sales']);
  expect((await read(VERA)).choices.services).toEqual([]);
  expect((await read({ ...ANNA, id: 'new' }, { choices: true })).choices.services).toEqual(services);
});

test('a department of many agents comes a page of lanes at a time', async () => {
  for (let n = 10; n < 30; n += 1) await addAgent(store.db, `a${n}`, `Агент ${n}`, 'dina', ['sales']);
  const seen: string[] = [];
  let lanesAfter: string | undefined;
  do {
    const board = await read(DINA, { lanesAfter });
    expect(board.lanes.length).toBeLessThanOrEqual(8);
    seen.push(...board.lanes.map((lane) => lane.id));
    lanesAfter = board.nextLanes ?? undefined;
  } while (lanesAfter !== undefined);
  expect(seen).toEqual(['', ...Array.from({ length: 20 }, (_, n) => `a${n + 10}`), 'gleb']);
});
