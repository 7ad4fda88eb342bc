import fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workContact } from '../contact/workContact.ts';
import { Conflict, Forbidden, NotFound } from '../errors.ts';
import { toStoredEvent } from '../events.ts';
import { rememberingOutbound } from '../house.fixture.ts';
import { moveIncident } from '../incident/moveIncident.ts';
import { as, openWorkHouse, type PersonName, type WorkHouse } from '../incident/work.fixture.ts';
import { planNotices } from '../notification/planNotices.ts';
import { noticePolicy } from '../notification/policy.ts';
import { closeRequest } from './closeRequest.ts';
import { listRelated } from './listRelated.ts';
import { listMergedInto } from './merged.ts';
import { mergeRequests } from './mergeRequests.ts';
import { getRequest } from './readRequests.ts';
import { unmergeRequest } from './unmergeRequest.ts';

let house: WorkHouse;
beforeAll(async () => {
  house = await openWorkHouse();
});
afterAll(() => house.close());

const merge = (who: PersonName, fromId: string, intoId: string) =>
  mergeRequests(house.ctx, as(who), { fromId, intoId });
const unmerge = (who: PersonName, requestId: string) => unmergeRequest(house.ctx, as(who), { requestId });

async function contactIn(thread: string): Promise<string> {
  const id = uuid();
  await house.db
    .insertInto('contact')
    .values({
      id,
      channel: 'sms',
      account: 'default',
      external_id: id,
      kind: 'message',
      thread,
      phone_kind: 'none',
      text: 'Ну что там?',
      raw: '{}',
      occurred_at: new Date(),
    })
    .execute();
  return id;
}
const owner = async (contactId: string) => {
  await workContact(house.ctx, contactId);
  const row = await house.db
    .selectFrom('contact')
    .select('servicerequest_id')
    .where('id', '=', contactId)
    .executeTakeFirstOrThrow();
  return row.servicerequest_id;
};

describe('merging a duplicate', () => {
  it('closes it and its incident, and says so on both', async () => {
    const into = await house.incident('anna');
    const from = await house.incident('anna');
    await merge('anna', from.requestId, into.requestId);
    expect(await house.readRequest(from.requestId)).toMatchObject({
      status: 'CLOSED',
      close_reason: 'DUPLICATE',
      merged_into: into.requestId,
      closed_by: 'anna',
    });
    expect(await house.readIncident(from.id)).toMatchObject({ category: 'DONE', step: 'resolved' });
    expect(await house.readRequest(into.requestId)).toMatchObject({ status: 'IN_PROGRESS' });
    const numbers = [await house.readRequest(from.requestId), await house.readRequest(into.requestId)];
    const [told] = await house.events(from.requestId, 'servicerequest.merged');
    expect(told?.data).toEqual({ into: into.requestId, number: numbers[1]?.number });
    const [toldToo] = await house.events(into.requestId, 'servicerequest.merged');
    expect(toldToo?.data).toEqual({ from: from.requestId, number: numbers[0]?.number });
    expect((await listMergedInto(house.db, into.requestId)).map((each) => each.id)).toEqual([from.requestId]);
  });

  it('wants two open requests of one customer, and the right to close the duplicate', async () => {
    const into = await house.incident('anna');
    const other = await house.incident('anna', { customer_id: 'c-2' });
    const unknown = await house.incident('anna', { customer_id: 'c-2', phone: null });
    await expect(merge('anna', other.requestId, into.requestId)).rejects.toMatchObject({ field: 'intoId' });
    await expect(merge('anna', unknown.requestId, into.requestId)).rejects.toMatchObject({ field: 'intoId' });
    await expect(merge('anna', into.requestId, into.requestId)).rejects.toMatchObject({ field: 'intoId' });
    const boris = await house.incident('boris', { customer_id: 'c-2' });
    await expect(merge('anna', into.requestId, boris.requestId)).rejects.toBeInstanceOf(NotFound);
    const waiting = await house.incident(null);
    await expect(merge('anna', waiting.requestId, into.requestId)).rejects.toBeInstanceOf(Forbidden);
    await closeRequest(house.ctx, as('vera'), { requestId: boris.requestId, reason: 'SPAM' });
    const closed = await house.incident('anna');
    await closeRequest(house.ctx, as('anna'), { requestId: closed.requestId, reason: 'SPAM' });
    await expect(merge('vera', into.requestId, closed.requestId)).rejects.toBeInstanceOf(Conflict);
    await merge('vera', waiting.requestId, into.requestId);
  });

  it('gives it to the colleague who has the other of this customer, and opens no word of his', async () => {
    const own = await house.incident('boris');
    const colleagues = await house.incident('anna', { text: 'Тайное' });
    const sees = () =>
      listRelated(house.db, as('boris'), { customerId: 'c-1', phone: null, except: own.requestId });
    const [offered] = (await sees()).filter((each) => each.id === colleagues.requestId);
    expect(offered).toMatchObject({ opens: false, text: null, status: 'IN_PROGRESS' });
    await expect(merge('boris', colleagues.requestId, own.requestId)).rejects.toBeInstanceOf(NotFound);
    await merge('boris', own.requestId, colleagues.requestId);
    expect(await house.readRequest(own.requestId)).toMatchObject({ merged_into: colleagues.requestId });
    await expect(getRequest(house.db, as('boris'), colleagues.requestId)).rejects.toBeInstanceOf(NotFound);
    expect((await getRequest(house.db, as('anna'), own.requestId)).id).toBe(own.requestId);
  });

  it('takes one whose customer nobody knows yet, by its phone', async () => {
    const into = await house.incident('anna');
    const from = await house.request({ status: 'TRIAGE', customer_id: null, thread: uuid() });
    await merge('anna', from, into.requestId);
    expect(await house.readRequest(from)).toMatchObject({ close_reason: 'DUPLICATE' });
  });

  it('lets what the customer writes there join the one that goes on, however often that is merged', async () => {
    const thread = uuid();
    const from = await house.request({ status: 'TRIAGE', thread });
    const middle = await house.request();
    const into = await house.request();
    await merge('vera', from, middle);
    expect(await owner(await contactIn(thread))).toBe(middle);
    await merge('vera', middle, into);
    expect(await owner(await contactIn(thread))).toBe(into);
    expect((await listMergedInto(house.db, into)).map((each) => each.id)).toEqual([from, middle]);
    await unmerge('vera', from);
    expect(await owner(await contactIn(thread))).toBe(from);
  });

  it('tells its customer where it goes on, and nobody that it is closed but the manager', async () => {
    const into = await house.request();
    const from = await house.request({ address: '+79160000001' });
    await merge('vera', from, into);
    const outbound = rememberingOutbound();
    const policy = noticePolicy({ ...house.ctx, senders: new Map([['sms', outbound]]) });
    const rows = await house.db
      .selectFrom('event')
      .selectAll()
      .where('servicerequest_id', 'in', [from, into])
      .orderBy('id')
      .execute();
    await house.db.transaction().execute((trx) => planNotices(trx, rows.map(toStoredEvent), policy));
    const notices = await house.db
      .selectFrom('notification')
      .select(['servicerequest_id', 'recipient', 'template', 'params'])
      .where('servicerequest_id', 'in', [from, into])
      .execute();
    const [a, b] = [await house.readRequest(from), await house.readRequest(into)];
    expect(notices).toEqual([
      {
        servicerequest_id: from,
        recipient: 'customer',
        template: 'merged',
        params: { number: a.number, into: b.number },
      },
    ]);
  });
});

