import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listIncidents } from '../incident/readIncidents.ts';
import { as, openWorkHouse, type WorkHouse } from '../incident/work.fixture.ts';
import { listRequests } from '../service-request/readRequests.ts';
import { matchesIncident, matchesRequest } from './matches.ts';
import { readSearch } from './readSearch.ts';

let house: WorkHouse;
const ids: Record<string, string> = {};
const numbers: Record<string, string> = {};
const system = { kind: 'service' as const, id: 'ops', roles: [] };

beforeAll(async () => {
  house = await openWorkHouse();
  const add = async (name: string, changes: object) => {
    const { id, requestId } = await house.incident('anna', { phone: '+79165550000', ...changes });
    ids[requestId] = name;
    ids[id] = name;
    numbers[name] = (await house.readRequest(requestId)).number;
    numbers[`${name}.incident`] = (await house.readIncident(id)).number;
  };
  await add('ivanov', {
    customer_name: 'ИВАНОВ Пётр Алексеевич',
    text: 'Не работает интернет, wi-fi роутер',
  });
  await add('petrova', { customer_name: 'Петрова Анна', text: 'Прошу перенести подключение на 5 этаж' });
  await add('mail', {
    customer_name: "O'Connor",
    text: "Счёт на anna@mail.ru, договор 123456; 'quoted' & | ! :*",
  });
  await add('phone', { customer_name: 'Сидоров', phone: '+79161234567', text: null });
});
afterAll(() => house.close());

async function find(text: string, actor: Parameters<typeof listRequests>[1] = system): Promise<string[]> {
  const search = readSearch(text, 'RU');
  const { items } = await listRequests(house.db, actor, { search }, { limit: 50 });
  return items.map((each) => ids[each.id] ?? each.id).sort();
}
async function findIncidents(text: string): Promise<string[]> {
  const search = readSearch(text, 'RU');
  const { items } = await listIncidents(house.db, system, { search }, { limit: 50 });
  return items.map((each) => ids[each.id] ?? each.id).sort();
}

