import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestStore, type TestStore } from '../db/store.fixture.ts';
import { traceService } from './chooseService.ts';
import { deleteRoutingRule } from './deleteRoutingRule.ts';
import { moveRoutingRule } from './moveRoutingRule.ts';
import { readRoutingTable } from './readRoutingRules.ts';
import type { RoutingRule } from './routingRule.ts';
import { saveRoutingRule } from './saveRoutingRule.ts';

const vera = { kind: 'user' as const, id: 'vera', roles: ['Supervisor'] };
const anna = { kind: 'user' as const, id: 'anna', roles: ['User'] };
const rule = (changes: Partial<RoutingRule>): RoutingRule => ({
  channel: null,
  queue: null,
  keyword: null,
  serviceId: 'net',
  ...changes,
});

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
  await store.db
    .insertInto('service')
    .values([
      { id: 'net', name: 'net', name_en: 'net' },
      { id: 'bill', name: 'bill', name_en: 'bill' },
      { id: 'old', name: 'old', name_en: 'old', active: false },
    ])
    .execute();
});
afterAll(() => store.close());
beforeEach(async () => {
  await store.db.deleteFrom('routing_rule').execute();
});

const version = async () => (await readRoutingTable(store.db)).version;
const words = async () => (await readRoutingTable(store.db)).rules.map((each) => each.keyword);
const add = async (changes: Partial<RoutingRule>) =>
  saveRoutingRule(store.db, vera, { rule: rule(changes), baseVersion: await version() });

describe('the table of routing rules', () => {
  it('takes new rules before what matches everything, and moves, rewrites and loses them', async () => {
    await add({});
    const first = await add({ keyword: 'a' });
    const second = await add({ keyword: 'b' });
    await add({ channel: 'sms' });
    expect(await words()).toEqual(['a', 'b', null, null]);
    await moveRoutingRule(store.db, vera, { id: second, to: 0, baseVersion: await version() });
    expect(await words()).toEqual(['b', 'a', null, null]);
    await moveRoutingRule(store.db, vera, { id: second, to: 99, baseVersion: await version() });
    expect(await words()).toEqual(['a', null, null, 'b']);
    const change = { id: first, rule: rule({ keyword: ' c' }), baseVersion: await version() };
    await saveRoutingRule(store.db, vera, change);
    expect(await words()).toEqual([' c', null, null, 'b']);
    await deleteRoutingRule(store.db, vera, { id: first, baseVersion: await version() });
    expect(await words()).toEqual([null, null, 'b']);
  });

  it('is changed by one at a time, with an event for each change', async () => {
    const base = await version();
    const told = () =>
      store.db
        .selectFrom('event')
        .select((each) => each.fn.countAll<string>().as('n'))
        .where('subject', '=', 'setting:routing')
        .executeTakeFirstOrThrow();
    const before = Number((await told()).n);
    const save = (keyword: string) =>
      saveRoutingRule(store.db, vera, { rule: rule({ keyword }), baseVersion: base });
    const results = await Promise.allSettled([save('a'), save('b'), save('c')]);
    expect(results.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
    const lost = results.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []));
    expect(lost).toEqual(['setting.changed', 'setting.changed']);
    expect(await words()).toHaveLength(1);
    expect(Number((await told()).n) - before).toBe(1);
  });

  it('refuses agents, services nobody offers and endless words', async () => {
    const baseVersion = await version();
    const save = (changes: Partial<RoutingRule>, actor = vera) =>
      saveRoutingRule(store.db, actor, { rule: rule(changes), baseVersion });
    await expect(save({}, anna)).rejects.toMatchObject({ code: 'setting.supervisors' });
    await expect(save({ serviceId: 'old' })).rejects.toMatchObject({ field: 'serviceId' });
    await expect(save({ keyword: 'x'.repeat(101) })).rejects.toMatchObject({ field: 'keyword' });
    expect(await words()).toEqual([]);
  });
});

describe('a rule that leaves alone what says nothing', () => {
  const silent = { channel: 'telegram', serviceId: null, queue: null, text: null, isSilent: true };
  it('passes a shared number over, and takes it with the words that follow', async () => {
    await add({ skipsSilent: true });
    expect(await traceService(store.db, silent)).toMatchObject({ serviceId: null, by: null });
    const said = { ...silent, text: 'Здравствуйте', isSilent: false };
    expect(await traceService(store.db, said)).toMatchObject({ serviceId: 'net', by: 'rule' });
  });

  it('is one a supervisor asks for: others take all that comes', async () => {
    await add({});
    expect(await traceService(store.db, silent)).toMatchObject({ serviceId: 'net', by: 'rule' });
  });
});
