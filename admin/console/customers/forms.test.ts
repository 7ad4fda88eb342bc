import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCustomerSystem } from '../../../core/customer/customerSystem.ts';
import { type TestSandbox, withSandbox } from '../../../sandbox/sandbox.fixture.ts';
import { openConsole, type TestConsole } from '../testing/openConsole.ts';
import type { Visitor } from '../testing/visitor.ts';

let sandbox: TestSandbox;
let server: ReturnType<typeof serve>;
let house: TestConsole;
let anna: Visitor;
let boris: Visitor;

/** The console on the sandbox's customer system, over HTTP. */
beforeAll(async () => {
  [sandbox, house] = await Promise.all([withSandbox(), openConsole()]);
  await new Promise<void>((resolve) => {
    const root = new Hono().route('/sandbox', sandbox.sandbox.app);
    server = serve({ fetch: root.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  house.ctx.customers = createCustomerSystem({
    baseUrl: `http://127.0.0.1:${port}/sandbox/tmf-api/customerManagement/v4`,
    timeoutMs: 5000,
    cacheSeconds: 60,
  });
  [anna, boris] = [await house.visit('anna'), await house.visit('boris')];
});
afterAll(async () => {
  await house.close();
  await new Promise((resolve) => server.close(resolve));
  await sandbox.stop();
});

const turn = (mode: string) =>
  sandbox.send('PUT', '/sandbox/switches/customers', { mode, status: 500 }).then((response) => {
    if (!response.ok) throw new Error('the switch did not turn');
  });
const count = async () => (await house.ctx.customers.list({ offset: 0, limit: 1 })).total;
const eventsOf = (subject: string) =>
  house.db.selectFrom('event').select(['type', 'actor', 'data']).where('subject', '=', subject).execute();

/** A form's fields as the page holds them; of several with one name the first. */
function fieldsOf(page: string): Record<string, string> {
  const main = page.slice(page.indexOf('<main'));
  const inputs = [...main.matchAll(/<input\b[^>]*>/g)].map(([tag]) => tag);
  const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
  return Object.fromEntries(
    inputs
      .filter((tag) => !/type="(radio|checkbox)"/.test(tag))
      .map((tag) => [attribute(tag, 'name') ?? '', plain(attribute(tag, 'value') ?? '')] as const)
      .reverse(),
  );
}

const plain = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&');
const idIn = (response: Response) =>
  decodeURIComponent(response.headers.get('location')?.split('/').at(-1) ?? '');

describe('creating', () => {
  test('is filled in beforehand, and the next contact of that number is his', async () => {
    const form = fieldsOf(await anna.read('/customers/new?phone=8 916 777-00-01&name=Щукин'));
    expect(form).toMatchObject({ name: 'Щукин', phones: '8 916 777-00-01' });
    const response = await anna.post('/customers/new', { ...form, city: 'Казань', district: 'Советский' });
    expect(response.status).toBe(303);
    const id = idIn(response);
    const card = await anna.read(`/customers/${id}`);
    expect(card).toContain('Клиент заведён');
    expect(card).toContain('Казань, Советский');
    const requestId = await house.take({ sender: '+79167770001', serviceId: 'svc-internet' });
    const request = await house.db
      .selectFrom('servicerequest')
      .select(['customer_id', 'customer_name'])
      .where('id', '=', requestId)
      .executeTakeFirst();
    expect(request).toEqual({ customer_id: id, customer_name: 'Щукин' });
    expect(await eventsOf(`customer:${id}`)).toMatchObject([{ type: 'customer.created', actor: 'anna' }]);
  });

  test('says what is wrong, and keeps what was written', async () => {
    const form = fieldsOf(await anna.read('/customers/new'));
    const response = await anna.post('/customers/new', { ...form, phones: '12', email: 'x', city: 'Казань' });
    expect(response.status).toBe(400);
    const page = await response.text();
    expect(page).toContain('Заполните это поле');
    expect(page).toContain('не похож на телефон: 12.');
    expect(page).toContain('не похоже на адрес почты');
    expect(fieldsOf(page)).toMatchObject({ phones: '12', email: 'x', city: 'Казань', key: form.key });
  });

  test('of a number that is somebody’s asks whether it is shared', async () => {
    const form = { ...fieldsOf(await anna.read('/customers/new?phone=89160000040')), name: 'Жена' };
    const response = await anna.post('/customers/new', form);
    expect(response.status).toBe(409);
    const page = await response.text();
    expect(page).toContain('href="/customers/cust-0040"');
    expect(page).toContain('name="shared"');
    const made = await anna.post('/customers/new', { ...form, shared: 'yes' });
    expect(made.status).toBe(303);
    const owners = await house.ctx.customers.findByPhone('+79160000040');
    expect(owners.map((each) => each.id)).toEqual(['cust-0040', idIn(made)]);
  });

  test('whose answer is lost makes one customer, however often the form is sent', async () => {
    const before = (await count()) ?? 0;
    const form = { ...fieldsOf(await anna.read('/customers/new?phone=89167770002')), name: 'Один' };
    await turn('lose');
    const lost = await anna.post('/customers/new', form);
    await turn('ok');
    expect(lost.status).toBe(503);
    const page = await lost.text();
    expect(page).toContain('второго такого же не появится');
    const again = fieldsOf(page);
    const first = await anna.post('/customers/new', again);
    const second = await anna.post('/customers/new', again);
    expect([first.status, second.status]).toEqual([303, 303]);
    expect(idIn(second)).toBe(idIn(first));
    expect(await count()).toBe(before + 1);
    expect(await eventsOf(`customer:${idIn(first)}`)).toHaveLength(1);
  });

  test('for a request in triage leads back to it, where he is found', async () => {
    const requestId = await house.take({ sender: '+79167770003', text: 'кто я' });
    const page = await anna.read(`/customers/new?phone=%2B79167770003&requestId=${requestId}`);
    expect(page).toContain(`href="/requests/${requestId}"`);
    const response = await anna.post('/customers/new', { ...fieldsOf(page), name: 'Новенький' });
    const location = response.headers.get('location') ?? '';
    expect(location).toMatch(new RegExp(`^/requests/${requestId}\\?q=%2B79167770003&customerId=cust-`));
    const request = await anna.read(location);
    expect(request).toContain('Клиент заведён');
    expect(request).toContain('Новенький');
    const none = await anna.post('/customers/new', {
      name: 'Без',
      phones: '+79167770004',
      requestId: crypto.randomUUID(),
    });
    expect(none.headers.get('location')).toMatch(/^\/customers\//);
  });
});

describe('changing', () => {
  test('is written, told of without a value, and found from then on', async () => {
    const form = fieldsOf(await anna.read('/customers/cust-0060/edit'));
    const response = await anna.post('/customers/cust-0060/edit', { ...form, email: 'new@example.com' });
    expect(response.headers.get('location')).toBe('/customers/cust-0060');
    const card = await anna.read('/customers/cust-0060');
    expect(card).toContain('Изменения сохранены');
    expect(card).toContain('new@example.com');
    const events = await eventsOf('customer:cust-0060');
    expect(events).toEqual([
      {
        type: 'customer.changed',
        actor: 'anna',
        data: { customerId: 'cust-0060', fields: ['email'], became: expect.any(String) },
      },
    ]);
    const same = await anna.post(
      '/customers/cust-0060/edit',
      fieldsOf(await anna.read('/customers/cust-0060/edit')),
    );
    expect(same.status).toBe(303);
    expect(await eventsOf('customer:cust-0060')).toHaveLength(1);
  });

  test('by two at once: the slower one sees both changes, chooses, and nothing is lost', async () => {
    const path = '/customers/cust-0061/edit';
    const [hers, his] = [fieldsOf(await anna.read(path)), fieldsOf(await boris.read(path))];
    const was = hers.name ?? '';
    await boris.post(path, { ...his, name: 'Имя Бориса', city: 'Тверь' });
    const refused = await anna.post(path, { ...hers, name: 'Имя Анны', email: 'anna@example.com' });
    expect(refused.status).toBe(409);
    const page = await refused.text();
    for (const shown of [was, 'Имя Бориса', 'Имя Анны', 'Тверь', 'anna@example.com'])
      expect(page).toContain(shown);
    expect(page).not.toContain('choose.street');
    expect(choiceIn(page, 'name')).toBeUndefined();
    expect(choiceIn(page, 'city')).toBe('theirs');
    expect(choiceIn(page, 'email')).toBe('mine');
    const settled = await anna.post(path, {
      ...fieldsOf(page),
      'choose.name': 'mine',
      'choose.city': 'theirs',
      'choose.email': 'mine',
    });
    expect(settled.status).toBe(303);
    expect(await house.ctx.customers.get('cust-0061', { fresh: true })).toMatchObject({
      name: 'Имя Анны',
      city: 'Тверь',
      email: 'anna@example.com',
    });
    const events = await eventsOf('customer:cust-0061');
    expect(events.map((each) => [each.actor, each.data])).toEqual([
      ['boris', { customerId: 'cust-0061', fields: ['name', 'city'], became: expect.any(String) }],
      ['anna', { customerId: 'cust-0061', fields: ['name', 'email'], became: expect.any(String) }],
    ]);
  });

  test('a third who is quicker than the choice is seen as well', async () => {
    const path = '/customers/cust-0062/edit';
    const form = fieldsOf(await anna.read(path));
    await boris.post(path, { ...form, street: 'ул. Первая' });
    const first = fieldsOf(await (await anna.post(path, { ...form, street: 'ул. Анны' })).text());
    await boris.post(path, { ...fieldsOf(await boris.read(path)), street: 'ул. Вторая' });
    const second = await anna.post(path, { ...first, 'choose.street': 'mine' });
    expect(second.status).toBe(409);
    expect(await second.text()).toContain('ул. Вторая');
  });

  test('whose answer is lost is not known, and may be sent again', async () => {
    const path = '/customers/cust-0063/edit';
    const form = { ...fieldsOf(await anna.read(path)), district: 'Новый' };
    await turn('fail');
    const away = await anna.post(path, form);
    await turn('ok');
    expect(away.status).toBe(503);
    const page = await away.text();
    expect(page).toContain('Система клиентов не ответила');
    expect((await anna.post(path, fieldsOf(page))).status).toBe(303);
    expect((await house.ctx.customers.get('cust-0063')).district).toBe('Новый');
  });

  test('to a number of somebody else asks; without a form of ours it is refused', async () => {
    const path = '/customers/cust-0064/edit';
    const form = { ...fieldsOf(await anna.read(path)), phones: '89160000065' };
    const refused = await anna.post(path, form);
    expect(refused.status).toBe(409);
    expect(await refused.text()).toContain('href="/customers/cust-0065"');
    expect((await anna.post(path, { ...form, shared: 'yes' })).status).toBe(303);
    expect((await anna.post(path, { name: 'x', base: '{"name":1}' })).status).toBe(400);
    expect((await anna.post('/customers/cust-none/edit', form)).status).toBe(404);
  });
});

function choiceIn(page: string, fact: string): string | undefined {
  const radios = [...page.matchAll(/<input type="radio"[^>]*>/g)].map(([tag]) => tag);
  const chosen = radios.find((tag) => tag.includes(`name="choose.${fact}"`) && tag.includes('checked'));
  return chosen && /value="(\w+)"/.exec(chosen)?.[1];
}

test('in English no page has a Russian word', async () => {
  const john = { name: 'John Doe', phones: '+79167770010', city: 'Kazan', key: crypto.randomUUID() };
  const visitor = await house.visit('anna');
  await house.db.updateTable('user_account').set({ name: 'Anna Sokolova' }).execute();
  await visitor.get('/language/en?returnTo=/customers');
  const id = idIn(await visitor.post('/customers/new', john));
  const path = `/customers/${id}`;
  const pages = ['', '?tab=incidents', '?tab=contacts', '/edit'].map((rest) => path + rest);
  const lists = ['q=john', 'q=+79167770010', 'q=nobody', 'q=j', 'q=9999'].map(
    (query) => `/customers?${query}`,
  );
  for (const each of [...pages, ...lists, '/customers/new', '/customers?offset=5000'])
    expect(await visitor.read(each), each).not.toMatch(/\p{Script=Cyrillic}/u);
  const form = fieldsOf(await visitor.read(`${path}/edit`));
  await visitor.post(`${path}/edit`, { ...form, name: 'Johnny' });
  const answers = [
    visitor.post(`${path}/edit`, { ...form, name: 'Jack', email: 'a@b.com' }),
    visitor.post('/customers/new', { name: '', phones: '1', email: 'x', street: 's'.repeat(201) }),
    visitor.post('/customers/new', { ...john, key: crypto.randomUUID() }),
  ];
  for (const answer of await Promise.all(answers)) {
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await answer.text()).not.toMatch(/\p{Script=Cyrillic}/u);
  }
  await turn('fail');
  const away = [
    visitor.read('/customers?q=zz'),
    visitor.post('/customers/new', john).then((answer) => answer.text()),
  ];
  for (const page of await Promise.all(away)) expect(page).not.toMatch(/\p{Script=Cyrillic}/u);
  await turn('ok');
});
