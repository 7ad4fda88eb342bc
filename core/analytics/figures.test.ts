import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../access/actor.ts';
import type { Db } from '../db/db.ts';
import { openTestStore } from '../db/store.fixture.ts';
import { DIMENSIONS } from './analytics.ts';
import { NONE, requireFilter } from './filter.ts';
import { type Past, storeHouse, storePast } from './history.fixture.ts';
import { countCounted } from './listCounted.ts';
import { createPostgresAnalytics } from './postgres/postgresAnalytics.ts';
import { readWindow } from './window.ts';

const ZONE = 'Europe/Moscow';
const vera: Actor = { kind: 'user', id: 'vera', roles: ['Supervisor'] };
const dina: Actor = { kind: 'user', id: 'dina', roles: ['Supervisor'] };
const system: Actor = { kind: 'service', id: 'helpdesk-api', roles: [] };
const WEEK = { from: '2025-06-02', to: '2025-06-08' };

let db: Db;
let close: () => Promise<void>;
beforeAll(async () => {
  const store = await openTestStore();
  ({ db, close } = store);
  await storeHouse(db);
  for (const past of HISTORY) await storePast(db, past);
});
afterAll(() => close());

/** A week of June 2025, Moscow time, and its edges. */
const HISTORY: Past[] = [
  // Monday: answered in 10 minutes, closed in 2 hours, in time.
  {
    at: '2025-06-02T09:00:00+03:00',
    answered: '2025-06-02T09:10:00+03:00',
    closed: '2025-06-02T11:00:00+03:00',
    rating: 5,
    incident: { agent: 'anna', due: '2025-06-02T13:00:00+03:00' },
  },
  // Monday: answered in 30 minutes, closed in 4 hours, an hour late, which was noticed.
  {
    at: '2025-06-02T10:00:00+03:00',
    answered: '2025-06-02T10:30:00+03:00',
    closed: '2025-06-02T14:00:00+03:00',
    rating: 2,
    channel: 'telegram',
    incident: { agent: 'anna', due: '2025-06-02T13:00:00+03:00', breached: '2025-06-02T13:00:05+03:00' },
  },
  // Tuesday: closed in 6 hours, late, which nobody noticed; on the edge of nothing.
  {
    at: '2025-06-03T08:00:00+03:00',
    answered: '2025-06-03T08:50:00+03:00',
    closed: '2025-06-03T14:00:00+03:00',
    service: 'svc-billing',
    incident: { agent: 'boris', group: 'billing', due: '2025-06-03T13:00:00+03:00' },
  },
  // Tuesday: spam, no incident.
  { at: '2025-06-03T23:59:59+03:00', closed: '2025-06-04T00:00:00+03:00', reason: 'SPAM', service: null },
  // Wednesday: still open, nobody has it; its term passed on Thursday.
  {
    at: '2025-06-04T10:00:00+03:00',
    incident: { agent: null, due: '2025-06-05T10:00:00+03:00', breached: '2025-06-05T10:00:01+03:00' },
  },
  // Another department's.
  {
    at: '2025-06-04T12:00:00+03:00',
    closed: '2025-06-05T12:00:00+03:00',
    service: 'svc-connect',
    incident: { agent: 'gleb', group: 'sales', due: '2025-06-06T12:00:00+03:00' },
  },
  // Before the week by a second; closed within it.
  {
    at: '2025-06-01T23:59:59+03:00',
    closed: '2025-06-02T00:59:59+03:00',
    incident: { agent: 'boris' },
  },
  // Within it by a second; closed after it.
  {
    at: '2025-06-08T23:59:59+03:00',
    answered: '2025-06-09T00:00:00+03:00',
    closed: '2025-06-09T00:00:00+03:00',
    incident: { agent: 'boris', due: '2025-06-10T00:00:00+03:00' },
  },
];

const scopeOf = (params: Record<string, string> = {}, actor: Actor = vera, hour?: number) => {
  const filter = requireFilter({ ...WEEK, ...params }, { now: new Date(), zone: ZONE });
  return { actor, filter, window: readWindow(filter, ZONE, hour) };
};
const analytics = () => createPostgresAnalytics(db);

