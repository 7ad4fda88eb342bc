import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { detectSpikes } from './detectSpikes.ts';
import { dismissMassIncident } from './dismissMassIncident.ts';
import { DINA, type MassHouse, minutesAgo, openMassHouse } from './massHouse.fixture.ts';

let house: MassHouse;
beforeAll(async () => {
  house = await openMassHouse();
});
afterAll(() => house.close());
beforeEach(() => house.empty());
const all = () => house.ctx.db.selectFrom('mass_incident').selectAll().orderBy('created_at').execute();

describe('a spike', () => {
  it('proposes once, however many processes look', async () => {
    await house.ask(12);
    const looks = await Promise.all(Array.from({ length: 4 }, () => detectSpikes(house.ctx.db)));
    expect(looks.flat()).toHaveLength(1);
    expect(await detectSpikes(house.ctx.db)).toEqual([]);
    const [proposed] = await all();
    expect(proposed).toMatchObject({
      state: 'PROPOSED',
      service_id: 'svc-internet',
      area: null,
      detected: { count: 12, windowMinutes: 15, baseline: 0 },
    });
    const events = await house.ctx.db
      .selectFrom('event')
      .select(['type', 'data'])
      .where('subject', '=', `massincident:${proposed?.id}`)
      .execute();
    expect(events).toEqual([
      {
        type: 'massincident.proposed',
        data: { massIncidentId: proposed?.id, number: proposed?.number, serviceId: 'svc-internet' },
      },
    ]);
  });

  it('is measured against the same minutes of the days before', async () => {
    for (let day = 1; day <= 7; day += 1) await house.ask(6, minutesAgo(day * 1440 + 5));
    await house.ask(12);
    expect(await detectSpikes(house.ctx.db)).toEqual([]);
    await house.ask(8, minutesAgo(2), { customer_id: null, phone: null });
    expect(await detectSpikes(house.ctx.db)).toHaveLength(1);
    expect((await all())[0]?.detected).toEqual({ count: 20, windowMinutes: 15, baseline: 6 });
  });

  it('is no spike of one customer who asks again and again, of few, or of old ones', async () => {
    await house.ask(30, minutesAgo(1), { customer_id: 'c-1' });
    await house.ask(9, minutesAgo(1), { service_id: 'svc-billing' });
    await house.ask(30, minutesAgo(40), { service_id: 'svc-tv' });
    await house.ask(30, minutesAgo(1), { service_id: null });
    expect(await detectSpikes(house.ctx.db)).toEqual([]);
  });

  it('names the area where most of it lies', async () => {
    await house.ask(12, minutesAgo(1), { area: 'Химки' });
    await house.ask(2, minutesAgo(1), { area: 'Тверь', customer_id: null, phone: null });
    await detectSpikes(house.ctx.db);
    expect(await all()).toMatchObject([{ area: 'Химки', detected: { count: 12 } }]);
    // What lies elsewhere is another matter, and too little of it.
    expect(await detectSpikes(house.ctx.db)).toEqual([]);
  });

  it('is not proposed again when it was dismissed, unless it doubles or time has passed', async () => {
    await house.ask(12);
    const [id = ''] = await detectSpikes(house.ctx.db);
    await dismissMassIncident(house.ctx, DINA, { id, baseVersion: 1 });
    expect(await detectSpikes(house.ctx.db)).toEqual([]);
    await house.ask(12, minutesAgo(1), { customer_id: null, phone: null });
    expect(await detectSpikes(house.ctx.db)).toHaveLength(1);
    await house.ctx.db.deleteFrom('mass_incident').where('state', '=', 'PROPOSED').execute();
    await house.ctx.db
      .updateTable('mass_incident')
      .set({
        dismissed_at: minutesAgo(61),
        detected: JSON.stringify({ count: 100, windowMinutes: 15, baseline: 0 }),
      })
      .execute();
    expect(await detectSpikes(house.ctx.db)).toHaveLength(1);
  });
});