describe('searching', () => {
  it('finds by words in any case, with ё or е, typed half, in any order', async () => {
    expect(await find('иванов')).toEqual(['ivanov']);
    expect(await find('Иванова')).toEqual(['ivanov']);
    expect(await find('ИВАН петр')).toEqual(['ivanov']);
    expect(await find('пётр')).toEqual(['ivanov', 'petrova']);
    expect(await find('интернета')).toEqual(['ivanov']);
    expect(await find('интерн')).toEqual(['ivanov']);
    expect(await find('wi-fi')).toEqual(['ivanov']);
    expect(await find('подключения')).toEqual(['petrova']);
    expect(await find('mail.ru')).toEqual(['mail']);
    expect(await find('этаж иванов')).toEqual([]);
    expect(await findIncidents('перенести')).toEqual(['petrova']);
  });

  it('finds what was said later, by the customer and by us, whoever said which word', async () => {
    const { id, requestId } = await house.incident('anna', { text: 'Пропал сигнал', customer_name: 'Орлов' });
    ids[requestId] = 'later';
    ids[id] = 'later';
    const contact = { kind: 'message' as const, phone_kind: 'none' as const, raw: JSON.stringify({}) };
    await house.db
      .insertInto('contact')
      .values({
        ...contact,
        id: requestId,
        channel: 'chat',
        account: 'test',
        external_id: 'later',
        occurred_at: new Date(),
        text: 'Ещё и телевидение рассыпается на кубики',
        state: 'WORKED',
        servicerequest_id: requestId,
      })
      .execute();
    await house.db
      .insertInto('reply')
      .values({
        id: requestId,
        servicerequest_id: requestId,
        kind: 'reply',
        author_id: 'anna',
        text: 'Приедет монтажник Ёлкин',
      })
      .execute();
    expect(await find('кубик')).toEqual(['later']);
    expect(await find('елкин')).toEqual(['later']);
    expect(await find('монтажник кубиками сигнал орлов')).toEqual(['later']);
    expect(await find('монтажник иванов')).toEqual([]);
    expect(await findIncidents('телевидения')).toEqual(['later']);
    expect(await find('кубик', as('anna'))).toEqual(['later']);
    expect(await find('кубик', as('boris'))).toEqual([]);
  });

  it('takes any signs for what they are: nothing', async () => {
    for (const text of ["O'Connor", "' or 1=1 --", '!!!', "\\'", '&|!():*', 'a:*b', '\u0000', '<->'])
      await expect(find(text)).resolves.toBeInstanceOf(Array);
    expect(await find("O'Connor")).toEqual(['mail']);
    expect(await find('!!! & |')).toEqual([]);
    expect(await findIncidents('???')).toEqual([]);
  });

  it('finds by a phone in any writing, and by its last digits', async () => {
    for (const text of ['+7 916 123-45-67', '8 (916) 123 45 67', '9161234567', '4567', '123-45-67'])
      expect(await find(text), text).toEqual(['phone']);
    expect(await findIncidents('45 67')).toEqual(['phone']);
    expect(await find('567')).toEqual([]);
    expect(await find('123456')).toEqual(['mail']);
  });

  it('finds by the number of either, with and without its letters', async () => {
    const digits = String(Number(numbers.petrova?.slice(3)));
    expect(await find(numbers.petrova ?? '')).toEqual(['petrova']);
    expect(await find(`sr ${digits}`)).toEqual(['petrova']);
    expect(await find(digits)).toContain('petrova');
    expect(await find(numbers['petrova.incident'] ?? '')).toEqual(['petrova']);
    expect(await findIncidents(numbers['petrova.incident'] ?? '')).toEqual(['petrova']);
    expect(await findIncidents(numbers.petrova ?? '')).toEqual(['petrova']);
  });

  it('shows nobody what he may not see', async () => {
    expect(await find('иванов', as('anna'))).toEqual(['ivanov']);
    expect(await find('иванов', as('boris'))).toEqual([]);
    expect(await find('4567', as('dina'))).toEqual([]);
    expect(await find(numbers.ivanov ?? '', as('gleb'))).toEqual([]);
  });

  it('reads an index, however many there are', async () => {
    await sql`
      insert into servicerequest (id, status, channel, account, phone_kind, phone, text, customer_name)
      select gen_random_uuid(), 'TRIAGE', 'sms', 'default', 'e164', '+7916' || (2000000 + n),
        'обращение про телевизор номер ' || n, 'Клиент ' || md5(n::text)
      from generate_series(1, 20000) n`.execute(house.db);
    await sql`
      insert into incident (id, servicerequest_id, order_id, service_id, customer_id, process_id, process_version,
        step, category)
      select gen_random_uuid(), id, id::text, 'svc', 'c-1', 'fault', 1, 'new', 'TODO'
      from servicerequest where customer_id is null`.execute(house.db);
    await sql`
      insert into contact (id, channel, account, external_id, kind, phone_kind, text, raw, occurred_at, state,
        servicerequest_id)
      select gen_random_uuid(), 'sms', 'default', 'many-' || n, 'message', 'none', 'сообщение номер ' || n, '{}', now(),
        'WORKED', r.id
      from (select id, row_number() over () as n from servicerequest limit 10000) r`.execute(house.db);
    await sql`
      insert into reply (id, servicerequest_id, kind, author_id, text)
      select gen_random_uuid(), r.id, 'reply', 'anna', 'ответ номер ' || n
      from (select id, row_number() over () as n from servicerequest limit 10000) r`.execute(house.db);
    await sql`vacuum analyze servicerequest, incident, contact, reply`.execute(house.db);
    const plan = async (table: string, condition: RawBuilder<boolean>) => {
      const { rows } = await sql<Record<string, string>>`
        explain select id from ${sql.table(table)} as r where ${condition}`.execute(house.db);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    };
    const request = (text: string) => plan('servicerequest', matchesRequest(readSearch(text, 'RU'), 'r'));
    for (const index of ['servicerequest_words', 'contact_words', 'reply_words'])
      expect(await request('перенести')).toContain(index);
    expect(await request('4567')).toMatch(
      /servicerequest_phone_tail[\s\S]*servicerequest_words|servicerequest_words[\s\S]*servicerequest_phone_tail/,
    );
    expect(await request('+79161234567')).toContain('servicerequest_phone');
    for (const text of ['перенести', 'перенести этаж', '4567', 'SR-000001'])
      expect(await request(text), text).not.toContain('Seq Scan');
    const incident = await plan('incident', matchesIncident(readSearch('перенести', 'RU'), 'r'));
    expect(incident).toContain('reply_words');
    expect(incident).not.toContain('Seq Scan');
    expect(await find('перенести')).toEqual(['petrova']);
  });
});
