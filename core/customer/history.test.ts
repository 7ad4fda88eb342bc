import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.ts';
import { as, openWorkHouse, type WorkHouse } from '../incident/work.fixture.ts';
import { findPastCustomers } from './findPastCustomers.ts';
import { readDialable } from './readDialable.ts';
import { listPastContacts, listPastIncidents, listPastRequests } from './readHistory.ts';
import { readPastCustomer } from './readPastCustomer.ts';
import { readTouches } from './readTouches.ts';

const SYSTEM: Actor = { kind: 'service', id: 'ops', roles: [] };
const ALL = { limit: 50 };

let house: WorkHouse;
let annas: { id: string; requestId: string };
let glebs: { id: string; requestId: string };
let closed: string;
beforeAll(async () => {
  house = await openWorkHouse();
  annas = await house.incident('anna', {
    text: 'сказано Анне',
    customer_name: 'Семёнов Пётр',
    created_at: '2025-01-03',
  });
  glebs = await house.incident('gleb', {
    text: 'сказано Глебу',
    customer_name: 'Семёнов Пётр',
    created_at: '2025-01-02',
  });
  closed = await house.request({
    status: 'CLOSED',
    close_reason: 'SPAM',
    closed_at: '2025-01-02',
    text: 'закрыто',
    customer_name: 'Семёнова Пётра',
    phone: '+79160000055',
    created_at: '2025-01-01',
  });
  await house.request({
    customer_id: 'c-2',
    customer_name: 'Другая Семёновна',
    text: 'чужое',
    phone: '+79167770002',
  });
  await house.request({
    customer_id: 'c-3',
    customer_name: 'Козлов',
    text: 'жалуется на Семёнова',
    phone: null,
  });
  await house.request({ customer_id: null, customer_name: null, text: 'Семёнов', phone: '+79167770003' });
  for (const requestId of [annas.requestId, glebs.requestId]) await contact(requestId);
});
afterAll(() => house.close());

async function contact(requestId: string): Promise<void> {
  const text = (await house.readRequest(requestId)).text;
  await house.db
    .insertInto('contact')
    .values({
      id: uuid(),
      channel: 'sms',
      account: 'default',
      external_id: uuid(),
      kind: 'message',
      phone_kind: 'e164',
      text,
      raw: JSON.stringify({}),
      state: 'WORKED',
      servicerequest_id: requestId,
      occurred_at: new Date(),
    })
    .execute();
}

describe('a customer’s history', () => {
  it.each<[string, Actor, string[]]>([
    ['anna', as('anna'), ['сказано Анне']],
    ['gleb', as('gleb'), ['сказано Глебу']],
    ['boris', as('boris'), []],
    ['vera', as('vera'), ['сказано Анне', 'закрыто']],
    ['dina', as('dina'), ['сказано Глебу', 'закрыто']],
    ['a system', SYSTEM, ['сказано Анне', 'сказано Глебу', 'закрыто']],
  ])('%s knows of all, and reads what is hers or his', async (_name, actor, texts) => {
    const requests = await listPastRequests(house.db, actor, 'c-1', ALL);
    expect(requests.items.map((each) => each.id)).toEqual([annas.requestId, glebs.requestId, closed]);
    expect(requests.items.map((each) => each.assigneeName)).toEqual(['anna', 'gleb', null]);
    expect(requests.items.map((each) => each.text).filter((text) => text !== null)).toEqual(texts);
    for (const each of requests.items) expect(each.opens).toBe(each.text !== null);
    const contacts = await listPastContacts(house.db, actor, 'c-1', ALL);
    expect(contacts.items).toHaveLength(2);
    const said = contacts.items.map((each) => each.text).filter((text) => text !== null);
    expect(said.sort()).toEqual(texts.filter((text) => text !== 'закрыто').sort());
    for (const each of contacts.items) expect(each.opens).toBe(each.text !== null);
  });

  it('incidents too, a colleague’s without a way to them', async () => {
    const opens = async (actor: Actor) => {
      const { items } = await listPastIncidents(house.db, actor, 'c-1', ALL);
      expect(items.map((each) => each.id).sort()).toEqual([annas.id, glebs.id].sort());
      return items.filter((each) => each.opens).map((each) => each.id);
    };
    expect(await opens(as('anna'))).toEqual([annas.id]);
    expect(await opens(as('dina'))).toEqual([glebs.id]);
    expect(await opens(as('boris'))).toEqual([]);
    expect(await opens(SYSTEM)).toHaveLength(2);
  });

  it('comes in pages', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listPastRequests(house.db, as('boris'), 'c-1', { limit: 1, cursor });
      seen.push(...page.items.map((each) => each.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual([annas.requestId, glebs.requestId, closed]);
  });
});

it('what is open, and when he last turned to us', async () => {
  const touches = await readTouches(house.db, ['c-1', 'c-2', 'c-none']);
  expect(touches.get('c-1')).toEqual({ open: 2, lastContactAt: expect.any(Date) });
  expect(touches.get('c-2')).toEqual({ open: 1, lastContactAt: null });
  expect(touches.has('c-none')).toBe(false);
  expect(await readTouches(house.db, [])).toEqual(new Map());
});

describe('customers of the past', () => {
  const find = async (words: string) => {
    const found = await findPastCustomers(house.db, words, { country: 'RU', limit: 10 });
    return found.map((each) => each.id);
  };

  it.each([
    ['семенов петр', ['c-1']],
    ['СЕМЁНОВ', ['c-1', 'c-2']],
    ['8 916 777-00-02', ['c-2']],
    ['0002', ['c-2']],
    ['0055', ['c-1']],
    ['никого', []],
    ['!!!', []],
  ])('%s', async (words, ids) => {
    expect((await find(words)).sort()).toEqual(ids);
  });

  it('without words the latest, each once', async () => {
    expect((await find('')).sort()).toEqual(['c-1', 'c-2', 'c-3']);
  });

  it('one of them, with the numbers he turned to us from', async () => {
    expect(await readPastCustomer(house.db, 'c-1')).toEqual({
      id: 'c-1',
      name: 'Семёнов Пётр',
      phones: ['+79160000001', '+79160000055'],
    });
    expect(await readPastCustomer(house.db, 'c-none')).toBeUndefined();
  });
});

it('a PBX calls him through a request of the agent’s own', async () => {
  expect([...(await readDialable(house.db, as('anna'), 'c-1'))]).toEqual([['+79160000001', annas.requestId]]);
  expect([...(await readDialable(house.db, as('boris'), 'c-1'))]).toEqual([]);
});
