import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closePool } from '../db/closePool.ts';
import { createDb, createPool } from '../db/db.ts';
import { addIncident } from '../sla/incident.fixture.ts';
import { detachRequest } from './attachByHand.ts';
import { attachMissed } from './attachMatching.ts';
import { closeMassIncident } from './closeMassIncident.ts';
import { finishClosings } from './finishClosings.ts';
import { type MassHouse, minutesAgo, openMassHouse, VERA, WORDS } from './massHouse.fixture.ts';

let house: MassHouse;
beforeAll(async () => {
  house = await openMassHouse();
});
afterAll(() => house.close());
beforeEach(() => house.empty());
const all = () => house.ctx.db.selectFrom('mass_incident').selectAll().orderBy('created_at').execute();
const RESOLUTION = { ru: 'Кабель восстановлен.', en: 'The cable is repaired.' };

describe('its end', () => {
  const close = (id: string) =>
    closeMassIncident(house.ctx, VERA, { id, baseVersion: 1, resolution: RESOLUTION });
  const stillOpen = async () => {
    const { count } = await house.ctx.db
      .selectFrom('servicerequest')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .where('status', '<>', 'CLOSED')
      .executeTakeFirstOrThrow();
    return Number(count);
  };

  it('closes all 300 once, through a crash in the middle and two processes at a time', async () => {
    const { db } = house.ctx;
    for (let index = 0; index < 300; index += 1) await addIncident(db);
    const { requestId: kept } = await addIncident(db);
    const id = await house.declare();
    await detachRequest(house.ctx, VERA, { requestId: kept });
    await close(id);
    const pool = createPool(await urlOf(house), { max: 2, onError: () => {} });
    const dying = { db: createDb(pool), log: pino({ level: 'silent' }) };
    expect(await finishClosings(dying)).toBe(true);
    const interrupted = finishClosings(dying).catch(() => false);
    await closePool(pool);
    await interrupted;
    expect(await stillOpen()).toBeGreaterThan(1);
    expect(await stillOpen()).toBeLessThan(301);

    const work = async () => {
      while (await finishClosings(house.ctx));
    };
    await Promise.all([work(), work()]);
    const state = async () => {
      await work();
      return (await all())[0]?.state;
    };
    await expect.poll(state).toBe('CLOSED');
    expect(await stillOpen()).toBe(1);
    const closed = await db
      .selectFrom('event')
      .select(({ fn }) => ['type', fn.countAll<string>().as('count')])
      .where('type', 'in', ['servicerequest.closed', 'incident.closed', 'massincident.closed'])
      .groupBy('type')
      .orderBy('type')
      .execute();
    expect(closed).toEqual([
      { type: 'incident.closed', count: '300' },
      { type: 'massincident.closed', count: '1' },
      { type: 'servicerequest.closed', count: '300' },
    ]);
    await house.planAll();
    const told = await house.notices('outageClosed');
    expect(new Set(told.map((each) => each.servicerequest_id)).size).toBe(300);
    expect(told).toHaveLength(300);
    expect(told[0]?.params).toMatchObject({
      massIncident: (await all())[0]?.number,
      title: WORDS.title,
      text: RESOLUTION.ru,
    });
    expect(await house.notices('managerClosed')).toEqual([]);
    expect(await house.notices('managerMassClosed')).toMatchObject([
      { address: 'vera@example.org', servicerequest_id: null, params: { count: '300' } },
    ]);
  }, 120_000);

  it('takes in requests that have no incident, and leaves alone those taken out', async () => {
    await house.ask(1, minutesAgo(1), { status: 'TRIAGE', customer_id: null });
    const [out = ''] = await house.ask(1, minutesAgo(1), { status: 'ORDERING' });
    const id = await house.declare();
    await detachRequest(house.ctx, VERA, { requestId: out });
    await close(id);
    while (await finishClosings(house.ctx));
    const rows = await house.ctx.db
      .selectFrom('servicerequest')
      .select(['id', 'status', 'close_reason'])
      .orderBy('status')
      .execute();
    expect(rows).toMatchObject([
      { status: 'CLOSED', close_reason: 'RESOLVED' },
      { id: out, status: 'ORDERING' },
    ]);
  });

  it('needs words, and an open one', async () => {
    const id = await house.declare();
    const empty = { id, baseVersion: 1, resolution: { ru: ' ', en: '' } };
    await expect(closeMassIncident(house.ctx, VERA, empty)).rejects.toMatchObject({ field: 'resolution' });
    await close(id);
    await expect(close(id)).rejects.toMatchObject({ code: 'massincident.moved' });
    // Nothing joins what is over.
    await house.ask(1);
    expect(await attachMissed(house.ctx.db)).toBe(0);
    while (await finishClosings(house.ctx));
    expect((await all())[0]?.state).toBe('CLOSED');
  });
});

/** A connection to the house's own database for another process. */
async function urlOf({ ctx }: MassHouse): Promise<string> {
  const server = new URL(process.env.TEST_POSTGRES_URL ?? '');
  const row = await ctx.db
    .selectNoFrom(({ fn }) => fn<string>('current_database').as('name'))
    .executeTakeFirstOrThrow();
  server.pathname = `/${row.name}`;
  return server.href;
}
