import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inboundContact } from '../contact/contact.fixture.ts';
import { workContact } from '../contact/workContact.ts';
import type { Trx } from '../db/db.ts';
import { listTimeline } from '../events.ts';
import { addIncident, addRequest } from '../sla/incident.fixture.ts';
import { areasLike, listAreas } from './areas.ts';
import { attachRequest, detachRequest } from './attachByHand.ts';
import { attachMissed } from './attachMatching.ts';
import { closeMassIncident } from './closeMassIncident.ts';
import { detectSpikes } from './detectSpikes.ts';
import { dismissMassIncident } from './dismissMassIncident.ts';
import {
  ANNA,
  DINA,
  GLEB,
  type MassHouse,
  minutesAgo,
  openMassHouse,
  TOLD,
  VERA,
  WORDS,
} from './massHouse.fixture.ts';
import { declareMassIncident, openMassIncident } from './openMassIncident.ts';
import { previewDeclaration } from './previewDeclaration.ts';
import { readKnownOutages } from './readKnownOutages.ts';
import { getMassIncident, listMassIncidents, listMassRequests } from './readMassIncidents.ts';

let house: MassHouse;
beforeAll(async () => {
  house = await openMassHouse();
});
afterAll(() => house.close());
beforeEach(() => house.empty());
const open = (id: string) => openMassIncident(house.ctx, VERA, { id, baseVersion: 1, ...WORDS });
const FIRST = { limit: 200 };
const RESOLUTION = { ru: 'Кабель восстановлен.', en: '' };

describe('opening and closing one', () => {
  it('waits for nobody who locks its requests in the order of their ids', async () => {
    const { db } = house.ctx;
    const ids = (await house.ask(2)).sort();
    const [first = '', second = ''] = ids;
    // Touched since, its row lies behind the other's.
    await db
      .updateTable('servicerequest')
      .set({ text: 'x'.repeat(3000) })
      .where('id', '=', first)
      .execute();
    const lock = (trx: Trx, id: string) =>
      trx.selectFrom('servicerequest').select('id').where('id', '=', id).forUpdate().execute();
    let opening: Promise<unknown> = Promise.resolve();
    await db.transaction().execute(async (trx) => {
      await lock(trx, first);
      opening = house.declare();
      await expect.poll(() => isWaited()).toBe(true);
      await lock(trx, second);
    });
    expect(await house.attachedTo(String(await opening))).toEqual(ids);
  });

  const isWaited = async () => {
    const { rows } = await sql<{ waits: boolean }>`
      select exists (select 1 from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock') as waits`.execute(house.ctx.db);
    return rows[0]?.waits;
  };

  it('tells at once that one is over, before the last request is closed', async () => {
    const id = await house.declare();
    const { version } = await getMassIncident(house.ctx.db, VERA, id);
    await closeMassIncident(house.ctx, VERA, { id, baseVersion: version, resolution: RESOLUTION });
    const late = closeMassIncident(house.ctx, VERA, { id, baseVersion: version, resolution: RESOLUTION });
    await expect(late).rejects.toMatchObject({ code: 'massincident.moved' });
    const told = await house.ctx.db
      .selectFrom('event')
      .select(['type', 'actor'])
      .where('subject', '=', `massincident:${id}`)
      .orderBy('id')
      .execute();
    expect(told).toEqual([
      { type: 'massincident.opened', actor: 'vera' },
      { type: 'massincident.closing', actor: 'vera' },
    ]);
  });
});

