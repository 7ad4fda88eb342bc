import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { NoAnswer, NotFound } from '../errors.ts';
import { openTestHouse, type TestHouse } from '../house.fixture.ts';
import { createCustomer } from './createCustomer.ts';
import type { CustomerChanged } from './customerChanged.ts';
import { PhoneTaken } from './phoneTaken.ts';
import { InvalidFacts, type WrittenFacts } from './readFacts.ts';
import { searchCustomers } from './searchCustomers.ts';
import { updateCustomer } from './updateCustomer.ts';

const ANNA: Actor = { kind: 'user', id: 'anna', roles: ['User'] };
const BLANK: WrittenFacts = { name: '', phones: [], email: '', city: '', district: '', street: '' };

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

const eventsOf = (id: string) =>
  house.ctx.db
    .selectFrom('event')
    .select(['type', 'actor', 'data'])
    .where('subject', '=', `customer:${id}`)
    .orderBy('id')
    .execute();
const failure = (call: Promise<unknown>) => call.then(() => undefined).catch((error: unknown) => error);

describe('creating', () => {
  const facts = { ...BLANK, name: 'Новый Клиент', phones: ['8 916 555-00-01'], city: 'Казань' };

  it('under one key makes one customer and tells of him once, with no word of his', async () => {
    const key = crypto.randomUUID();
    const customer = await createCustomer(house.ctx, ANNA, { facts, key, shared: false });
    const again = await createCustomer(house.ctx, ANNA, { facts, key, shared: false });
    expect(again.id).toBe(customer.id);
    expect(customer).toMatchObject({ name: 'Новый Клиент', phones: ['+79165550001'], area: 'Казань' });
    const events = await eventsOf(customer.id);
    expect(events).toEqual([
      {
        type: 'customer.created',
        actor: 'anna',
        data: { customerId: customer.id, fields: ['name', 'phones', 'city'] },
      },
    ]);
    expect(JSON.stringify(events)).not.toMatch(/Новый|5550001|Казань/);
  });

  it('tells of him even where the store was away the first time', async () => {
    const key = crypto.randomUUID();
    const broken = {
      ...house.ctx,
      db: { transaction: () => ({ execute: () => Promise.reject(new Error('the store is away')) }) },
    } as unknown as typeof house.ctx;
    const whom = { facts: { ...facts, phones: ['8 916 555-00-02'] }, key, shared: false };
    await expect(createCustomer(broken, ANNA, whom)).rejects.toThrow('the store is away');
    const customer = await createCustomer(house.ctx, ANNA, whom);
    expect(await eventsOf(customer.id)).toHaveLength(1);
    expect(house.customers.filter((each) => each.phones.includes('+79165550002'))).toHaveLength(1);
  });

  it('refuses what is wrong, and a number that is somebody’s', async () => {
    const create = (changes: Partial<WrittenFacts>) =>
      createCustomer(house.ctx, ANNA, {
        facts: { ...facts, ...changes },
        key: crypto.randomUUID(),
        shared: false,
      });
    expect(await failure(create({ phones: ['1'] }))).toBeInstanceOf(InvalidFacts);
    const taken = await failure(create({ phones: ['8 916 000-00-99'] }));
    expect((taken as PhoneTaken).owners.map((each) => each.id)).toEqual(['cust-2', 'cust-3']);
  });
});

