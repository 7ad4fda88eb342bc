import { afterAll, beforeAll, expect, it } from 'vitest';
import { appendEvents, listTimeline, toStoredEvent } from '../events.ts';
import { openTestHouse, rememberingOutbound, type TestHouse } from '../house.fixture.ts';
import { addIncident, addPeople, addRequest } from '../sla/incident.fixture.ts';
import { planRound } from './planRound.ts';
import { noticePolicy } from './policy.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
  await addPeople(house.ctx.db);
  house.ctx.senders.set('chat', rememberingOutbound());
  house.ctx.senders.set('email', rememberingOutbound({ choices: 'none' }));
});
afterAll(() => house.close());

const plan = (events: Parameters<typeof planRound>[2]) =>
  house.ctx.db.transaction().execute((trx) => planRound(house.ctx, trx, events, noticePolicy(house.ctx)));
const putAside = async () => (await house.ctx.metrics.noticesPutAside.get()).values[0]?.value ?? 0;

it('an event that cannot be planned is put aside where a person sees it, and stops no other', async () => {
  const { db } = house.ctx;
  const before = await addRequest(db);
  const broken = await addIncident(db);
  const after = await addRequest(db);
  await db.transaction().execute((trx) =>
    appendEvents(trx, [
      { type: 'servicerequest.opened', serviceRequestId: before },
      {
        type: 'sla.warned',
        serviceRequestId: broken.requestId,
        incidentId: broken.id,
        data: { dueAt: 'soon' },
      },
      { type: 'servicerequest.opened', serviceRequestId: after },
    ]),
  );
  const rows = await db.selectFrom('event').selectAll().orderBy('id').execute();
  expect(await plan(rows.map(toStoredEvent))).toHaveLength(2);
  const notices = await db.selectFrom('notification').select('servicerequest_id').orderBy('id').execute();
  expect(notices.map((each) => each.servicerequest_id)).toEqual([before, after]);
  expect((await listTimeline(db, broken.requestId)).at(-1)).toMatchObject({
    type: 'notification.failed',
    incidentId: broken.id,
    data: { code: 'notice.unplannable', afterEvent: rows[1]?.id },
  });
  expect(await putAside()).toBe(1);
});

it('a store that is in the way fails the round as a whole', async () => {
  const { db } = house.ctx;
  const away = Object.assign(new Error('deadlock detected'), { code: '40P01' });
  const policy = noticePolicy(house.ctx);
  const senders = new Proxy(policy.senders, {
    get: () => {
      throw away;
    },
  });
  const requestId = await addRequest(db);
  await db
    .transaction()
    .execute((trx) => appendEvents(trx, [{ type: 'servicerequest.opened', serviceRequestId: requestId }]));
  const events = await listTimeline(db, requestId);
  const round = db.transaction().execute((trx) => planRound(house.ctx, trx, events, { ...policy, senders }));
  await expect(round).rejects.toBe(away);
  expect(await listTimeline(db, requestId)).toHaveLength(1);
});