describe('an accepted one', () => {
  it('takes in the open requests since the spike began, and no others', async () => {
    const ids = await house.ask(12);
    await house.ask(1, minutesAgo(60));
    await house.ask(1, minutesAgo(1), { service_id: 'svc-billing' });
    await house.ask(1, minutesAgo(1), { status: 'CLOSED', close_reason: 'RESOLVED', closed_at: new Date() });
    const [id = ''] = await detectSpikes(house.ctx.db);
    await open(id);
    expect(await house.attachedTo(id)).toEqual(ids.sort());
    const [first = ''] = ids;
    expect((await listTimeline(house.ctx.db, first)).map((event) => event.type)).toEqual([
      'servicerequest.attached',
    ]);
    expect(await detectSpikes(house.ctx.db)).toEqual([]);
    await expect(open(id)).rejects.toMatchObject({ code: 'massincident.moved' });
    await expect(dismissMassIncident(house.ctx, VERA, { id, baseVersion: 2 })).rejects.toMatchObject({
      code: 'massincident.moved',
    });
  });

  it('tells every customer once, those who come later with their registration', async () => {
    const { ctx, customers } = house;
    const [early = ''] = await house.ask(1);
    const id = await house.declare();
    const [customer] = customers;
    if (customer) customer.area = 'Химки';
    const contact = inboundContact({ serviceId: 'svc-internet', address: 'chat-9', thread: 'chat-9' });
    const { contactId } = await ctx.intake.accept('chat', contact);
    const late = (await workContact(ctx, contactId)) ?? '';
    expect(await house.attachedTo(id)).toEqual([early, late].sort());
    const request = await ctx.db
      .selectFrom('servicerequest')
      .select('area')
      .where('id', '=', late)
      .executeTakeFirstOrThrow();
    expect(request.area).toBe('Химки');
    await house.planAll();
    expect(await house.notices('outageTold')).toMatchObject([
      { servicerequest_id: early, params: { text: TOLD.ru } },
    ]);
    expect(await house.notices('registeredOutage')).toMatchObject([
      { servicerequest_id: late, params: { text: TOLD.ru } },
    ]);
    expect(await house.notices('registered')).toEqual([]);
  });

  it('of one area takes in the requests of that area alone', async () => {
    const [here = ''] = await house.ask(1, minutesAgo(1), { area: 'Химки' });
    await house.ask(1, minutesAgo(1), { area: 'Тверь' });
    await house.ask(1);
    const id = await house.declare({ area: ' Химки ' });
    expect(await house.attachedTo(id)).toEqual([here]);
    const known = (area: string | null) =>
      readKnownOutages(house.ctx.db, { serviceId: 'svc-internet', area });
    expect(await known('Химки')).toMatchObject([{ id, told: TOLD }]);
    expect(await known('Тверь')).toEqual([]);
    expect(await known(null)).toHaveLength(1);
    expect(await readKnownOutages(house.ctx.db, { serviceId: 'svc-tv', area: null })).toEqual([]);
    // The area was found out later.
    await house.ctx.db.updateTable('servicerequest').set({ area: 'Химки' }).execute();
    expect(await attachMissed(house.ctx.db)).toBe(2);
  });

  it('is of an area that is known, however that is typed; of another only where that is said', async () => {
    const [here = ''] = await house.ask(1, minutesAgo(1), { area: 'Москва, Щёлковский район' });
    await house.ask(2, minutesAgo(1), { area: 'Тверь' });
    const { db } = house.ctx;
    expect(await listAreas(db)).toEqual(['Москва, Щёлковский район', 'Тверь']);
    const preview = (area: string | null, unknownArea?: boolean) =>
      previewDeclaration(house.ctx, VERA, {
        ...WORDS,
        ...{ area, unknownArea, serviceId: 'svc-internet', beganAt: minutesAgo(5) },
      });
    expect(await preview(' москва,  щелковский РАЙОН')).toMatchObject({
      area: 'Москва, Щёлковский район',
      requests: 1,
      customers: 1,
    });
    expect(await preview(null)).toMatchObject({ area: null, requests: 3, customers: 2 });
    await expect(preview('Щёлковский район')).rejects.toMatchObject({ code: 'massincident.area_unknown' });
    expect(areasLike(await listAreas(db), 'щелковский')).toEqual(['Москва, Щёлковский район']);
    expect(await preview('Марс', true)).toMatchObject({ area: 'Марс', requests: 0 });
    await expect(house.declare({ area: 'Марс' })).rejects.toMatchObject({
      code: 'massincident.area_unknown',
    });
    await db
      .updateTable('servicerequest')
      .set({ area: 'МОСКВА, Щелковский район ' })
      .where('id', '=', here)
      .execute();
    await house.ask(1, minutesAgo(1), { area: 'Москва, Щёлковский район' });
    const id = await house.declare({ area: 'москва, щёлковский район' });
    expect(await house.attachedTo(id)).toHaveLength(2);
  });

  it('is the only one for its service and area', async () => {
    await house.declare();
    await expect(house.declare()).rejects.toMatchObject({ code: 'massincident.active' });
    await house.declare({ area: 'Химки', unknownArea: true });
    await expect(house.declare({ title: ' ' })).rejects.toMatchObject({ field: 'title' });
    await expect(house.declare({ told: { ru: '', en: 'x' } })).rejects.toMatchObject({ field: 'told' });
    await expect(house.declare({ serviceId: 'svc-none' })).rejects.toMatchObject({ field: 'serviceId' });
  });

  it('lets go what a person takes out, and no machine takes it back', async () => {
    const { db } = house.ctx;
    const { requestId } = await addIncident(db);
    const id = await house.declare();
    expect(await house.attachedTo(id)).toEqual([requestId]);
    await expect(detachRequest(house.ctx, GLEB, { requestId })).rejects.toMatchObject({
      code: 'servicerequest.not_found',
    });
    await detachRequest(house.ctx, ANNA, { requestId });
    expect(await attachMissed(db)).toBe(0);
    await expect(detachRequest(house.ctx, ANNA, { requestId })).rejects.toMatchObject({
      code: 'massincident.not_attached',
    });
    await attachRequest(house.ctx, ANNA, { requestId, massIncidentId: id });
    expect(await house.attachedTo(id)).toEqual([requestId]);
    expect((await listTimeline(db, requestId)).map((event) => event.type)).toEqual([
      'servicerequest.attached',
      'servicerequest.detached',
      'servicerequest.attached',
    ]);
  });
});

