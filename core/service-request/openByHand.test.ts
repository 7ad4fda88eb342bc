import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { readLedger } from '../contact/ledger.ts';
import { Conflict, Forbidden, Invalid } from '../errors.ts';
import { listTimeline } from '../events.ts';
import { rememberingOutbound } from '../house.fixture.ts';
import { as, openWorkHouse, type WorkHouse } from '../incident/work.fixture.ts';
import { customerRoute, noticePolicy } from '../notification/policy.ts';
import { openRequestByHand } from './openByHand.ts';

let house: WorkHouse;
beforeAll(async () => {
  house = await openWorkHouse();
});
afterAll(() => house.close());

const wish = (changes: object = {}) => ({
  key: uuid(),
  customerId: 'c-1',
  serviceId: 'svc',
  text: 'Пришёл в салон: не работает интернет',
  ...changes,
});
const open = (changes: object = {}, actor: Actor = as('anna')) =>
  openRequestByHand(house.ctx, actor, wish(changes));

describe('a request registered by hand', () => {
  it('goes on by itself, belongs to the customer and is known to be answered', async () => {
    const id = await open();
    expect(await house.readRequest(id)).toMatchObject({
      status: 'ORDERING',
      customer_id: 'c-1',
      customer_name: 'Иван Петров',
      service_id: 'svc',
      phone: '+79160000001',
      rung: 'CUSTOMER_MATCH',
      opened_by: 'anna',
      answered_at: expect.any(Date),
    });
    expect(house.queued).toContain(`orders:${id}`);
    const events = await listTimeline(house.db, id);
    expect(events.map((each) => [each.type, each.actor])).toEqual([
      ['servicerequest.opened', 'anna'],
      ['servicerequest.ordering', 'anna'],
    ]);
  });

  it('is told of by the phone where that is reached', async () => {
    const request = await house.readRequest(await open());
    const policy = noticePolicy({ ...house.ctx, senders: new Map([['sms', rememberingOutbound()]]) });
    expect(customerRoute(request, policy)).toEqual({
      channel: 'sms',
      account: null,
      address: '+79160000001',
      thread: null,
    });
  });

  it('keeps the books balanced: one contact, worked', async () => {
    const before = (await readLedger(house.db, [])).find((each) => each.channel === 'console');
    await open();
    const after = (await readLedger(house.db, [])).find((each) => each.channel === 'console');
    const received = (before?.received ?? 0) + 1;
    expect(after).toMatchObject({ received, worked: received, waiting: 0, quarantined: 0 });
  });

  it('is one, however often its form is sent, and at the same moment', async () => {
    const sent = wish();
    const ids = await Promise.all(
      Array.from({ length: 4 }, () => openRequestByHand(house.ctx, as('anna'), sent)),
    );
    expect(new Set(ids).size).toBe(1);
    const rows = await house.db
      .selectFrom('contact')
      .select('id')
      .where('external_id', '=', sent.key)
      .execute();
    expect(rows).toHaveLength(1);
    await expect(open({ key: sent.key, text: 'О другом' })).rejects.toBeInstanceOf(Conflict);
    await expect(open({ ...sent }, as('gleb'))).rejects.toBeInstanceOf(Conflict);
  });

  it('may name another phone, which proves nothing', async () => {
    const id = await open({ phone: '8 (916) 000-00-42' });
    expect(await house.readRequest(id)).toMatchObject({ phone: '+79160000042', rung: 'UNKNOWN' });
  });

  it('names what is wrong', async () => {
    const field = async (changes: object) => {
      const error: unknown = await open(changes).catch((each: unknown) => each);
      expect(error).toBeInstanceOf(Invalid);
      return (error as Invalid).field;
    };
    expect(await field({ customerId: 'nobody' })).toBe('customerId');
    expect(await field({ serviceId: 'nothing' })).toBe('serviceId');
    expect(await field({ text: ' \n ' })).toBe('text');
    expect(await field({ text: 'я'.repeat(4001) })).toBe('text');
    expect(await field({ phone: 'не знаю' })).toBe('phone');
    const nobody: Actor = { kind: 'user', id: 'x', roles: [] };
    await expect(open({}, nobody)).rejects.toBeInstanceOf(Forbidden);
  });
});