describe('changing', () => {
  const read = (id: string) => house.ctx.customers.get(id);

  it('writes what is given, keeps the rest, and tells which facts changed', async () => {
    const { version } = await read('cust-1');
    const change = { id: 'cust-1', version, shared: false };
    const { customer, changed, otherwise } = await updateCustomer(house.ctx, ANNA, {
      ...change,
      facts: { email: 'ivan@example.com', district: 'Люблино' },
    });
    expect(customer).toMatchObject({ name: 'Иван Петров', email: 'ivan@example.com', area: 'Люблино' });
    expect([changed, otherwise]).toEqual([['email', 'district'], []]);
    expect(await eventsOf('cust-1')).toEqual([
      {
        type: 'customer.changed',
        actor: 'anna',
        data: { customerId: 'cust-1', fields: ['email', 'district'], became: customer.version },
      },
    ]);
  });

  it('of two who read the same lets one through', async () => {
    const { version } = await read('cust-2');
    const change = (name: string) =>
      updateCustomer(house.ctx, ANNA, { id: 'cust-2', version, shared: false, facts: { name } });
    await change('Анна Первая');
    const error = await failure(change('Анна Вторая'));
    expect((error as CustomerChanged).current.name).toBe('Анна Первая');
    expect(await change('Анна Первая')).toMatchObject({ changed: [] });
    expect(await eventsOf('cust-2')).toHaveLength(1);
  });

  it('to a number of somebody else needs the word; his own shared number does not', async () => {
    const { version } = await read('cust-3');
    const change = (phones: string[], shared: boolean) =>
      updateCustomer(house.ctx, ANNA, { id: 'cust-3', version, shared, facts: { phones } });
    expect(await failure(change(['8 916 000-00-99', '8 916 000-00-01'], false))).toBeInstanceOf(PhoneTaken);
    expect(await change(['8 916 000-00-99', '8 916 000-00-01'], true)).toMatchObject({ changed: ['phones'] });
  });

  it('tells of what the system keeps otherwise', async () => {
    const { version } = await read('cust-1');
    const ctx = {
      ...house.ctx,
      customers: {
        ...house.ctx.customers,
        update: async () => {
          const now = await read('cust-1');
          return { before: now, after: { ...now, name: 'ИВАН ПЕТРОВ' } };
        },
      },
    };
    const change = { id: 'cust-1', version, shared: false, facts: { name: 'Иван Иванович' } };
    expect(await updateCustomer(ctx, ANNA, change)).toMatchObject({ changed: ['name'], otherwise: ['name'] });
  });

  it('whose first try was cut off after it got through is told of by the next, once', async () => {
    const { version } = await read('cust-3');
    const told = (await eventsOf('cust-3')).length;
    const broken = {
      ...house.ctx,
      db: { transaction: () => ({ execute: () => Promise.reject(new Error('the store is away')) }) },
    } as unknown as typeof house.ctx;
    const change = { id: 'cust-3', version, shared: false, facts: { city: 'Тула' } };
    await expect(updateCustomer(broken, ANNA, change)).rejects.toThrow('the store is away');
    await Promise.all([1, 2].map(() => updateCustomer(house.ctx, ANNA, change)));
    await updateCustomer(house.ctx, ANNA, change);
    expect((await eventsOf('cust-3')).slice(told)).toMatchObject([
      { type: 'customer.changed', actor: 'anna', data: { customerId: 'cust-3', fields: ['city'] } },
    ]);
  });

  it('of nobody', async () => {
    const change = { id: 'cust-none', version: 'x', shared: false, facts: { name: 'А' } };
    expect(await failure(updateCustomer(house.ctx, ANNA, change))).toBeInstanceOf(NotFound);
  });
});

describe('searching', () => {
  const search = (text: string) => searchCustomers(house.ctx, text);

  it.each([
    ['8 916 000-00-01', 'phone', ['cust-1', 'cust-3']],
    ['+7 (916) 000 00 01', 'phone', ['cust-1', 'cust-3']],
    ['89990000000', 'phone', []],
    ['cust-1', 'id', ['cust-1']],
    ['ПЕТР', 'name', ['cust-1', 'cust-3']],
    ['пётр  иванов', 'name', ['cust-3']],
    ['никого', 'name', []],
  ])('%s: by %s', async (text, by, ids) => {
    const found = await search(text);
    expect(found).toMatchObject({ kind: 'found', by, more: false });
    if (found.kind === 'found') expect(found.customers.map((each) => each.id)).toEqual(ids);
  });

  it.each([
    ['', 'short'],
    ['и', 'short'],
    ['123', 'short'],
    ['+7', 'short'],
    ['0001', 'digits'],
    ['8 916 000', 'digits'],
    ['...', 'short'],
  ])('%s: %s', async (text, kind) => {
    expect(await search(text)).toEqual({ kind });
  });

  it('says that there is no answer where there is none', async () => {
    const away = () => Promise.reject(new NoAnswer('customers.unreachable', 'away'));
    const customers = { ...house.ctx.customers, search: away, get: away };
    await expect(searchCustomers({ ...house.ctx, customers }, 'Иванов')).rejects.toThrow(NoAnswer);
    await expect(searchCustomers({ ...house.ctx, customers }, 'cust-9')).rejects.toThrow(NoAnswer);
  });
});
