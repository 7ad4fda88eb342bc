import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestStore, type TestStore } from '../db/store.fixture.ts';
import { createAgentLoads } from '../incident/agentLoads.ts';
import { storeUser } from '../user/syncUsers.ts';
import { getWorkGroup, listWorkGroups } from './readWorkGroups.ts';
import { saveWorkGroup, type WorkGroupSettings } from './saveWorkGroup.ts';

const vera = { kind: 'user' as const, id: 'vera', roles: ['Supervisor'] };
const settings: WorkGroupSettings = {
  assignment: 'by_hand',
  wipLimits: { DOING: 3 },
  calendarId: null,
  priority: 'HIGH',
};

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
  await store.db
    .insertInto('work_group')
    .values([
      { id: 'internet', name: 'Интернет', wip_limits: '{}' },
      { id: 'billing', name: 'Расчёты', wip_limits: '{}' },
    ])
    .execute();
  const user = { email: null, managerId: null, extension: null, active: true, roles: ['User'] };
  await storeUser(store.db, {
    ...user,
    id: 'anna',
    username: 'anna',
    name: 'Анна',
    workGroupIds: ['internet'],
  });
});
afterAll(() => store.close());

it('a group whose incidents are taken by hand is given to nobody', async () => {
  expect(await createAgentLoads(store.db).pick('internet')).toBe('anna');
  await saveWorkGroup(store.db, vera, { id: 'internet', baseVersion: 1, settings });
  expect(await createAgentLoads(store.db).pick('internet')).toBeNull();
  const [group] = await listWorkGroups(store.db);
  expect(group).toMatchObject({
    ...settings,
    id: 'internet',
    version: 2,
    updatedBy: 'vera',
    agents: [{ id: 'anna', name: 'Анна' }],
  });
  const event = await store.db
    .selectFrom('event')
    .select(['type', 'actor', 'data'])
    .where('subject', '=', 'setting:group:internet')
    .executeTakeFirstOrThrow();
  expect(event).toEqual({ type: 'setting.changed', actor: 'vera', data: { setting: 'group:internet' } });
});

it('is changed by one at a time, by supervisors, within reason', async () => {
  const { db } = store;
  const save = (change: Partial<WorkGroupSettings>, baseVersion = 1) =>
    saveWorkGroup(db, vera, { id: 'billing', baseVersion, settings: { ...settings, ...change } });
  await expect(save({ wipLimits: { TODO: 0 } })).rejects.toMatchObject({ field: 'wipLimits.TODO' });
  await expect(save({ wipLimits: { TODO: 1.5 } })).rejects.toMatchObject({ field: 'wipLimits.TODO' });
  await expect(save({ calendarId: 'none' })).rejects.toMatchObject({ field: 'calendarId' });
  await expect(save({ priority: 'FIRE' as 'HIGH' })).rejects.toMatchObject({ field: 'priority' });
  await expect(save({}, 9)).rejects.toMatchObject({ code: 'setting.changed' });
  const anna = { ...vera, id: 'anna', roles: ['User'] };
  await expect(saveWorkGroup(db, anna, { id: 'billing', baseVersion: 1, settings })).rejects.toMatchObject({
    code: 'setting.supervisors',
  });
  await expect(saveWorkGroup(db, vera, { id: 'none', baseVersion: 1, settings })).rejects.toMatchObject({
    code: 'group.not_found',
  });
  expect(await getWorkGroup(db, 'billing')).toMatchObject({ assignment: 'least_loaded', version: 1 });
});
