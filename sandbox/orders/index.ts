import { Hono } from 'hono';
import type pg from 'pg';
import { REFUSED_SERVICE_ID } from '../catalogue/services.ts';
import { answerOne, answerPage, readPage } from '../tmf/collection.ts';
import { refuse } from '../tmf/refuse.ts';
import { newOrder, orderedServiceIds } from './schema.ts';
import { findOrder, listOrders, placeOrder, type StoredOrder } from './store.ts';

/**
 * The operator's order system: TMF641 Service Ordering Management v4.1.0. An order is kept in Postgres before it is
 * acknowledged. POST is idempotent on `externalId`: 201 for the first, 200 with that same order for every repeat.
 * @param baseUrl where it is mounted, for `href`.
 */
export function createOrders(pool: pg.Pool, baseUrl: string): Hono {
  const app = new Hono();

  app.post('/serviceOrder', async (c) => {
    const body: unknown = await c.req.json().catch(() => undefined);
    const parsed = newOrder.safeParse(body);
    if (!parsed.success) {
      const faults = parsed.error.issues.map(
        (issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`,
      );
      return refuse(c, 400, 'INVALID_BODY', 'The order is not valid', faults.join('; '));
    }
    if (orderedServiceIds(parsed.data).includes(REFUSED_SERVICE_ID)) {
      return refuse(
        c,
        422,
        'ORDER_REFUSED',
        'Услуга недоступна для заказа',
        `The service ${REFUSED_SERVICE_ID} cannot be ordered`,
      );
    }
    const { order, placed } = await placeOrder(pool, parsed.data.externalId, parsed.data);
    const answer = toServiceOrder(order, baseUrl);
    c.header('Location', answer.href);
    return answerOne(c, answer, placed ? 201 : 200);
  });

  app.get('/serviceOrder', async (c) => {
    const page = readPage(c);
    if (page instanceof Response) return page;
    const { orders, total } = await listOrders(pool, { ...page, externalId: c.req.query('externalId') });
    return answerPage(
      c,
      orders.map((order) => toServiceOrder(order, baseUrl)),
      total,
    );
  });

  app.get('/serviceOrder/:id', async (c) => {
    const order = await findOrder(pool, c.req.param('id'));
    if (!order) return refuse(c, 404, 'ORDER_NOT_FOUND', 'There is no service order with this id');
    return answerOne(c, toServiceOrder(order, baseUrl));
  });

  return app;
}

function toServiceOrder(order: StoredOrder, baseUrl: string) {
  return {
    '@type': 'ServiceOrder',
    ...order.body,
    id: order.id,
    href: `${baseUrl}/serviceOrder/${order.id}`,
    externalId: order.external_id,
    state: order.state,
    orderDate: order.ordered_at.toISOString(),
    serviceOrderItem: order.body.serviceOrderItem.map((item) => ({ ...item, state: order.state })),
  };
}
