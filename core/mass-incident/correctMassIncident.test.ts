import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listTimeline } from '../events.ts';
import { mergeRequests } from '../service-request/mergeRequests.ts';
import { closeMassIncident } from './closeMassIncident.ts';
import { type Correction, correctMassIncident } from './correctMassIncident.ts';
import { ANNA, DINA, type MassHouse, minutesAgo, openMassHouse, VERA, WORDS } from './massHouse.fixture.ts';
import { getMassIncident } from './readMassIncidents.ts';

let house: MassHouse;
beforeAll(async () => {
  house = await openMassHouse();
});
afterAll(() => house.close());
beforeEach(() => house.empty());

const NEW = { ru: 'Чиним до 21:00.', en: 'Repaired by 21:00.' };
const correct = (id: string, change: Partial<Correction> = {}, actor = VERA) =>
  correctMassIncident(house.ctx, actor, {
    id,
    baseVersion: 1,
    title: WORDS.title,
    told: NEW,
    tellAgain: true,
    ...change,
  });
const corrections = async () =>
  (await house.notices('outageCorrected')).map((each) => each.servicerequest_id);
const timeline = async (requestId: string) =>
  (await listTimeline(house.ctx.db, requestId)).map((event) => event.type);

describe('a correction', () => {
  it('is told again to each customer once, and to those who come later as it stands', async () => {
    await house.ask(1, minutesAgo(3), { customer_id: 'c-0' });
    const [newest = ''] = await house.ask(1, minutesAgo(2), { customer_id: 'c-0' });
    const [other = ''] = await house.ask(1, minutesAgo(2), { customer_id: 'c-1', language: 'en' });
    const id = await house.declare();
    await house.planAll();
    // Not told yet when the words change: he hears the new ones and nothing else.
    const [late = ''] = await house.ask(1, minutesAgo(1), { customer_id: 'c-2', mass_incident_id: id });
    expect(await correct(id)).toBe(2);
    await house.planAll();
    await house.planAll();
    expect((await corrections()).sort()).toEqual([newest, other].sort());
    const english = (await house.notices('outageCorrected')).find((each) => each.servicerequest_id === other);
    expect(english?.params).toMatchObject({ text: NEW.en });
    expect(await timeline(newest)).toContain('servicerequest.outage_corrected');
    expect(await timeline(late)).not.toContain('servicerequest.outage_corrected');
    const mass = await getMassIncident(house.ctx.db, VERA, id);
    expect(mass).toMatchObject({ told: NEW, version: 2, correctedAt: expect.any(Date) });
    const event = await house.ctx.db
      .selectFrom('event')
      .select(['actor', 'data'])
      .where('type', '=', 'massincident.corrected')
      .where('subject', '=', `massincident:${id}`)
      .executeTakeFirstOrThrow();
    expect(event).toMatchObject({ actor: 'vera', data: { version: 2, before: { told: WORDS.told } } });
    // A second one is another one.
    expect(await correct(id, { baseVersion: 2, told: { ru: 'Чиним до 23:00.', en: '' } })).toBe(2);
    await house.planAll();
    expect(await corrections()).toHaveLength(4);
  });

  it('is told to nobody unless the supervisor asks for it, nor where only the title changes', async () => {
    await house.ask(2);
    const id = await house.declare();
    await house.planAll();
    expect(await correct(id, { tellAgain: false })).toBe(0);
    expect(await correct(id, { baseVersion: 2, title: 'Нет сети' })).toBe(0);
    // The same words once more are no change: the version stays.
    expect(await correct(id, { baseVersion: 3, title: 'Нет сети' })).toBe(0);
    await house.planAll();
    expect(await corrections()).toEqual([]);
    expect(await getMassIncident(house.ctx.db, VERA, id)).toMatchObject({ version: 3, title: 'Нет сети' });
  });

  it('rewords what waits for the morning, and does not tell it twice', async () => {
    await house.ask(1);
    const id = await house.declare();
    await house.planAll();
    const morning = new Date(Date.now() + 3_600_000);
    await house.ctx.db.updateTable('notification').set({ not_before: morning }).execute();
    expect(await correct(id)).toBe(0);
    await house.planAll();
    expect(await house.notices('outageTold')).toMatchObject([{ params: { text: NEW.ru } }]);
    expect(await corrections()).toEqual([]);
  });

  it('of two at the same moment one is refused, and so is one of what is over or not one’s own', async () => {
    await house.ask(1);
    const id = await house.declare();
    const both = await Promise.allSettled([
      correct(id),
      correct(id, { told: { ru: 'Другое.', en: '' } }, DINA),
    ]);
    const refused = both.filter((each) => each.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toMatchObject({ code: 'massincident.corrected' });
    await expect(correct(id, { baseVersion: 2 }, ANNA)).rejects.toMatchObject({
      code: 'setting.supervisors',
    });
    await expect(correct(id, { baseVersion: 2, title: ' ' })).rejects.toMatchObject({ field: 'title' });
    await expect(correct(id, { baseVersion: 2, told: { ru: '', en: 'x' } })).rejects.toMatchObject({
      field: 'told',
    });
    const resolution = { ru: 'Починили.', en: '' };
    await closeMassIncident(house.ctx, VERA, { id, baseVersion: 2, resolution });
    await expect(correct(id, { baseVersion: 3 })).rejects.toMatchObject({ code: 'massincident.moved' });
  });

  it('reaches a customer whose told request was merged into another', async () => {
    const [from = ''] = await house.ask(1, minutesAgo(2), { customer_id: 'c-0', status: 'TRIAGE' });
    const id = await house.declare();
    const [into = ''] = await house.ask(1, minutesAgo(90), { customer_id: 'c-0', status: 'TRIAGE' });
    await house.planAll();
    await mergeRequests(house.ctx, VERA, { fromId: from, intoId: into });
    expect(await correct(id)).toBe(1);
    await house.planAll();
    expect(await house.notices('outageTold')).toHaveLength(1);
    expect(await corrections()).toEqual([into]);
  });
});
