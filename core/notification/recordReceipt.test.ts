import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeliveryReceipt } from '../channel.ts';
import { createDb, createPool } from '../db/db.ts';
import { Unavailable } from '../errors.ts';
import { listTimeline } from '../events.ts';
import { openTestHouse, rememberingOutbound, type TestHouse } from '../house.fixture.ts';
import { listNotices } from './readNotices.ts';
import { recordReceipt } from './recordReceipt.ts';
import { sendNotice } from './sendNotice.ts';

let house: TestHouse;
let eventId = 0;
let provider = 0;
beforeAll(async () => {
  house = await openTestHouse({ NOTICE_FALLBACK: ['text'] });
});
afterAll(() => house.close());

async function notice(beforeAnswer: (providerId: string, id: string) => Promise<void> = async () => {}) {
  const requestId = uuid();
  const id = uuid();
  await house.ctx.db
    .insertInto('servicerequest')
    .values({
      id: requestId,
      status: 'TRIAGE',
      channel: 'chat',
      account: 'bot',
      phone: '+79160000001',
      phone_kind: 'e164',
    })
    .execute();
  eventId += 1;
  await house.ctx.db
    .insertInto('notification')
    .values({
      id,
      event_id: eventId,
      servicerequest_id: requestId,
      recipient: 'customer',
      channel: 'chat',
      address: '42',
      template: 'registered',
      params: JSON.stringify({ number: 'SR-1' }),
    })
    .execute();
  provider += 1;
  const providerId = `provider-${provider}`;
  const send = async () => {
    await beforeAnswer(providerId, id);
    return { providerId };
  };
  house.ctx.senders.set('chat', rememberingOutbound({ send }));
  house.ctx.senders.set('text', rememberingOutbound());
  await sendNotice(house.ctx, id);
  return { id, requestId, providerId };
}
const receipt = (changes: Partial<DeliveryReceipt>): DeliveryReceipt => ({
  messageId: null,
  providerId: null,
  state: 'DELIVERED',
  code: null,
  at: new Date(),
  ...changes,
});
const record = (changes: Partial<DeliveryReceipt>) => recordReceipt(house.ctx, 'chat', receipt(changes));
const states = async (requestId: string) =>
  (await listNotices(house.ctx.db, requestId)).map(({ channel, state, error }) => ({
    channel,
    state,
    error,
  }));
const told = async (requestId: string) =>
  (await listTimeline(house.ctx.db, requestId)).map((each) => each.type);

describe('a delivery receipt', () => {
  it.each(['ours', 'the provider’s'])('by %s id delivers the notice, once', async (whose) => {
    const { id, requestId, providerId } = await notice();
    const key = whose === 'ours' ? { messageId: id } : { providerId };
    await record(key);
    await record(key);
    expect(await states(requestId)).toMatchObject([{ state: 'DELIVERED' }]);
    expect(await told(requestId)).toEqual(['notification.sent', 'notification.delivered']);
  });

  it('of a failure sends the customer the next way, and is shown with its code', async () => {
    const { requestId, providerId } = await notice();
    await record({ providerId, state: 'FAILED', code: '27' });
    expect(await states(requestId)).toEqual([
      { channel: 'chat', state: 'FAILED', error: 'undelivered.27' },
      { channel: 'text', state: 'PENDING', error: null },
    ]);
  });

  it('that overtakes our own commit is kept for it', async () => {
    const early = (providerId: string) => record({ providerId });
    const { requestId } = await notice(early);
    expect(await states(requestId)).toMatchObject([{ state: 'DELIVERED' }]);
    const left = await house.ctx.db.selectFrom('early_receipt').selectAll().execute();
    expect(left).toEqual([]);
  });

  it('by our id that overtakes our own commit ends the notice', async () => {
    const { requestId } = await notice((_, id) => record({ messageId: id }));
    expect(await states(requestId)).toMatchObject([{ state: 'DELIVERED' }]);
  });

  it('racing with our commit is never lost', async () => {
    for (let round = 0; round < 20; round += 1) {
      let racing: Promise<void> | undefined;
      const { requestId } = await notice(async (providerId) => {
        racing = record({ providerId });
      });
      await racing;
      expect(await states(requestId)).toMatchObject([{ state: 'DELIVERED' }]);
    }
  });

  it('after the end changes nothing', async () => {
    const { requestId, providerId } = await notice();
    await record({ providerId });
    await record({ providerId, state: 'FAILED' });
    expect(await states(requestId)).toEqual([{ channel: 'chat', state: 'DELIVERED', error: null }]);
  });

  it.each([{ messageId: uuid() }, { messageId: "'; drop" }, {}])(
    'of nothing of ours is taken: %j',
    async (key) => {
      await expect(record(key)).resolves.toBeUndefined();
    },
  );

  it('waits outside while the store is away', async () => {
    const pool = createPool('postgres://nobody@127.0.0.1:1/none', { max: 1, onError: () => {} });
    const away = { ...house.ctx, db: createDb(pool) };
    await expect(recordReceipt(away, 'chat', receipt({ providerId: 'x' }))).rejects.toBeInstanceOf(
      Unavailable,
    );
    await pool.end();
  });
});
