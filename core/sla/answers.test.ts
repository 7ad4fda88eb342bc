import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestStore, type TestStore } from '../db/store.fixture.ts';
import { listTimeline } from '../events.ts';
import { moveIncident } from '../incident/moveIncident.ts';
import { prioritiseIncident } from '../incident/prioritiseIncident.ts';
import { addIncident, addPeople, addRequest } from './incident.fixture.ts';
import { noteTerms } from './noteTerms.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
  await addPeople(store.db);
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.db.deleteFrom('incident').execute();
});

const actor = { kind: 'user' as const, id: 'anna', roles: ['User'] };
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const NEAR = { answer_warn_at: minutesAgo(1), answer_due_at: minutesAgo(-10) };
const LATE = { answer_warn_at: minutesAgo(20), answer_due_at: minutesAgo(10) };
const answeredAt = (minutes: number) => addRequest(store.db, { answered_at: minutesAgo(minutes) });
const read = (id: string) =>
  store.db.selectFrom('incident').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const timeline = (requestId: string) => listTimeline(store.db, requestId);
const told = async (requestId: string) =>
  (await timeline(requestId)).map((event) => event.type).filter((type) => type.startsWith('sla.'));

describe('the term of the first answer', () => {
  it('is warned of and breached once each, however many look at the same time', async () => {
    const near = await addIncident(store.db, NEAR);
    const late = await addIncident(store.db, LATE);
    // Waiting for somebody outside excuses nobody from answering.
    const waiting = await addIncident(store.db, { ...LATE, sla_paused_at: minutesAgo(30) });
    const closed = await addIncident(store.db, { ...LATE, closed_at: minutesAgo(2), category: 'DONE' });
    for (let round = 0; round < 3; round += 1) {
      await Promise.all(Array.from({ length: 4 }, () => noteTerms(store.db)));
    }
    expect(await told(near.requestId)).toEqual(['sla.answer_warned']);
    expect(await told(late.requestId)).toEqual(['sla.answer_breached']);
    expect(await told(waiting.requestId)).toEqual(['sla.answer_breached']);
    expect(await told(closed.requestId)).toEqual([]);
    const [event] = await timeline(late.requestId);
    expect(event).toMatchObject({ incidentId: late.id, data: { dueAt: LATE.answer_due_at.toISOString() } });
    await store.db.updateTable('incident').set(LATE).where('id', '=', near.id).execute();
    await noteTerms(store.db);
    expect(await told(near.requestId)).toEqual(['sla.answer_warned', 'sla.answer_breached']);
  });

  it('is kept by an answer in time, and by none that comes after it', async () => {
    const kept = await addIncident(store.db, { ...LATE, servicerequest_id: await answeredAt(15) });
    const early = await addIncident(store.db, { ...NEAR, servicerequest_id: await answeredAt(5) });
    const missed = await addIncident(store.db, { ...LATE, servicerequest_id: await answeredAt(5) });
    await noteTerms(store.db);
    expect(await told(kept.requestId)).toEqual([]);
    expect(await told(early.requestId)).toEqual([]);
    expect(await told(missed.requestId)).toEqual(['sla.answer_breached']);
    expect((await read(kept.id)).answer_kept_at).not.toBeNull();
    expect(await read(missed.id)).toMatchObject({
      answer_kept_at: null,
      answer_breached_at: expect.any(Date),
    });
    // What was kept stays kept, whatever term it is given later.
    await prioritiseIncident(store, actor, { incidentId: kept.id, priority: 'CRITICAL' });
    await noteTerms(store.db);
    expect(await told(kept.requestId)).toEqual([]);
  });

  it('tells of a late answer that closes the incident, before anybody looked', async () => {
    const { id, requestId } = await addIncident(store.db, { ...LATE, step: 'diagnose', category: 'DOING' });
    await moveIncident(store, actor, { incidentId: id, toStep: 'resolved' });
    expect(await told(requestId)).toEqual(['sla.answer_breached']);
    await noteTerms(store.db);
    expect(await told(requestId)).toEqual(['sla.answer_breached']);
    const inTime = await addIncident(store.db, { ...NEAR, step: 'diagnose', category: 'DOING' });
    await moveIncident(store, actor, { incidentId: inTime.id, toStep: 'resolved' });
    expect(await told(inTime.requestId)).toEqual([]);
  });

  it('follows the priority', async () => {
    const { id } = await addIncident(store.db, {
      created_at: minutesAgo(5),
      answer_due_at: minutesAgo(-500),
    });
    await prioritiseIncident(store, actor, { incidentId: id, priority: 'CRITICAL' });
    const incident = await read(id);
    const minutesIn = (at: Date | null) => ((at?.getTime() ?? 0) - incident.created_at.getTime()) / 60_000;
    expect(minutesIn(incident.answer_due_at)).toBe(15);
    expect(minutesIn(incident.answer_warn_at)).toBe(11.25);
  });

  it('is noted for a backlog longer than one look takes', async () => {
    await Promise.all(Array.from({ length: 210 }, () => addIncident(store.db, LATE)));
    while (await noteTerms(store.db));
    const left = await store.db
      .selectFrom('incident')
      .select('id')
      .where('answer_breached_at', 'is', null)
      .execute();
    expect(left).toEqual([]);
  });
});