describe('who sees and may', () => {
  it('supervisors see all and decide, agents see what is going on and decide nothing', async () => {
    const { ctx } = house;
    await house.ask(12);
    const [proposed = ''] = await detectSpikes(ctx.db);
    await expect(getMassIncident(ctx.db, ANNA, proposed)).rejects.toMatchObject({
      code: 'massincident.not_found',
    });
    const accept = { id: proposed, baseVersion: 1, ...WORDS };
    await expect(openMassIncident(ctx, ANNA, accept)).rejects.toMatchObject({
      code: 'massincident.not_found',
    });
    await open(proposed);
    expect((await listMassIncidents(ctx.db, ANNA, {}, FIRST)).items).toMatchObject([{ id: proposed }]);
    for (const verb of [
      () => openMassIncident(ctx, ANNA, accept),
      () => declareMassIncident(ctx, ANNA, { serviceId: 'svc-internet', ...WORDS }),
      () => dismissMassIncident(ctx, ANNA, { id: proposed, baseVersion: 2 }),
      () => closeMassIncident(ctx, ANNA, { id: proposed, baseVersion: 2, resolution: RESOLUTION }),
    ]) {
      await expect(verb()).rejects.toMatchObject({ code: 'setting.supervisors' });
    }
    expect((await listMassIncidents(ctx.db, DINA, { states: ['OPEN'] }, FIRST)).items).toHaveLength(1);
    expect((await listMassIncidents(ctx.db, { ...GLEB, roles: [] }, {}, FIRST)).items).toEqual([]);
  });

  it('a supervisor is not shown whose request it is where it is not his department’s', async () => {
    const { ctx } = house;
    await addIncident(ctx.db, {
      servicerequest_id: await addRequest(ctx.db, { customer_name: 'Иван Петров', text: 'Нет сети' }),
    });
    const id = await house.declare();
    const shown = async (actor: typeof VERA) => {
      const { items } = await listMassRequests(
        ctx.db,
        actor,
        await getMassIncident(ctx.db, actor, id),
        FIRST,
      );
      return items;
    };
    expect(await shown(VERA)).toMatchObject([{ visible: true, customerName: 'Иван Петров' }]);
    expect(await shown(DINA)).toMatchObject([{ visible: false, customerName: null, text: null }]);
  });
});
