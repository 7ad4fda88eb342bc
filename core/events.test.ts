import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openTestStore } from './db/store.fixture.ts';
import { listTimeline } from './events.ts';

test('a timeline that is too long keeps its newest events, oldest of them first', async () => {
  const store = await openTestStore();
  const id = randomUUID();
  await store.db
    .insertInto('servicerequest')
    .values({ id, status: 'TRIAGE', channel: 'sms', account: 'a', phone_kind: 'anonymous' })
    .execute();
  await sql`insert into event (type, servicerequest_id, data)
    select 'servicerequest.triaged', ${id}, jsonb_build_object('number', n) from generate_series(1, 1010) n`.execute(
    store.db,
  );
  const numbers = (await listTimeline(store.db, id)).map((event) => event.data.number);
  expect(numbers).toHaveLength(1000);
  expect([numbers[0], numbers.at(-1)]).toEqual([11, 1010]);
  await store.close();
});
