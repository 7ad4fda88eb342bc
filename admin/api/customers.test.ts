import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Customer, CustomerPage } from './schemas/customer.ts';
import { readAnswer, readProblem } from './testing/client.ts';
import { startHouse, type TestHouse } from './testing/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.stop());

const KEY = '0197c1de-7a51-7c3e-9f0a-3d1c5b6a7e01';
const post = (body: unknown, headers: Record<string, string> = {}) =>
  house.call('/customers', 'anna', body, headers);
const patch = async (id: string, body: unknown, headers: Record<string, string>) => {
  const token = await house.issuer.token({ sub: 'u-anna', realm_access: { roles: ['User'] } });
  return house.api.request(`/v1/customers/${id}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
};
const read = async (id: string) => {
  const response = await house.call(`/customers/${id}`);
  return { etag: response.headers.get('etag') ?? '', customer: await readAnswer(Customer, response, 200) };
};

describe('GET /customers', () => {
  it('comes in pages, each customer once', async () => {
    const seen: string[] = [];
    let path: string | null = '/customers?limit=3';
    while (path !== null) {
      const page: CustomerPageBody = await house.read(CustomerPage, path, 'anna');
      seen.push(...page.items.map((each) => each.id));
      path = page.nextCursor === null ? null : `/customers?limit=3&cursor=${page.nextCursor}`;
    }
    expect(seen).toEqual(['cust-0007', 'cust-0008', 'cust-0099', 'cust-1001']);
  });

  it.each(['Петр', 'пётр', 'ПЕТР'])('by name minds neither case nor ё: %s', async (name) => {
    const page = await house.read(CustomerPage, `/customers?${new URLSearchParams({ name })}`);
    expect(page.items.map((each) => each.id)).toEqual(['cust-0008']);
  });

  it.each(['?cursor=x', '?cursor=QDF4', '?phone=89160000007&cursor=QDE'])(
    '%s names the cursor',
    async (query) => {
      const { errors } = await house.refused(400, `/customers${query}`);
      expect(errors?.map((each) => each.field)).toEqual(['cursor']);
    },
  );
});

interface CustomerPageBody {
  items: { id: string }[];
  nextCursor: string | null;
}

describe('POST /customers', () => {
  const body = { name: 'Новый Клиент', phones: ['8 916 555-00-01'], district: 'Люблино' };

  it('creates one for each key, and says as what', async () => {
    const first = await post(body, { 'idempotency-key': KEY });
    const made = await readAnswer(Customer, first, 201);
    expect(made).toMatchObject({ phones: ['+79165550001'], area: 'Люблино', email: null });
    expect(first.headers.get('etag')).toBe(`"${made.version}"`);
    const again = await readAnswer(Customer, await post(body, { 'idempotency-key': KEY.toUpperCase() }), 201);
    expect(again.id).toBe(made.id);
    const events = await house.db
      .selectFrom('event')
      .select(['type', 'actor'])
      .where('subject', '=', `customer:${made.id}`)
      .execute();
    expect(events).toEqual([{ type: 'customer.created', actor: 'u-anna' }]);
  });

  it('of a number that is somebody’s is a conflict, unless it may be shared', async () => {
    const shared = { name: 'Жена', phones: ['+79160000008'] };
    expect((await readProblem(await post(shared), 409)).code).toBe('customer.phone_taken');
    await readAnswer(Customer, await post({ ...shared, sharedPhones: true }), 201);
  });

  it.each([
    [{ phones: ['+79165550002'] }, ['name']],
    [{ name: ' ', phones: ['+79165550002'] }, ['name']],
    [{ name: 'А', phones: [] }, ['phones']],
    [{ name: 'А', phones: ['12'] }, ['phones']],
    [{ name: 'А', phones: ['+79165550002'], email: 'x' }, ['email']],
    [{ name: 'А', phones: ['+79165550002'], status: 'vip' }, ['status']],
  ])('%j names %j', async (wrong, fields) => {
    const { errors } = await readProblem(await post(wrong), 400);
    expect(errors?.map((each) => each.field)).toEqual(fields);
  });

  it('with a key that is none', async () => {
    const { errors } = await readProblem(await post(body, { 'idempotency-key': 'x' }), 400);
    expect(errors?.map((each) => each.field)).toEqual(['Idempotency-Key']);
  });
});

describe('PATCH /customers/{id}', () => {
  it('changes what is given, and answers with the next ETag', async () => {
    const { etag, customer } = await read('cust-0007');
    const response = await patch('cust-0007', { city: 'Тула', email: '' }, { 'if-match': etag });
    const changed = await readAnswer(Customer, response, 200);
    expect(changed).toMatchObject({
      name: customer.name,
      phones: customer.phones,
      city: 'Тула',
      email: null,
    });
    expect(response.headers.get('etag')).toBe((await read('cust-0007')).etag);
    expect(response.headers.get('etag')).not.toBe(etag);
  });

  it('of what was read before somebody else’s change is 412, and changes nothing', async () => {
    const { etag } = await read('cust-0099');
    expect((await patch('cust-0099', { name: 'Первая' }, { 'if-match': etag })).status).toBe(200);
    const refused = await readProblem(
      await patch('cust-0099', { name: 'Вторая' }, { 'if-match': etag }),
      412,
    );
    expect(refused.code).toBe('customer.changed');
    expect((await read('cust-0099')).customer.name).toBe('Первая');
    expect(house.logged()).not.toMatch(/Первая|Вторая/);
  });

  it.each<[string, Record<string, string>]>([
    ['nothing', {}],
    ['any', { 'if-match': '*' }],
    ['a weak one', { 'if-match': 'W/"x"' }],
  ])('under %s is refused', async (_what, headers) => {
    const { errors } = await readProblem(await patch('cust-1001', { name: 'А' }, headers), 400);
    expect(errors?.map((each) => each.field)).toEqual(['If-Match']);
  });

  it('of nobody is 404, to a number of somebody else 409', async () => {
    await readProblem(await patch('cust-none', { name: 'А' }, { 'if-match': '"x"' }), 404);
    const { etag } = await read('cust-1001');
    const taken = { phones: ['+79160000099', '+79160000007'] };
    await readProblem(await patch('cust-1001', taken, { 'if-match': etag }), 409);
    expect((await patch('cust-1001', { ...taken, sharedPhones: true }, { 'if-match': etag })).status).toBe(
      200,
    );
  });
});
