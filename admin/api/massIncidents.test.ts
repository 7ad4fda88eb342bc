import { afterAll, beforeAll, expect, it } from 'vitest';
import { finishClosings } from '../../core/mass-incident/finishClosings.ts';
import { MassIncident, MassIncidentPage } from './schemas/massIncident.ts';
import { SlaPolicyPage } from './schemas/sla.ts';
import { readAnswer } from './testing/client.ts';
import { startHouse, type TestHouse } from './testing/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.stop());

const PATH = '/mass-incidents';
const TOLD = { ru: 'Авария на сети.', en: 'An outage.' };
const DECLARED = { serviceId: 'svc-internet', title: 'Нет интернета', told: TOLD };

it('a mass incident is declared, seen by agents while it lasts, and closed with its requests', async () => {
  const { requestId } = await house.receiveFor('anna');
  await house.refused(403, PATH, 'anna', DECLARED);
  const made = await readAnswer(MassIncident, await house.call(PATH, 'vera', DECLARED), 201);
  expect(made).toMatchObject({ state: 'OPEN', attached: 1, stillOpen: 1, openedBy: 'u-vera' });
  expect((await house.refused(409, PATH, 'system', DECLARED)).code).toBe('massincident.active');
  const one = `${PATH}/${made.id}`;
  expect((await house.read(MassIncidentPage, `${PATH}?state=OPEN`, 'anna')).items).toEqual([made]);

  const correction = { baseVersion: 1, title: 'Нет сети', told: { ru: 'Чиним.' } };
  await house.refused(403, `${one}/correct`, 'anna', correction);
  await house.refused(400, `${one}/correct`, 'vera', { ...correction, title: ' ' });
  const corrected = await house.read(MassIncident, `${one}/correct`, 'vera', correction);
  expect(corrected).toMatchObject({ title: 'Нет сети', told: { ru: 'Чиним.', en: '' }, version: 2 });
  expect((await house.refused(409, `${one}/correct`, 'vera', correction)).code).toBe(
    'massincident.corrected',
  );

  const end = { baseVersion: 2, resolution: { ru: 'Починили.' } };
  await house.refused(403, `${one}/close`, 'anna', end);
  await house.refused(409, `${one}/dismiss`, 'vera', { baseVersion: 1 });
  await house.refused(409, `${one}/close`, 'vera', { ...end, baseVersion: 7 });
  await house.refused(400, `${one}/close`, 'vera', { ...end, resolution: { ru: ' ' } });
  const closing = await house.read(MassIncident, `${one}/close`, 'vera', end);
  expect(closing).toMatchObject({ state: 'CLOSING', resolution: { ru: 'Починили.', en: '' } });
  while (await finishClosings(house.ctx));
  expect(await house.read(MassIncident, one)).toMatchObject({ state: 'CLOSED', attached: 1, stillOpen: 0 });
  await house.refused(404, one, 'anna');
  const request = await house.db
    .selectFrom('servicerequest')
    .select(['status', 'close_reason'])
    .where('id', '=', requestId)
    .executeTakeFirstOrThrow();
  expect(request).toEqual({ status: 'CLOSED', close_reason: 'RESOLVED' });
});

it('a proposal is hidden from agents, and accepted or dismissed by supervisors', async () => {
  const propose = async (area: string) => {
    const row = await house.db
      .insertInto('mass_incident')
      .values({
        id: crypto.randomUUID(),
        service_id: 'svc-billing',
        area,
        state: 'PROPOSED',
        detected: JSON.stringify({ count: 12, windowMinutes: 15, baseline: 1 }),
        began_at: new Date(),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return `${PATH}/${row.id}`;
  };
  const [first, second] = [await propose('Химки'), await propose('Тверь')];
  await house.refused(404, first, 'anna');
  const accept = { baseVersion: 1, title: 'Счета', told: TOLD, area: 'Химки' };
  await house.refused(403, `${first}/open`, 'anna', accept);
  expect(await house.read(MassIncident, `${first}/open`, 'dina', accept)).toMatchObject({
    state: 'OPEN',
    area: 'Химки',
  });
  const elsewhere = await house.refused(409, `${second}/open`, 'dina', accept);
  expect(elsewhere.code).toBe('massincident.area_unknown');
  const twice = await house.refused(409, `${second}/open`, 'dina', { ...accept, unknownArea: true });
  expect(twice.code).toBe('massincident.active');
  const dismissed = await house.read(MassIncident, `${second}/dismiss`, 'dina', { baseVersion: 1 });
  expect(dismissed).toMatchObject({ state: 'DISMISSED', dismissedBy: 'u-dina' });
});

it('terms of service are listed', async () => {
  const { items } = await house.read(SlaPolicyPage, '/sla/policies', 'anna');
  expect(items.find((each) => each.priority === 'NORMAL')).toMatchObject({
    serviceId: null,
    resolveMinutes: 960,
    calendarId: 'office',
  });
});
