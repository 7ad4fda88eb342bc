import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestStore, type TestStore } from '../db/store.fixture.ts';
import { appendEvents, listTimeline } from '../events.ts';
import { prioritiseIncident } from '../incident/prioritiseIncident.ts';
import { type Step, stepIncident } from '../incident/stepIncident.ts';
import { planMails } from '../notification/planMails.fixture.ts';
import { openingTerms } from './applyTerms.ts';
import { addIncident, addPeople } from './incident.fixture.ts';
import { noteTerms } from './noteTerms.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
  await addPeople(store.db);
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.db.deleteFrom('notification').execute();
  await store.db.deleteFrom('incident').execute();
});

const ANNA = { kind: 'user', id: 'anna', roles: ['User'] } as const;
const actor = { ...ANNA, roles: [...ANNA.roles] };
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const CLOCK = { sla_calendar_id: 'always' };
const read = (id: string) =>
  store.db.selectFrom('incident').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const told = async (requestId: string) =>
  (await listTimeline(store.db, requestId))
    .map((event) => event.type)
    .filter((type) => type.startsWith('sla.'));
const step = (
  id: string,
  requestId: string,
  from: string,
  to: string,
  category: Step['target']['category'],
) =>
  store.db.transaction().execute((trx) =>
    stepIncident(trx, {
      incidentId: id,
      requestId,
      fromStep: from,
      target: { id: to, name: { ru: to, en: to }, category, narrative: { ru: '', en: '' } },
      by: 'anna',
    }),
  );
const between = (from: Date | null, to: Date | null) =>
  Math.round(((to?.getTime() ?? 0) - (from?.getTime() ?? 0)) / 60_000);

describe('the terms of an incident', () => {
  const opening = (serviceId: string, workGroupId: string | null = null) =>
    store.db.transaction().execute((trx) => openingTerms(trx, { serviceId, workGroupId, category: 'TODO' }));

  it('are those of its own service before those of every service', async () => {
    const policy = { priority: 'NORMAL' as const, calendar_id: 'always', warn_percent: 50 };
    await store.db
      .insertInto('sla_policy')
      .values({ ...policy, service_id: 'svc-tv', resolve_minutes: 60, answer_minutes: 10 })
      .execute();
    const own = await opening('svc-tv');
    expect(own.sla_calendar_id).toBe('always');
    expect(between(own.created_at ?? null, own.answer_due_at ?? null)).toBe(10);
    expect(between(own.created_at ?? null, own.warn_at ?? null)).toBe(30);
    expect(between(own.created_at ?? null, own.due_at ?? null)).toBe(60);
    expect((await opening('svc-internet')).sla_calendar_id).toBe('office');
  });

  it('count by the work group’s calendar where the policy names none', async () => {
    await store.db.insertInto('work_group').values({ id: 'tv', name: 'TV', calendar_id: 'office' }).execute();
    await store.db
      .insertInto('sla_policy')
      .values({ service_id: 'svc-group', priority: 'NORMAL', resolve_minutes: 60 })
      .execute();
    expect((await opening('svc-group', 'tv')).sla_calendar_id).toBe('office');
    expect((await opening('svc-group', 'nowhere')).sla_calendar_id).toBe('always');
  });

  it('follow its priority, counted from its opening, what it waited added', async () => {
    const { id } = await addIncident(store.db, {
      ...CLOCK,
      created_at: minutesAgo(30),
      sla_waited_minutes: 20,
      due_at: minutesAgo(-10_000),
    });
    await prioritiseIncident(store, actor, { incidentId: id, priority: 'CRITICAL' });
    const incident = await read(id);
    expect(between(incident.created_at, incident.due_at)).toBe(240 + 20);
    expect(between(incident.created_at, incident.warn_at)).toBe(180 + 20);
  });
});

