import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ContactPage } from './schemas/contact.ts';
import { IncidentPage } from './schemas/incident.ts';
import { ServicePage } from './schemas/service.ts';
import { ServiceRequestPage } from './schemas/serviceRequest.ts';
import { startHouse, type TestHouse } from './testing/house.ts';

const PAGES = [
  ['contacts', ContactPage],
  ['service-requests', ServiceRequestPage],
  ['incidents', IncidentPage],
] as const;
const ROWS = 23;

let house: TestHouse;

beforeAll(async () => {
  house = await startHouse();
  // One statement, one time: all but the id is equal. Some stand a microsecond apart, which no Date can tell.
  await sql`
    with requests as (
      insert into servicerequest (id, status, channel, account, phone, phone_kind, created_at)
      select gen_random_uuid(), 'IN_PROGRESS', 'sms', 'kannel', '+79160000007', 'e164',
        timestamptz '2025-06-02 10:00:00.123456Z' + (n / 8) * interval '1 microsecond'
      from generate_series(1, ${ROWS}::int) n
      returning id, created_at
    ), contacts as (
      insert into contact (id, channel, account, external_id, kind, phone, phone_kind, raw, state,
        servicerequest_id, occurred_at, received_at)
      select gen_random_uuid(), 'sms', 'kannel', id::text, 'message', '+79160000007', 'e164', '{}', 'WORKED',
        id, created_at, created_at
      from requests
    )
    insert into incident (id, servicerequest_id, order_id, service_id, customer_id, process_id, process_version,
      step, category, created_at)
    select gen_random_uuid(), id, 'o', 'svc-internet', 'cust-0007', 'fault', 1, 'new', 'TODO', created_at
    from requests`.execute(house.db);
});
afterAll(() => house.stop());

describe.each(PAGES)('/%s', (path, schema) => {
  it.each([1, 5, ROWS - 1, ROWS, 200])('in pages of %i: every row once, in one order', async (limit) => {
    const whole = await house.read(schema, `/${path}?limit=200`);
    expect(whole.items).toHaveLength(ROWS);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const behind: string = cursor === null ? '' : `&cursor=${cursor}`;
      const page = await house.read(schema, `/${path}?limit=${limit}${behind}`);
      expect(page.items.length).toBe(Math.min(limit, ROWS - seen.length));
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(whole.items.map((item) => item.id));
    expect(new Set(seen).size).toBe(ROWS);
  });

  it('a row that comes in between the pages shifts nothing', async () => {
    const first = await house.read(schema, `/${path}?limit=5`);
    await house.receiveFor('anna');
    const second = await house.read(schema, `/${path}?limit=5&cursor=${first.nextCursor}`);
    const ids = [...first.items, ...second.items].map((item) => item.id);
    expect(new Set(ids).size).toBe(10);
    await house.db.deleteFrom('incident').where('assignee_id', 'is not', null).execute();
    await house.db.deleteFrom('contact').where('text', 'is not', null).execute();
    await house.db.deleteFrom('servicerequest').where('text', 'is not', null).execute();
  });

  it('50 items unless told otherwise, 200 at the most', async () => {
    for (const limit of ['0', '201', '-1', '1.5', 'ten', '']) {
      const { errors } = await house.refused(400, `/${path}?limit=${limit}`);
      expect(errors?.map((each) => each.field)).toEqual(['limit']);
    }
  });

  it('refuses a foreign cursor by name', async () => {
    const cursors = ['x', btoa('["2025-06-02","x"]'), '%00', btoa('["2025-99-99T99:99:99.000000Z","0"]')];
    for (const cursor of cursors) {
      const { errors } = await house.refused(400, `/${path}?cursor=${cursor}`);
      expect(errors?.map((each) => each.field)).toEqual(['cursor']);
    }
  });
});

describe('a list that is a page long by nature', () => {
  it('comes whole, or in parts where a limit is given', async () => {
    const whole = await house.read(ServicePage, '/services');
    expect(whole.items.map((each) => each.id)).toEqual(['svc-billing', 'svc-internet', 'svc-old']);
    expect(whole.nextCursor).toBeNull();
    const first = await house.read(ServicePage, '/services?limit=2');
    const second = await house.read(ServicePage, `/services?limit=2&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items]).toEqual(whole.items);
    expect(second.nextCursor).toBeNull();
    expect((await house.read(ServicePage, '/services?limit=3')).nextCursor).toBeNull();
  });

  it('refuses a foreign cursor by name', async () => {
    const { errors } = await house.refused(400, '/services?cursor=x');
    expect(errors?.map((each) => each.field)).toEqual(['cursor']);
  });
});