describe('a week reckoned by hand', () => {
  test('its headline', async () => {
    const summary = await analytics().summary(scopeOf());
    expect(summary).toMatchObject({
      registered: 6,
      answered: 3,
      closed: 5,
      kept: 1,
      breached: 3,
      backlog: 2,
      rated: 2,
      rating: 3.5,
      // 10, 30 and 50 minutes.
      toAnswer: { median: 30 * 60, p90: 46 * 60 },
    });
    // 1 second, 1, 2, 4 and 6 hours.
    expect(summary.toClose.median).toBe(2 * 3600);
    expect(summary.toClose.p90).toBeCloseTo(5.2 * 3600);
  });

  test('its days, each with what was open when it ended', async () => {
    const days = await analytics().series(scopeOf());
    expect(days.map(({ registered }) => registered)).toEqual([2, 2, 1, 0, 0, 0, 1]);
    expect(days.map(({ closed }) => closed)).toEqual([3, 1, 1, 0, 0, 0, 0]);
    expect(days.map(({ breached }) => breached)).toEqual([1, 1, 0, 1, 0, 0, 0]);
    expect(days.map(({ backlog }) => backlog)).toEqual([0, 1, 1, 1, 1, 1, 2]);
    expect(days[0]?.byChannel).toEqual({ sms: 1, telegram: 1 });
    expect(days[3]?.toClose).toEqual({ median: null, p90: null });
  });

  test('its agents: who closed most first, nobody last', async () => {
    const rows = await analytics().breakdown(scopeOf(), 'agent');
    expect(
      rows.map(({ key, registered, closed, breached, backlog }) => [
        key,
        registered,
        closed,
        breached,
        backlog,
      ]),
    ).toEqual([
      ['boris', 2, 2, 1, 1],
      ['anna', 2, 2, 1, 0],
      [null, 2, 1, 1, 1],
    ]);
    expect(rows[1]).toMatchObject({ rating: 3.5, toClose: { median: 3 * 3600 } });
  });

  test('its services, groups and reasons', async () => {
    const counted = async (by: 'service' | 'workGroup' | 'closeReason') =>
      (await analytics().breakdown(scopeOf(), by)).map(({ key, closed }) => [key, closed]);
    expect(await counted('service')).toEqual([
      ['svc-internet', 3],
      ['svc-billing', 1],
      [null, 1],
    ]);
    expect(await counted('workGroup')).toEqual([
      ['internet', 3],
      ['billing', 1],
      [null, 1],
    ]);
    expect(await counted('closeReason')).toEqual([
      ['RESOLVED', 4],
      ['SPAM', 1],
    ]);
  });

  test('a supervisor sees his department and what nobody has; a system sees all', async () => {
    const counted = async (actor: Actor) => (await analytics().summary(scopeOf({}, actor))).registered;
    expect(await counted(vera)).toBe(6);
    expect(await counted(dina)).toBe(3);
    expect(await counted(system)).toBe(7);
  });

  test.each([
    [{ channel: 'telegram' }, 1],
    [{ service: 'svc-billing' }, 1],
    [{ service: NONE }, 1],
    [{ workGroup: 'internet' }, 4],
    [{ workGroup: NONE }, 1],
    [{ department: 'vera' }, 4],
    [{ department: 'dina' }, 0],
    [{ agent: 'anna' }, 2],
    [{ agent: NONE }, 2],
    [{ state: 'CLOSED' }, 5],
    [{ agent: 'anna', channel: 'sms' }, 1],
    [{ from: '2025-06-02', to: '2025-06-02' }, 2],
    [{ from: '2025-06-09', to: '2025-06-15' }, 0],
  ])('%j leaves %i registered', async (params, registered) => {
    expect((await analytics().summary(scopeOf(params))).registered).toBe(registered);
  });

  test('an hour of a day', async () => {
    const day = { from: '2025-06-02', to: '2025-06-02' };
    const { series } = await analytics().report(scopeOf(day));
    expect(series.flatMap(({ registered }, hour) => (registered > 0 ? [hour] : []))).toEqual([9, 10]);
    expect(await countCounted(db, scopeOf(day, vera, 9), 'registered')).toBe(1);
    expect(await countCounted(db, scopeOf(day, vera, 11), 'registered')).toBe(0);
  });
});

test('the whole report is what its parts are', async () => {
  const scope = scopeOf();
  const report = await analytics().report(scope);
  expect(report.summary).toEqual(await analytics().summary(scope));
  expect(report.series).toEqual(await analytics().series(scope));
  for (const by of DIMENSIONS) expect(report.by[by]).toEqual(await analytics().breakdown(scope, by));
});

test('an empty period has figures of nothing', async () => {
  const report = await analytics().report(scopeOf({ from: '2020-01-01', to: '2020-01-02' }));
  expect(report.summary).toMatchObject({
    registered: 0,
    backlog: 0,
    rating: null,
    toClose: { median: null },
  });
  expect(report.series).toHaveLength(2);
  expect(report.by.agent).toEqual([]);
});