describe('the clock', () => {
  it('stands still while the incident waits, and the terms move by the working time it stood', async () => {
    const due = minutesAgo(-60);
    const { id, requestId } = await addIncident(store.db, {
      ...CLOCK,
      due_at: due,
      warn_at: minutesAgo(-30),
    });
    await step(id, requestId, 'new', 'wait', 'WAITING');
    expect((await read(id)).sla_paused_at).not.toBeNull();
    await store.db
      .updateTable('incident')
      .set({ sla_paused_at: minutesAgo(45) })
      .where('id', '=', id)
      .execute();
    // From one waiting step to another it goes on standing.
    await step(id, requestId, 'wait', 'wait-more', 'WAITING');
    await step(id, requestId, 'wait-more', 'diagnose', 'DOING');
    const incident = await read(id);
    expect(incident.sla_paused_at).toBeNull();
    expect(Math.round(incident.sla_waited_minutes)).toBe(45);
    expect(between(due, incident.due_at)).toBe(45);
  });

  it('passes no term while it stands', async () => {
    const late = { ...CLOCK, due_at: minutesAgo(1), warn_at: minutesAgo(9) };
    const { id, requestId } = await addIncident(store.db, { ...late, sla_paused_at: minutesAgo(20) });
    await noteTerms(store.db);
    expect(await told(requestId)).toEqual([]);
    await step(id, requestId, 'new', 'diagnose', 'DOING');
    await noteTerms(store.db);
    expect(await told(requestId)).toEqual([]);
  });

  it('that was late before it stopped is late, and a wait does not heal it', async () => {
    const due = minutesAgo(5);
    const { id, requestId } = await addIncident(store.db, { ...CLOCK, due_at: due, warn_at: minutesAgo(9) });
    await step(id, requestId, 'new', 'wait', 'WAITING');
    expect(await told(requestId)).toEqual(['sla.breached']);
    await step(id, requestId, 'wait', 'diagnose', 'DOING');
    expect((await read(id)).due_at).toEqual(due);
    await noteTerms(store.db);
    expect(await told(requestId)).toEqual(['sla.breached']);
  });

  it('of an incident closed out of a wait is set before it ends', async () => {
    const { id, requestId } = await addIncident(store.db, {
      ...CLOCK,
      due_at: minutesAgo(10),
      sla_paused_at: minutesAgo(30),
      step: 'wait',
      category: 'WAITING',
    });
    await step(id, requestId, 'wait', 'resolved', 'DONE');
    const incident = await read(id);
    expect(incident.due_at && incident.closed_at && incident.due_at > incident.closed_at).toBe(true);
    expect(incident.breached_at).toBeNull();
  });

  it('tells of an incident that is closed late, before anybody looked', async () => {
    const { id, requestId } = await addIncident(store.db, { ...CLOCK, due_at: minutesAgo(10) });
    await step(id, requestId, 'new', 'resolved', 'DONE');
    expect((await read(id)).breached_at).not.toBeNull();
    expect(await told(requestId)).toEqual(['sla.breached']);
  });
});

describe('what a term passes', () => {
  it('is told once, however many look at the same time', async () => {
    const near = { ...CLOCK, warn_at: minutesAgo(1), due_at: minutesAgo(-60) };
    const passed = { ...CLOCK, warn_at: minutesAgo(60), due_at: minutesAgo(1) };
    const [warned, breached] = [await addIncident(store.db, near), await addIncident(store.db, passed)];
    const done = { closed_at: minutesAgo(2), category: 'DONE' as const, step: 'resolved' };
    const closed = await addIncident(store.db, { ...passed, ...done });
    for (let round = 0; round < 3; round += 1) {
      await Promise.all(Array.from({ length: 4 }, () => noteTerms(store.db)));
    }
    expect(await told(warned.requestId)).toEqual(['sla.warned']);
    expect(await told(breached.requestId)).toEqual(['sla.breached']);
    expect(await told(closed.requestId)).toEqual([]);
  });

  it('is noted for a backlog longer than one look takes', async () => {
    await Promise.all(
      Array.from({ length: 250 }, () => addIncident(store.db, { ...CLOCK, due_at: minutesAgo(1) })),
    );
    while (await noteTerms(store.db));
    const { count } = await store.db
      .selectFrom('incident')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .where('breached_at', 'is not', null)
      .executeTakeFirstOrThrow();
    expect(Number(count)).toBe(250);
  });
});

describe('escalation', () => {
  const mails = (requestId: string) => planMails(store.db, requestId, 'address');
  const late = { ...CLOCK, due_at: new Date('2026-01-12T12:00:00Z') };

  it('goes to the assignee’s manager, once', async () => {
    const { requestId } = await addIncident(store.db, late);
    await noteTerms(store.db);
    expect(await mails(requestId)).toMatchObject([
      {
        recipient: 'manager',
        address: 'vera@example.org',
        template: 'managerSlaBreached',
        params: { due: '12 января в 15:00', assignee: 'anna' },
      },
    ]);
  });

  it('of what is closed while nobody has it goes there too', async () => {
    const { id, requestId } = await addIncident(store.db, { assignee_id: null });
    await store.db.transaction().execute((trx) =>
      appendEvents(trx, [
        {
          type: 'servicerequest.closed',
          serviceRequestId: requestId,
          incidentId: id,
          data: { reason: 'SPAM' },
        },
      ]),
    );
    expect(await mails(requestId)).toMatchObject([
      { recipient: 'manager', address: 'vera@example.org', template: 'managerClosed' },
    ]);
  });

  it.each([
    ['internet', ['vera@example.org']],
    ['nobodys', ['dina@example.org', 'vera@example.org']],
  ])('of what nobody has, in the group %s, goes to those who can give it to somebody', async (group, to) => {
    const { requestId } = await addIncident(store.db, { ...late, assignee_id: null, work_group_id: group });
    await noteTerms(store.db);
    expect((await mails(requestId)).map((mail) => mail.address)).toEqual(to);
  });
});
