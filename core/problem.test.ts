import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestStore, type TestStore } from './db/store.fixture.ts';
import { toProblem } from './problem.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const failing = async (query: ReturnType<typeof sql>) => {
  try {
    await query.execute(store.db);
  } catch (error) {
    return toProblem(error);
  }
  return undefined;
};

test.each([
  ['a NUL byte', sql`select ${'\0'}::text`],
  ['a day that is none', sql`select ${'2026-02-30T00:00:00Z'}::timestamptz`],
  ['a number that is none', sql`select ${'x'}::bigint`],
  ['a number no column holds', sql`select ${'99999999999999999999'}::bigint`],
])('%s is what was sent, not a fault of ours', async (_, query) => {
  expect(await failing(query)).toMatchObject({ status: 400, code: 'invalid' });
});

test.each([
  ['a division by zero', sql`select 1 / ${0}::int`],
  ['a column that is not there', sql`select nothing from event`],
])('%s is a fault of ours', async (_, query) => {
  expect(await failing(query)).toMatchObject({ status: 500, code: 'internal' });
});
