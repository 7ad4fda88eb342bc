import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createCustomerSystem } from '../../core/customer/customerSystem.ts';
import { CallerCard } from './schemas/callerCard.ts';
import { readProblem } from './testing/client.ts';
import { fakeCustomers } from './testing/customers.ts';
import { startHouse, type TestHouse } from './testing/house.ts';

const OUTSIDE_TIMEOUT_MS = 5000;

let house: TestHouse;
let silent: Server;
let open: { requestId: string };

beforeAll(async () => {
  house = await startHouse();
  open = await house.receiveFor('anna');
  silent = createServer(() => {
    // It takes the question and never says a word.
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  house.ctx.customers = fakeCustomers;
});
afterAll(async () => {
  await new Promise<void>((resolve) => {
    silent.close(() => resolve());
    silent.closeAllConnections();
  });
  await house.stop();
});

const lookUp = (phone: string, as: 'anna' | 'boris' | 'system' = 'system') =>
  house.read(CallerCard, `/cti/lookup?phone=${phone}`, as);
const customersAt = (port: number) =>
  createCustomerSystem({
    baseUrl: `http://127.0.0.1:${port}`,
    timeoutMs: OUTSIDE_TIMEOUT_MS,
    cacheSeconds: 60,
  });

describe('GET /cti/lookup', () => {
  it.each(['%2B79160000007', '+79160000007', '89160000007', '8%20(916)%20000-00-07'])(
    'says who rings and what he has open: %s',
    async (phone) => {
      expect(await lookUp(phone)).toEqual({
        phone: '+79160000007',
        customerId: 'cust-0007',
        name: 'Иванов Иван',
        openRequests: [
          {
            id: open.requestId,
            number: expect.stringMatching(/^SR-/),
            status: 'IN_PROGRESS',
            service: 'svc-internet',
            createdAt: expect.any(String),
          },
        ],
        fresh: true,
      });
    },
  );

  it('says it to agents and systems alike, and to nobody without a token', async () => {
    expect((await lookUp('89160000007', 'boris')).name).toBe('Иванов Иван');
    await readProblem(await house.api.request('/v1/cti/lookup?phone=89160000007'), 401);
  });

  it('names all who have the number, and takes none of them for him', async () => {
    expect(await lookUp('89160000099')).toMatchObject({
      customerId: null,
      name: 'Сидорова Анна / Сидоров Олег',
      openRequests: [],
      fresh: true,
    });
  });

  it.each([
    ['89990000000', '+79990000000'],
    ['+49%2030%201234567', '+49301234567'],
    ['anonymous', null],
    ['101', null],
    ['%00', null],
  ])('knows nobody by %s', async (phone, e164) => {
    expect(await lookUp(phone)).toEqual({
      phone: e164,
      customerId: null,
      name: null,
      openRequests: [],
      fresh: true,
    });
  });

  it.each([
    ['', ['phone']],
    ['?phone=', ['phone']],
    ['?phone=%20', ['phone']],
    [`?phone=${'1'.repeat(201)}`, ['phone']],
    ['?phone=89160000007&phone=89160000008', ['phone']],
    ['?phone=89160000007&number=7', ['number']],
  ])('%s: 400 naming %j', async (query, fields) => {
    const { errors } = await house.refused(400, `/cti/lookup${query}`);
    expect(errors?.map((each) => each.field)).toEqual(fields);
  });

  it('answers with what was last known while the customer system never does', async () => {
    house.ctx.customers = customersAt((silent.address() as AddressInfo).port);
    const began = performance.now();
    const card = await lookUp('89160000007');
    expect(card).toMatchObject({
      phone: '+79160000007',
      customerId: 'cust-0007',
      name: 'Иванов Иван',
      openRequests: [{ id: open.requestId }],
      fresh: false,
    });
    expect(performance.now() - began).toBeLessThan(OUTSIDE_TIMEOUT_MS);
    expect(await lookUp('89990000000')).toMatchObject({ name: null, fresh: false });
  });

  it('answers with what was last known while nobody is at the customer system’s address', async () => {
    house.ctx.customers = customersAt(1);
    expect(await lookUp('89160000007')).toMatchObject({ name: 'Иванов Иван', fresh: false });
  });

  it('leaves no number and no name in the log', async () => {
    await house.call('/cti/lookup?phone=89160000007&foo=1');
    expect(house.logged()).toContain('request refused');
    expect(house.logged()).not.toMatch(/9160000007|Иванов/);
  });
});
