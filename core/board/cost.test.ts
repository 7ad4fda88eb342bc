import { Kysely, type LogEvent, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { closePool } from '../db/closePool.ts';
import { openTestStore, type TestStore } from '../db/store.fixture.ts';
import type { DB } from '../db/types.generated.ts';
import { readSearch } from '../search/readSearch.ts';
import { addIncidents } from './board.fixture.ts';
import type { BoardQuery } from './board.ts';
import { ANNA, addAgent, addPeople, SYSTEM, VERA } from './people.fixture.ts';
import { readBoard } from './readBoard.ts';

const AGENTS = 40;

let store: TestStore;
let pool: pg.Pool;
let db: Kysely<DB>;
const asked: LogEvent['query'][] = [];

beforeAll(async () => {
  store = await openTestStore();
  await addPeople(store.db);
  await addIncidents(store.db, { count: 20_000, assigneeId: 'anna', dueInHours: 1 });
  await addIncidents(store.db, { count: 3_000, workGroupId: 'internet' });
  await addIncidents(store.db, { count: 3_000, workGroupId: 'sales' });
  const done = { step: 'resolved', category: 'DONE' };
  await addIncidents(store.db, { count: 20_000, ...done, assigneeId: 'anna', closedHoursAgo: 20 });
  for (let n = 0; n < AGENTS; n += 1) {
    await addAgent(store.db, `a${n}`, `Агент ${n}`, n % 2 === 0 ? 'vera' : 'dina', ['internet']);
    await addIncidents(store.db, { count: 100, assigneeId: `a${n}`, dueInHours: n });
  }
  await sql`analyze`.execute(store.db);
  pool = new pg.Pool({ connectionString: store.url, max: 1 });
  db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }), log: ({ query }) => void asked.push(query) });
});
afterAll(async () => {
  await closePool(pool);
  await store.close();
});

const READERS: [string, Actor, BoardQuery][] = [
  ['an agent', ANNA, {}],
  ['an agent who searches a number', ANNA, { search: readSearch('INC-000777', 'RU') }],
  [
    'an agent who searches a name',
    ANNA,
    { serviceId: 'svc-internet', priority: 'NORMAL', search: readSearch('Иванова', 'RU') },
  ],
  ['a supervisor by agent', VERA, {}],
  ['a supervisor by group', VERA, { by: 'group' }],
  ['a supervisor of one agent', VERA, { lane: 'anna' }],
  ['a supervisor of one group', VERA, { by: 'group', lane: 'internet' }],
  ['a system', SYSTEM, {}],
];

describe('a store of fifty thousand incidents', () => {
  test.each(READERS)('%s asks three times and scans no table of work', async (_, actor, query) => {
    asked.length = 0;
    await readBoard({ db }, actor, { ...query, choices: true });
    expect(asked.length).toBeLessThanOrEqual(3);
    for (const { sql: text, parameters } of asked) {
      const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`explain ${text}`, [...parameters]);
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(plan).not.toMatch(/Seq Scan on (incident|servicerequest|event)\b/);
    }
  });

  test('a page further down reads no more than the first', async () => {
    const reads = async (query: BoardQuery) => {
      asked.length = 0;
      const board = await readBoard({ db }, ANNA, query);
      let touched = 0;
      for (const { sql: text, parameters } of asked) {
        const { rows } = await pool.query(`explain (analyze, buffers, format json) ${text}`, [...parameters]);
        touched += Number(rows[0]['QUERY PLAN'][0].Plan['Shared Hit Blocks']);
        touched += Number(rows[0]['QUERY PLAN'][0].Plan['Shared Read Blocks']);
      }
      return { touched, cursor: board.lanes[0]?.columns[0]?.nextCursor ?? '' };
    };
    const first = await reads({ whose: 'mine' });
    let { cursor } = first;
    for (let page = 0; page < 20; page += 1) {
      const board = await readBoard({ db }, ANNA, { whose: 'mine', after: { TODO: cursor } });
      cursor = board.lanes[0]?.columns[0]?.nextCursor ?? '';
    }
    const later = await reads({ whose: 'mine', after: { TODO: cursor } });
    expect(later.touched).toBeLessThan(first.touched * 1.2);
  });
});
