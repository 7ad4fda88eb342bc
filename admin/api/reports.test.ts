import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storePast } from '../../core/analytics/history.fixture.ts';
import { ReportRowPage, ReportSeries, ReportSummary } from './schemas/report.ts';
import { startHouse, type TestHouse } from './testing/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
  const at = (time: string) => `2025-06-02T${time}:00+03:00`;
  const agents = ['u-anna', 'u-anna', 'u-gleb', null];
  for (const [hour, agent] of agents.entries()) {
    await storePast(house.db, {
      at: at(`0${hour}:00`),
      answered: at(`0${hour}:30`),
      closed: at(`1${hour}:00`),
      incident: { agent, due: at('12:30') },
    });
  }
});
afterAll(() => house.stop());

const WEEK = 'from=2025-06-02&to=2025-06-08';

describe('/v1/reports', () => {
  it('tells a system of all', async () => {
    const summary = await house.read(ReportSummary, `/reports/summary?${WEEK}`);
    expect(summary).toMatchObject({
      from: '2025-06-02',
      to: '2025-06-08',
      timeZone: 'Europe/Moscow',
      registered: 4,
      closed: 4,
      kept: 3,
      breached: 1,
      backlog: 0,
      toAnswer: { median: 1800, p90: 1800 },
      toClose: { median: 36_000 },
    });
  });

  it('tells a supervisor of his department and of what nobody has', async () => {
    const of = async (person: 'vera' | 'dina') =>
      (await house.read(ReportSummary, `/reports/summary?${WEEK}`, person)).registered;
    expect([await of('vera'), await of('dina')]).toEqual([3, 2]);
  });

  it('goes step by step', async () => {
    const days = await house.read(ReportSeries, `/reports/series?${WEEK}`);
    expect(days.unit).toBe('day');
    expect(days.points).toHaveLength(7);
    expect(days.points[0]).toMatchObject({ start: '2025-06-01T21:00:00.000Z', byChannel: { sms: 4 } });
    const hours = await house.read(ReportSeries, '/reports/series?from=2025-06-02&to=2025-06-02');
    expect(hours.points.map(({ registered }) => registered).slice(0, 5)).toEqual([1, 1, 1, 1, 0]);
  });

  it('goes by agent, page by page', async () => {
    const first = await house.read(ReportRowPage, `/reports/agents?${WEEK}&limit=2`);
    expect(first.items.map(({ id, name, closed }) => [id, name, closed])).toEqual([
      ['u-anna', 'anna', 2],
      ['u-gleb', 'gleb', 1],
    ]);
    const rest = await house.read(
      ReportRowPage,
      `/reports/agents?${WEEK}&limit=2&cursor=${first.nextCursor}`,
    );
    expect(rest).toMatchObject({ items: [{ id: null, name: null, breached: 1 }], nextCursor: null });
  });

  it.each(['services', 'work-groups'])('goes by %s', async (by) => {
    const { items } = await house.read(ReportRowPage, `/reports/${by}?${WEEK}`);
    expect(items.map(({ registered }) => registered)).toEqual([4]);
  });

  it('filters under the names of the showcase', async () => {
    const count = async (query: string) =>
      (await house.read(ReportSummary, `/reports/summary?${WEEK}&${query}`)).registered;
    expect(await count('agent=u-anna')).toBe(2);
    expect(await count('agent=none')).toBe(1);
    expect(await count('department=u-dina')).toBe(1);
    expect(await count('channel=telegram')).toBe(0);
    expect(await count('state=CLOSED&service=svc-internet&workGroup=internet')).toBe(4);
  });

  it.each([
    ['from=2025-06-09&to=2025-06-02', 'to'],
    ['from=2025-06-09', 'to'],
    ['period=year', 'period'],
    ['channel=pigeon', 'channel'],
    ['agent=nobody', 'agent'],
    ['colour=red', 'colour'],
  ])('refuses %s, naming %s', async (query, field) => {
    const problem = await house.refused(400, `/reports/summary?${query}`);
    expect(JSON.stringify(problem)).toContain(field);
  });

  it('hides other departments from a supervisor, and all of it from agents', async () => {
    await house.refused(400, '/reports/summary?department=u-dina', 'vera');
    await house.refused(400, '/reports/agents?agent=u-gleb', 'vera');
    for (const path of ['summary', 'series', 'agents', 'services', 'work-groups']) {
      await house.refused(403, `/reports/${path}`, 'anna');
    }
  });
});
