import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { NoAnswer, Refused } from '../errors.ts';
import { createOrderSystem } from './orderSystem.ts';

interface Answer {
  status?: number;
  body: unknown;
}

let server: Server | undefined;
afterEach(() => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve())));

/** An order system that answers as told, and what it was asked. */
async function serve(answers: { post?: Answer; get?: Answer }) {
  const keys: (string | undefined)[] = [];
  const listening = createServer((req, res) => {
    const answer = req.method === 'POST' ? answers.post : answers.get;
    if (req.method === 'POST') keys.push(req.headers['idempotency-key'] as string);
    res.writeHead(answer?.status ?? 200).end(JSON.stringify(answer?.body ?? []));
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as { port: number };
  return { orders: createOrderSystem({ baseUrl: `http://127.0.0.1:${port}`, timeoutMs: 1000 }), keys };
}

const order = { reference: 'r-1', customerId: 'c-1', serviceId: 's-1' };
const failure = (call: Promise<unknown>) => call.then(() => undefined).catch((error: unknown) => error);

describe('looking an order up by our reference', () => {
  it.each([
    ['is found', [{ id: '1', externalId: 'r-1', state: 'inProgress' }], '1'],
    [
      'is found among others where the filter is not minded',
      [
        { id: '1', externalId: 'x' },
        { id: 2, externalId: 'r-1' },
      ],
      '2',
    ],
    ['is not another’s', [{ id: '1', externalId: 'x' }, { id: '3' }], undefined],
    ['is not one that is dead', [{ id: '1', externalId: 'r-1', state: 'cancelled' }], undefined],
    ['is not there', [], undefined],
  ])('%s', async (_, body, id) => {
    const { orders } = await serve({ get: { body } });
    expect((await orders.findByReference('r-1'))?.id).toBe(id);
  });

  it.each([400, 404])('refused with %i says nothing of the order', async (status) => {
    const { orders } = await serve({ get: { status, body: {} } });
    expect(await failure(orders.findByReference('r-1'))).toBeInstanceOf(NoAnswer);
  });
});

describe('placing an order', () => {
  it.each([
    [{ status: 422, body: { code: 'X', reason: 'нет' } }, Refused],
    [{ status: 201, body: { id: '1', state: 'rejected' } }, Refused],
    [{ status: 404, body: {} }, NoAnswer],
    [{ status: 401, body: {} }, NoAnswer],
    [{ status: 201, body: { number: 1 } }, NoAnswer],
  ])('answered %j', async (post, kind) => {
    const { orders } = await serve({ post });
    expect(await failure(orders.place(order))).toBeInstanceOf(kind);
  });

  it('that the system knows already is the order it knows', async () => {
    const post = { status: 409, body: { code: 'EXISTS' } };
    const known = await serve({ post, get: { body: [{ id: '7', externalId: 'r-1' }] } });
    expect((await known.orders.place(order)).id).toBe('7');
  });

  it('refused by a conflict of another kind stays refused', async () => {
    const { orders } = await serve({ post: { status: 409, body: { code: 'OTHER' } }, get: { body: [] } });
    expect(await failure(orders.place(order))).toBeInstanceOf(Refused);
  });

  it('bears one key for its retries, and another once a person has changed it', async () => {
    const { orders, keys } = await serve({ post: { status: 201, body: { id: '1' } } });
    await orders.place(order);
    await orders.place(order);
    await orders.place({ ...order, serviceId: 's-2' });
    expect(keys[0]).toBe(keys[1]);
    expect(keys[2]).not.toBe(keys[0]);
  });
});
