import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { mergeRequests } from '../service-request/mergeRequests.ts';
import { unmergeRequest } from '../service-request/unmergeRequest.ts';
import { addIncident } from '../sla/incident.fixture.ts';
import { closeMassIncident } from './closeMassIncident.ts';
import { finishClosings } from './finishClosings.ts';
import { type MassHouse, minutesAgo, openMassHouse, VERA } from './massHouse.fixture.ts';
import { getMassIncident } from './readMassIncidents.ts';

let house: MassHouse;
beforeAll(async () => {
  house = await openMassHouse();
});
afterAll(() => house.close());
beforeEach(() => house.empty());

/** An older request of a customer and a newer one, which is part of an outage he was told of. */
async function outage() {
  const [intoId = ''] = await house.ask(1, minutesAgo(600));
  const [fromId = ''] = await house.ask(1, minutesAgo(1));
  for (const requestId of [intoId, fromId]) await addIncident(house.ctx.db, { servicerequest_id: requestId });
  const id = await house.declare();
  await house.planAll();
  expect(await house.attachedTo(id)).toEqual([fromId]);
  await mergeRequests(house.ctx, VERA, { fromId, intoId });
  return { id, fromId, intoId };
}
const end = async (id: string) => {
  const { version } = await getMassIncident(house.ctx.db, VERA, id);
  const resolution = { ru: 'Починили', en: '' };
  await closeMassIncident(house.ctx, VERA, { id, baseVersion: version, resolution });
  while (await finishClosings(house.ctx));
};
const read = (id: string) =>
  house.ctx.db
    .selectFrom('servicerequest')
    .select(['status', 'mass_incident_id'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();

it('whoever was told of an outage hears its end once, though his request was merged', async () => {
  const { id, intoId } = await outage();
  await end(id);
  await house.planAll();
  expect(await read(intoId)).toEqual({ status: 'CLOSED', mass_incident_id: id });
  expect(await house.notices('outageClosed')).toMatchObject([{ servicerequest_id: intoId }]);
});

it('parted again while it lasts, each is what it was', async () => {
  const { id, fromId, intoId } = await outage();
  await unmergeRequest(house.ctx, VERA, { requestId: fromId });
  expect(await house.attachedTo(id)).toEqual([fromId]);
  expect(await read(intoId)).toEqual({ status: 'IN_PROGRESS', mass_incident_id: null });
});

it('parted again when it is over, what opens is no part of it', async () => {
  const { id, fromId } = await outage();
  await end(id);
  await unmergeRequest(house.ctx, VERA, { requestId: fromId });
  expect(await read(fromId)).toEqual({ status: 'IN_PROGRESS', mass_incident_id: null });
});
