import { afterAll, beforeAll, expect, it } from 'vitest';
import { inboundContact } from '../contact/contact.fixture.ts';
import { workContact } from '../contact/workContact.ts';
import { NoAnswer } from '../errors.ts';
import { openTestHouse, type TestHouse } from '../house.fixture.ts';
import { lookUpCaller } from './lookUpCaller.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

const asking = (findByPhone: () => Promise<never>) => ({
  ...house.ctx,
  customers: { ...house.ctx.customers, findByPhone },
});

it('tells the name and what is open, however the PBX writes the number', async () => {
  const { contactId } = await house.ctx.intake.accept('pbx', inboundContact({ sender: '+79160000001' }));
  await workContact(house.ctx, contactId);
  expect(await lookUpCaller(house.ctx, '8 (916) 000-00-01')).toMatchObject({
    phone: '+79160000001',
    customerId: 'cust-1',
    name: 'Иван Петров',
    openRequests: [{ status: 'TRIAGE', number: expect.stringMatching(/^SR-/) }],
    fresh: true,
  });
});

it('tells every name of a shared number and settles on none', async () => {
  expect(await lookUpCaller(house.ctx, '+79160000099')).toMatchObject({
    customerId: null,
    name: 'Анна Иванова / Пётр Иванов',
  });
});

it.each(['anonymous', '101', ''])('knows nobody by %j', async (phone) => {
  expect(await lookUpCaller(house.ctx, phone)).toMatchObject({ phone: null, name: null, openRequests: [] });
});

it.each([
  ['never answers', () => new Promise<never>(() => {})],
  ['is away', () => Promise.reject(new NoAnswer('customers.http_500', 'x'))],
])('goes by what was last known when the customer system %s', async (_, find) => {
  expect(await lookUpCaller(asking(find), '+79160000001')).toMatchObject({
    name: 'Иван Петров',
    customerId: 'cust-1',
    fresh: false,
  });
  expect(await lookUpCaller(asking(find), '+79160000555')).toMatchObject({ name: null, fresh: false });
});

it('knows whom a shared number was found to be', async () => {
  await house.ctx.db
    .insertInto('identity_link')
    .values({
      id: '019235aa-0000-7000-8000-0000000000f2',
      channel: 'pbx',
      account: 'default',
      identity: '+79160000099',
      phone: '+79160000099',
      customer_id: 'cust-2',
      customer_name: 'Анна Иванова',
      rung: 'CALLER_ID',
      linked_by: 'x',
    })
    .execute();
  expect(await lookUpCaller(house.ctx, '+79160000099')).toMatchObject({
    customerId: 'cust-2',
    name: 'Анна Иванова',
    fresh: true,
  });
});
