import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestStore, type TestStore } from '../db/store.fixture.ts';
import { saveWorkGroup } from '../work-group/saveWorkGroup.ts';
import { listCalendars, readCalendar } from './calendar.ts';
import { addIncident, addPeople } from './incident.fixture.ts';
import { readClock } from './readClock.ts';
import { isUsed, readCalendarUse, removeCalendar } from './removeCalendar.ts';
import { saveCalendar } from './saveCalendar.ts';
import { removePolicy, savePolicy } from './savePolicy.ts';

const vera = { kind: 'user' as const, id: 'vera', roles: ['Supervisor'] };
const promise = { answerMinutes: null, resolveMinutes: 60, warnPercent: 80 };
const key = { serviceId: 'svc-tv', priority: 'LOW' as const };

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
  const { db } = store;
  await addPeople(db);
  await db.insertInto('work_group').values({ id: 'internet', name: 'Интернет', wip_limits: '{}' }).execute();
  await db.insertInto('service').values({ id: 'svc-tv', name: 'ТВ', name_en: 'TV', active: true }).execute();
});
afterAll(() => store.close());

const make = async () => {
  const calendar = (await readCalendar(store.db, 'always')) ?? expect.fail('no calendar');
  return saveCalendar(store.db, vera, { id: null, baseVersion: 0, calendar });
};
const group = (calendarId: string | null, baseVersion: number) =>
  saveWorkGroup(store.db, vera, {
    id: 'internet',
    baseVersion,
    settings: { assignment: 'by_hand', wipLimits: {}, calendarId, priority: 'NORMAL' },
  });

it('a calendar is removed when nothing counts by it any more; incidents that do go on', async () => {
  const { db } = store;
  const id = await make();
  const remove = () => removeCalendar(db, vera, { id, baseVersion: 1 });
  await savePolicy(db, vera, { ...key, ...promise, calendarId: id, baseVersion: 0 });
  await group(id, 1);
  expect(await readCalendarUse(db, id)).toEqual({ isUsual: false, policies: [key], groups: ['internet'] });
  await expect(remove()).rejects.toMatchObject({ code: 'calendar.in_use' });
  await removePolicy(db, vera, { ...key, baseVersion: 1 });
  await expect(remove()).rejects.toMatchObject({ code: 'calendar.in_use' });
  await group(null, 2);
  const { id: incidentId } = await addIncident(db, {
    sla_calendar_id: id,
    due_at: new Date(Date.now() + 60_000),
  });
  await expect(removeCalendar(db, vera, { id, baseVersion: 7 })).rejects.toMatchObject({
    code: 'setting.changed',
  });
  await remove();
  expect((await listCalendars(db)).map((each) => each.id)).not.toContain(id);
  expect(await readClock(db, vera, incidentId)).toMatchObject({ calendar: { id } });
  await expect(remove()).rejects.toMatchObject({ code: 'calendar.not_found' });
  await expect(group(id, 3)).rejects.toMatchObject({ field: 'calendarId' });
  await expect(
    savePolicy(db, vera, { ...key, ...promise, calendarId: id, baseVersion: 0 }),
  ).rejects.toMatchObject({ field: 'calendarId' });
  const calendar = (await readCalendar(db, id)) ?? expect.fail('gone');
  await expect(saveCalendar(db, vera, { id, baseVersion: 1, calendar })).rejects.toMatchObject({
    code: 'setting.changed',
  });
  const events = await db
    .selectFrom('event')
    .select('actor')
    .where('subject', '=', `setting:calendar:${id}`)
    .execute();
  expect(events).toHaveLength(2);
});

it('the one that holds where nobody names another stays, and agents remove none', async () => {
  expect(isUsed(await readCalendarUse(store.db, 'always'))).toBe(true);
  await expect(removeCalendar(store.db, vera, { id: 'always', baseVersion: 1 })).rejects.toMatchObject({
    code: 'calendar.in_use',
  });
  const anna = { ...vera, id: 'anna', roles: ['User'] };
  await expect(removeCalendar(store.db, anna, { id: 'office', baseVersion: 1 })).rejects.toMatchObject({
    code: 'setting.supervisors',
  });
});

it('of a removal and a choice at the same moment one wins', async () => {
  const { db } = store;
  for (let round = 0; round < 5; round += 1) {
    const id = await make();
    const { version } = await db
      .selectFrom('work_group')
      .select('version')
      .where('id', '=', 'internet')
      .executeTakeFirstOrThrow();
    await Promise.allSettled([group(id, version), removeCalendar(db, vera, { id, baseVersion: 1 })]);
    const chosen = await db.selectFrom('work_group').select('calendar_id').executeTakeFirstOrThrow();
    const kept = (await listCalendars(db)).some((each) => each.id === id);
    expect(chosen.calendar_id === id).toBe(kept);
  }
});
