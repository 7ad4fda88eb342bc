import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestStore, type TestStore } from '../db/store.fixture.ts';
import { createPeople } from '../live/people.ts';
import { readSights } from '../live/readSights.ts';
import type { Actor } from './actor.ts';
import { seesIncident, seesRequest } from './sight.ts';
import { visibleIncidents, visibleRequests } from './visibility.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
  // vera leads anna and boris; dina leads gleb and, by a careless directory, herself through him.
  const people = [
    ['anna', 'vera', ['internet'], ['User']],
    ['boris', 'vera', ['billing', 'internet'], ['User']],
    ['vera', null, [], ['Supervisor']],
    ['gleb', 'dina', ['sales'], ['User']],
    ['dina', 'gleb', [], ['Supervisor']],
    ['both', 'dina', ['sales'], ['User', 'Supervisor']],
  ] as const;
  await store.db
    .insertInto('user_account')
    .values(
      people.map(([id, manager_id, groups, roles]) => ({
        id,
        username: id,
        name: id,
        manager_id,
        work_group_ids: [...groups],
        roles: [...roles],
      })),
    )
    .execute();
});
afterAll(() => store.close());

const ACTORS: Actor[] = [
  ...['anna', 'boris', 'gleb'].map((id) => ({ kind: 'user' as const, id, roles: ['User'] })),
  ...['vera', 'dina'].map((id) => ({ kind: 'user' as const, id, roles: ['Supervisor'] })),
  { kind: 'user', id: 'both', roles: ['User', 'Supervisor'] },
  { kind: 'service', id: 'api', roles: [] },
];
const person = fc.constantFrom(null, 'anna', 'boris', 'vera', 'gleb', 'dina', 'both', 'gone');
const row = fc.record({
  status: fc.constantFrom('NEW' as const, 'TRIAGE' as const, 'ORDERING' as const, 'IN_PROGRESS' as const),
  settled_by: person,
  closed_by: person,
  opened_by: person,
  /** Merged into the one so many places before it; none there: into none. */
  back: fc.nat(3),
  incident: fc.option(
    fc.record({
      assignee_id: person,
      work_group_id: fc.constantFrom(null, 'internet', 'billing', 'sales', 'nobodys'),
    }),
  ),
});

it('in memory, everybody sees exactly what the queries let him see', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (rows) => {
      const all = rows.map(() => randomUUID());
      const requests = rows.map(({ incident, back, ...request }, index) => ({
        ...request,
        id: all[index] ?? '',
        merged_into: back === 0 ? null : (all[index - back] ?? null),
      }));
      const incidents = rows.flatMap(({ incident }, index) =>
        incident ? [{ id: randomUUID(), servicerequest_id: requests[index]?.id ?? '', ...incident }] : [],
      );
      await store.db
        .insertInto('servicerequest')
        .values(
          requests.map((each) => ({ channel: 'sms', account: 'a', phone_kind: 'none' as never, ...each })),
        )
        .execute();
      if (incidents.length > 0) {
        const rest = { order_id: 'o', service_id: 's', customer_id: 'c', process_id: 'fault' };
        await store.db
          .insertInto('incident')
          .values(
            incidents.map((each) => ({
              ...rest,
              process_version: 1,
              step: 'new',
              category: 'TODO',
              ...each,
            })),
          )
          .execute();
      }
      const ids = requests.map((each) => each.id);
      const sights = await readSights(store.db, { requestIds: ids, incidentIds: [] });
      const people = await createPeople(store.db)();
      for (const actor of ACTORS) {
        const viewer = people.viewerOf(actor);
        const seen = await store.db
          .selectFrom('servicerequest as r')
          .select('r.id')
          .where('r.id', 'in', ids)
          .where(visibleRequests(actor, 'r'))
          .execute();
        const inMemory = [...sights.requests].filter(([, sight]) => seesRequest(viewer, sight));
        expect(inMemory.map(([id]) => id).sort()).toEqual(seen.map((each) => each.id).sort());
        const seenIncidents = await store.db
          .selectFrom('incident as i')
          .select('i.id')
          .where('i.servicerequest_id', 'in', ids)
          .where(visibleIncidents(actor, 'i'))
          .execute();
        const incidentsInMemory = [...sights.incidents].filter(([, sight]) => seesIncident(viewer, sight));
        expect(incidentsInMemory.map(([id]) => id).sort()).toEqual(
          seenIncidents.map((each) => each.id).sort(),
        );
      }
    }),
    { numRuns: 25 },
  );
});
