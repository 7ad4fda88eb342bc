import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallEvent } from '../channel.ts';
import { houseConfig } from '../config.fixture.ts';
import { createIntake } from '../contact/acceptContact.ts';
import { inboundContact } from '../contact/contact.fixture.ts';
import { createDb, createPool } from '../db/db.ts';
import { openTestStore, type TestStore } from '../db/store.fixture.ts';
import { Unavailable } from '../errors.ts';
import { createMetrics } from '../metrics.ts';
import { adoptLostCalls } from './adoptLostCalls.ts';
import { recordCall } from './recordCall.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const step = (callId: string, type: CallEvent['type'], changes: Partial<CallEvent> = {}): CallEvent => ({
  account: 'default',
  callId,
  type,
  direction: 'in',
  from: '+79160000001',
  to: '1234',
  queue: null,
  agentExtension: type === 'answered' ? '101' : null,
  endReason: type === 'ended' ? 'normalClearing' : null,
  occurredAt: new Date(),
  ...changes,
});
const house = () => ({ db: store.db, config: houseConfig() });
const intake = () =>
  createIntake({
    db: store.db,
    metrics: createMetrics(),
    defaultCountry: 'RU',
    sweepAfterSeconds: 5,
    onJournalled: () => {},
  });
const read = (callId: string) =>
  store.db.selectFrom('call').selectAll().where('call_id', '=', callId).executeTakeFirstOrThrow();

describe('a call', () => {
  it('ends where its furthest step is, in whatever order and however often the steps come', async () => {
    let number = 0;
    const types = fc.constantFrom<CallEvent['type']>('ringing', 'answered', 'ended');
    await fc.assert(
      fc.asyncProperty(fc.array(types, { minLength: 1, maxLength: 8 }), async (steps) => {
        number += 1;
        const callId = `any-${number}`;
        for (const type of steps) await recordCall(house(), 'cti', step(callId, type));
        const order: CallEvent['type'][] = ['ended', 'answered', 'ringing'];
        const call = await read(callId);
        expect(call.state).toBe(order.find((type) => steps.includes(type)));
        expect(call.agent_extension).toBe(steps.includes('answered') ? '101' : null);
      }),
      { numRuns: 40 },
    );
  });

  it('keeps who answered first, whoever a repeat names', async () => {
    await recordCall(house(), 'cti', step('kept', 'answered'));
    await recordCall(house(), 'cti', step('kept', 'answered', { agentExtension: '102' }));
    expect((await read('kept')).agent_extension).toBe('101');
  });

  it('learns who answered from a later repeat, if the first did not say', async () => {
    const at = new Date('2026-01-01T10:00:00Z');
    await recordCall(house(), 'cti', step('late-name', 'answered', { agentExtension: null, occurredAt: at }));
    await recordCall(house(), 'cti', step('late-name', 'answered', { agentExtension: '102' }));
    expect(await read('late-name')).toMatchObject({ agent_extension: '102', answered_at: at });
  });

  it('takes its direction from its first real step, not from a recording that came before it', async () => {
    await recordCall(house(), 'cti', step('recorded-first', 'recorded', { direction: 'in' }));
    await recordCall(house(), 'cti', step('recorded-first', 'answered', { direction: 'out' }));
    await recordCall(house(), 'cti', step('recorded-first', 'ended', { direction: 'in' }));
    expect(await read('recorded-first')).toMatchObject({ direction: 'out', state: 'ended' });
  });

  it('cannot be recorded while the store is away, and says so', async () => {
    const pool = createPool('postgres://nobody@127.0.0.1:1/none', { max: 1, onError: () => {} });
    await expect(
      recordCall({ ...house(), db: createDb(pool) }, 'cti', step('x', 'ended')),
    ).rejects.toBeInstanceOf(Unavailable);
    await pool.end();
  });
});

describe('a call whose first event never came', () => {
  const age = (callId: string) =>
    store.db
      .updateTable('call')
      .set({ updated_at: new Date(Date.now() - 60_000) })
      .where('call_id', '=', callId)
      .execute();
  const contactsOf = (callId: string) =>
    store.db.selectFrom('contact').selectAll().where('external_id', '=', callId).execute();

  it('becomes a contact after a while, once', async () => {
    await recordCall(house(), 'cti', step('lost', 'ended'));
    await adoptLostCalls({ ...house(), intake: intake() });
    expect(await contactsOf('lost')).toEqual([]);
    await age('lost');
    await adoptLostCalls({ ...house(), intake: intake() });
    await adoptLostCalls({ ...house(), intake: intake() });
    expect(await contactsOf('lost')).toMatchObject([{ kind: 'call', phone: '+79160000001', duplicates: 0 }]);
  });

  it('and one whose first event came late does not count as delivered twice', async () => {
    await recordCall(house(), 'cti', step('late', 'answered'));
    await intake().accept('cti', inboundContact({ kind: 'call', externalId: 'late' }));
    await age('late');
    await adoptLostCalls({ ...house(), intake: intake() });
    expect(await contactsOf('late')).toMatchObject([{ duplicates: 0 }]);
  });

  it('and a recording alone is nobody’s contact yet', async () => {
    await recordCall(house(), 'cti', step('only-recorded', 'recorded'));
    await age('only-recorded');
    await adoptLostCalls({ ...house(), intake: intake() });
    expect(await contactsOf('only-recorded')).toEqual([]);
  });

  it('and calls we made ourselves are nobody’s contacts', async () => {
    await recordCall(house(), 'cti', step('out', 'ended', { direction: 'out' }));
    await age('out');
    await adoptLostCalls({ ...house(), intake: intake() });
    expect(await contactsOf('out')).toEqual([]);
  });
});
