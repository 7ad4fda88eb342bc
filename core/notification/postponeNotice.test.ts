import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestHouse, rememberingOutbound, type TestHouse } from '../house.fixture.ts';
import { addRequest } from '../sla/incident.fixture.ts';
import { sendNotice } from './sendNotice.ts';

let house: TestHouse;
const sms = rememberingOutbound({ byPhone: true, choices: 'none' });
beforeAll(async () => {
  house = await openTestHouse({ NOTICE_PER_NUMBER_HOUR: 1 });
  house.ctx.senders.set('sms', sms);
});
afterAll(() => house.close());

/** Two of a kind to one phone, where one an hour may go. @returns the second, after both were to be sent. */
async function second(template: string, phone: string, changes = {}) {
  const { db } = house.ctx;
  const ids = [uuid(), uuid()];
  for (const id of ids) {
    await db
      .insertInto('notification')
      .values({
        id,
        event_id: id === ids[0] ? '1' : '2',
        servicerequest_id: await addRequest(db),
        recipient: 'customer',
        channel: 'sms',
        address: phone,
        template,
        params: JSON.stringify({ number: 'SR-1', massIncident: 'MI-1', title: 'x', text: 'y' }),
        ...changes,
      })
      .execute();
    await sendNotice(house.ctx, id);
  }
  return db
    .selectFrom('notification')
    .selectAll()
    .where('id', '=', ids[1] ?? '')
    .executeTakeFirstOrThrow();
}

it('the end of a mass incident waits for the limit to count afresh, and goes out then', async () => {
  const notice = await second('outageClosed', '+79160000001');
  expect(notice).toMatchObject({ state: 'PENDING', attempts: 0, last_error: 'guard.number_hour' });
  expect(notice.not_before.getMinutes()).toBe(0);
  expect(notice.not_before.getTime()).toBeGreaterThan(Date.now());
  const { db } = house.ctx;
  await db.deleteFrom('notice_spending').execute();
  await db
    .updateTable('notification')
    .set({ not_before: new Date(0) })
    .where('id', '=', notice.id)
    .execute();
  await sendNotice(house.ctx, notice.id);
  expect(sms.sent.at(-1)).toMatchObject({ id: notice.id, text: expect.stringContaining('MI-1') });
});

it('any other notice is refused by it for good, and so is one that has waited for days', async () => {
  expect(await second('closed', '+79160000002')).toMatchObject({ state: 'FAILED' });
  const old = { created_at: new Date(Date.now() - 4 * 86_400_000) };
  expect(await second('outageClosed', '+79160000003', old)).toMatchObject({ state: 'FAILED' });
});