describe('undoing a merge', () => {
  const plan = async (requestId: string, after = '0') => {
    const policy = noticePolicy({ ...house.ctx, senders: new Map([['sms', rememberingOutbound()]]) });
    const rows = await house.db
      .selectFrom('event')
      .selectAll()
      .where('servicerequest_id', '=', requestId)
      .where('id', '>', after)
      .orderBy('id')
      .execute();
    await house.db.transaction().execute((trx) => planNotices(trx, rows.map(toStoredEvent), policy));
    return rows.at(-1)?.id;
  };
  const notices = (requestId: string) =>
    house.db
      .selectFrom('notification')
      .select(['template', 'state', 'last_error', 'params'])
      .where('servicerequest_id', '=', requestId)
      .orderBy('event_id')
      .execute();

  it('tells the customer who was told of it', async () => {
    const into = await house.request({ address: '+79160000001' });
    const from = await house.request({ address: '+79160000001' });
    await merge('vera', from, into);
    const last = await plan(from);
    await house.db
      .updateTable('notification')
      .set({ state: 'SENT', attempts: 1 })
      .where('servicerequest_id', '=', from)
      .execute();
    await unmerge('vera', from);
    await plan(from, last);
    await plan(into);
    const [a, b] = [await house.readRequest(from), await house.readRequest(into)];
    expect(await notices(from)).toMatchObject([
      { template: 'merged', state: 'SENT' },
      { template: 'unmerged', state: 'PENDING', params: { number: a.number, into: b.number } },
    ]);
    expect(await notices(into)).toEqual([]);
  });

  it('before he was told takes that notice back, and tells him nothing', async () => {
    const into = await house.request();
    const from = await house.request({ address: '+79160000001' });
    await merge('vera', from, into);
    const last = await plan(from);
    await unmerge('vera', from);
    await plan(from, last);
    expect(await notices(from)).toMatchObject([
      { template: 'merged', state: 'FAILED', last_error: 'notice.withdrawn' },
    ]);
    const failed = await house.db
      .selectFrom('event')
      .select('data')
      .where('servicerequest_id', '=', from)
      .where('type', '=', 'notification.failed')
      .execute();
    expect(failed).toMatchObject([{ data: { template: 'merged', code: 'notice.withdrawn' } }]);
  });

  it('brings back request and incident as they stood, whatever they were', async () => {
    const status = fc.constantFrom(
      'NEW' as const,
      'TRIAGE' as const,
      'ORDERING' as const,
      'IN_PROGRESS' as const,
    );
    const steps = fc.constantFrom<string[]>(
      [],
      ['diagnose'],
      ['diagnose', 'customer'],
      ['diagnose', 'field'],
    );
    await fc.assert(
      fc.asyncProperty(status, steps, fc.integer({ min: 1, max: 3 }), async (state, walked, times) => {
        const into = await house.request();
        const isOpen = state === 'IN_PROGRESS';
        const { id: incidentId, requestId: from } = isOpen
          ? await house.incident('anna')
          : { id: null, requestId: await house.request({ status: state, triage_reasons: ['NO_PHONE'] }) };
        for (const toStep of incidentId === null ? [] : walked)
          await moveIncident(house.ctx, as('anna'), { incidentId: incidentId ?? '', toStep });
        const picture = async () => ({
          request: { ...(await house.readRequest(from)), updated_at: null, sweep_at: null },
          incident: incidentId && {
            ...(await house.readIncident(incidentId)),
            updated_at: null,
            sla_paused_at: null,
          },
        });
        const before = await picture();
        for (let time = 0; time < times; time += 1) {
          await merge('vera', from, into);
          expect((await picture()).request.status).toBe('CLOSED');
          await unmerge('vera', from);
          expect(await picture()).toEqual(before);
        }
        const history = await house.db
          .selectFrom('request_merge')
          .select(['merged_by', 'undone_by'])
          .where('from_id', '=', from)
          .execute();
        expect(history).toEqual(
          Array.from({ length: times }, () => ({ merged_by: 'vera', undone_by: 'vera' })),
        );
      }),
      { numRuns: 12 },
    );
  });

  it('orders what waited for its order, and takes owed calls along', async () => {
    const into = await house.request();
    const from = await house.request({ order_id: null });
    const task = { id: uuid(), channel: 'cti', account: 'pbx', call_id: uuid() };
    await house.db
      .insertInto('callback_task')
      .values({ ...task, servicerequest_id: from })
      .execute();
    const owed = async () =>
      house.db
        .selectFrom('callback_task')
        .select(['servicerequest_id', 'done_at'])
        .where('id', '=', task.id)
        .executeTakeFirst();
    await merge('vera', from, into);
    expect(await owed()).toEqual({ servicerequest_id: into, done_at: null });
    await unmerge('vera', from);
    expect(await owed()).toEqual({ servicerequest_id: from, done_at: null });
    expect(house.queued).toContain(`orders:${from}`);
  });

  it('is no way to what is not merged, nor where the conversation went on with another request', async () => {
    const thread = uuid();
    const into = await house.request();
    const from = await house.request({ thread });
    await expect(unmerge('vera', from)).rejects.toMatchObject({ code: 'servicerequest.not_merged' });
    await merge('vera', from, into);
    await closeRequest(house.ctx, as('vera'), { requestId: into, reason: 'RESOLVED' });
    const next = await owner(await contactIn(thread));
    expect([from, into]).not.toContain(next);
    await expect(unmerge('vera', from)).rejects.toMatchObject({ code: 'servicerequest.thread_taken' });
    expect(await house.readRequest(from)).toMatchObject({ status: 'CLOSED', merged_into: into });
  });
});

