import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outbound } from '../channel.ts';
import { houseConfig } from '../config.fixture.ts';
import type { HouseContext } from '../context.ts';
import { openTestStore, type TestStore } from '../db/store.fixture.ts';
import { NoAnswer, Refused } from '../errors.ts';

import { rememberingOutbound } from '../house.fixture.ts';
import { sendNotice } from './sendNotice.ts';

let store: TestStore;
let eventId = 0;
const enqueued: string[] = [];
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

async function notice(phone: string | null = '+79160000001') {
  const requestId = uuid();
  const id = uuid();
  await store.db
    .insertInto('servicerequest')
    .values({ id: requestId, status: 'TRIAGE', channel: 'chat', account: 'bot', phone, phone_kind: 'e164' })
    .execute();
  eventId += 1;
  await store.db
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
  return { id, requestId };
}
type Send = Outbound['send'];
const context = (senders: Record<string, Send>, changes: Partial<Outbound> = {}) =>
  ({
    db: store.db,
    queues: { enqueue: async (_: string, ids: string[]) => void enqueued.push(...ids) },
    senders: new Map(
      Object.entries(senders).map(([name, send]) => [name, { ...rememberingOutbound(changes), send }]),
    ),
    config: houseConfig({ NOTICE_FALLBACK: ['text'] }),
  }) as unknown as HouseContext;
const all = (requestId: string) =>
  store.db
    .selectFrom('notification')
    .select(['channel', 'address', 'state', 'last_error'])
    .where('servicerequest_id', '=', requestId)
    .orderBy('created_at')
    .execute();
const refuse: Send = async () => {
  throw new Refused('chat.refused', 'blocked');
};

describe('sending a notice', () => {
  it('is done once, however many runs want to', async () => {
    const { id, requestId } = await notice();
    const sent: string[] = [];
    const ctx = context({
      chat: async (message) => {
        sent.push(message.text);
        return { providerId: '1' };
      },
    });
    await Promise.all([sendNotice(ctx, id), sendNotice(ctx, id), sendNotice(ctx, id)]);
    await sendNotice(ctx, id);
    expect(sent).toEqual([expect.stringContaining('SR-1')]);
    expect(await all(requestId)).toMatchObject([{ state: 'SENT' }]);
  });

  it('waits through a silence, its reason shown', async () => {
    const { id, requestId } = await notice();
    const silent = context({ chat: () => Promise.reject(new NoAnswer('chat.no-answer', 'x')) });
    await expect(sendNotice(silent, id)).rejects.toBeInstanceOf(NoAnswer);
    expect(await all(requestId)).toMatchObject([{ state: 'PENDING', last_error: 'chat.no-answer' }]);
    await expect(sendNotice(context({}), id)).rejects.toMatchObject({ code: 'notify.no_sender' });
    expect(await all(requestId)).toMatchObject([{ state: 'PENDING', last_error: 'notify.no_sender' }]);
  });

  it('refused goes to the next channel that reaches the phone, once', async () => {
    const { id, requestId } = await notice();
    const ctx = context({ chat: refuse, text: refuse });
    await sendNotice(ctx, id);
    expect(await all(requestId)).toMatchObject([
      { channel: 'chat', state: 'FAILED', last_error: 'chat.refused' },
      { channel: 'text', address: '+79160000001', state: 'PENDING' },
    ]);
    const next = await store.db
      .selectFrom('notification')
      .select('id')
      .where('servicerequest_id', '=', requestId)
      .where('channel', '=', 'text')
      .executeTakeFirstOrThrow();
    await sendNotice(ctx, next.id);
    expect((await all(requestId)).map((each) => each.state)).toEqual(['FAILED', 'FAILED']);
  });

  it('refused with no phone to fall back on stays refused', async () => {
    const { id, requestId } = await notice(null);
    await sendNotice(context({ chat: refuse, text: refuse }), id);
    expect(await all(requestId)).toHaveLength(1);
  });

  it('honours how long the provider asks to wait, across runs', async () => {
    const { id, requestId } = await notice();
    const busy = new NoAnswer('chat.no-answer', 'x', { retryAfterMs: 60_000 });
    const sent: string[] = [];
    await expect(sendNotice(context({ chat: () => Promise.reject(busy) }), id)).rejects.toBe(busy);
    const ctx = context({ chat: async ({ id: key }) => ({ providerId: String(sent.push(key)) }) });
    await sendNotice(ctx, id);
    expect(sent).toEqual([]);
    await store.db.updateTable('notification').set({ not_before: new Date() }).where('id', '=', id).execute();
    await sendNotice(ctx, id);
    expect(sent).toEqual([id]);
    expect(await all(requestId)).toMatchObject([{ state: 'SENT' }]);
  });

  it('books what costs money, in parts, and stops at the limit with the reason shown', async () => {
    const sent: string[] = [];
    const ctx = context(
      { chat: async ({ address }) => ({ providerId: String(sent.push(address)) }) },
      { byPhone: true, countSegments: () => 2 },
    );
    ctx.config = houseConfig({ NOTICE_FALLBACK: [], NOTICE_PER_NUMBER_HOUR: 5 });
    const ends: unknown[] = [];
    for (let round = 0; round < 3; round += 1) {
      const { id, requestId } = await notice();
      await store.db
        .updateTable('notification')
        .set({ address: '+79160000321' })
        .where('id', '=', id)
        .execute();
      await sendNotice(ctx, id);
      ends.push(...(await all(requestId)).map((each) => each.last_error ?? each.state));
    }
    expect(ends).toEqual(['SENT', 'SENT', 'guard.number_hour']);
    expect(sent).toHaveLength(2);
  });

  it('waits for the earlier ones of its request, and is waved through after them', async () => {
    const { id, requestId } = await notice();
    const later = uuid();
    await store.db
      .insertInto('notification')
      .values({
        id: later,
        event_id: eventId + 1000,
        servicerequest_id: requestId,
        recipient: 'customer',
        channel: 'chat',
        address: '42',
        template: 'closed',
        params: JSON.stringify({ number: 'SR-1' }),
      })
      .execute();
    const sent: string[] = [];
    const ctx = context({ chat: async ({ id: key }) => ({ providerId: String(sent.push(key)) }) });
    await sendNotice(ctx, later);
    expect(sent).toEqual([]);
    await sendNotice(ctx, id);
    expect(enqueued).toContain(later);
    await sendNotice(ctx, later);
    expect(sent).toEqual([id, later]);
  });
});