describe('at the same moment', () => {
  it('a merge and a close of the duplicate: one of them', async () => {
    for (let round = 0; round < 8; round += 1) {
      const into = await house.request();
      const from = await house.incident('anna');
      const [merged, closed] = await Promise.allSettled([
        merge('vera', from.requestId, into),
        moveIncident(house.ctx, as('anna'), { incidentId: from.id, toStep: 'diagnose' }).then(() =>
          moveIncident(house.ctx, as('anna'), { incidentId: from.id, toStep: 'resolved' }),
        ),
      ]);
      const { close_reason, merged_into } = await house.readRequest(from.requestId);
      const isMerged = merged?.status === 'fulfilled';
      expect({ close_reason, merged_into }).toEqual(
        isMerged
          ? { close_reason: 'DUPLICATE', merged_into: into }
          : { close_reason: closed?.status === 'fulfilled' ? 'RESOLVED' : null, merged_into: null },
      );
      expect(merged?.status === 'fulfilled' && closed?.status === 'fulfilled').toBe(false);
    }
  });

  it('two merges crosswise: one of them', async () => {
    for (let round = 0; round < 8; round += 1) {
      const [a, b] = [await house.request(), await house.request()];
      const outcomes = await Promise.allSettled([merge('vera', a, b), merge('vera', b, a)]);
      expect(outcomes.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
      const open = [await house.readRequest(a), await house.readRequest(b)].filter(
        (each) => each.status !== 'CLOSED',
      );
      expect(open).toHaveLength(1);
    }
  });
});
