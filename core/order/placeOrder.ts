import type { HouseContext } from '../context.ts';
import type { Db } from '../db/db.ts';
import { NoAnswer, Refused } from '../errors.ts';
import { appendEvents } from '../events.ts';
import type { Order } from './orderSystem.ts';

type Needs = Pick<HouseContext, 'db' | 'orders'>;

interface WaitingOrder {
  id: string;
  customerId: string;
  serviceId: string;
  attempts: number;
}

/**
 * Places the order of a request in ORDERING, under the request's id as our reference. Before a second attempt the
 * order is looked up by that reference, so that an answer lost on the way does not order twice.
 * A refusal sends the request to TRIAGE with the refusal shown.
 * @throws {NoAnswer} when the order system is away; the request stays in ORDERING.
 */
export async function placeOrder(ctx: Needs, requestId: string): Promise<void> {
  const waiting = await readWaitingOrder(ctx.db, requestId);
  if (!waiting) return;
  try {
    const order = await findOrPlace(ctx, waiting);
    if (order) await storeOrder(ctx.db, requestId, order);
  } catch (error) {
    if (error instanceof Refused) return storeRefusal(ctx.db, requestId, error);
    if (error instanceof NoAnswer) await storeNoAnswer(ctx.db, requestId, error);
    throw error;
  }
}

/** @returns undefined when another run has the order in hand, or a person closed the request meanwhile. */
async function findOrPlace(ctx: Needs, waiting: WaitingOrder): Promise<Order | undefined> {
  if (waiting.attempts > 0) {
    const known = await ctx.orders.findByReference(waiting.id);
    if (known) return known;
  }
  // Counted before the call: after a crash in the middle of it the next run knows to look first.
  const claimed = await ctx.db
    .updateTable('servicerequest')
    .set({ order_attempts: waiting.attempts + 1 })
    .where('id', '=', waiting.id)
    .where('status', '=', 'ORDERING')
    .where('order_attempts', '=', waiting.attempts)
    .returning('id')
    .executeTakeFirst();
  if (!claimed) return undefined;
  const { id, customerId, serviceId } = waiting;
  return ctx.orders.place({ reference: id, customerId, serviceId });
}

async function readWaitingOrder(db: Db, requestId: string): Promise<WaitingOrder | undefined> {
  const row = await db
    .selectFrom('servicerequest')
    .select(['id', 'customer_id', 'service_id', 'order_attempts'])
    .where('id', '=', requestId)
    .where('status', '=', 'ORDERING')
    .where('order_id', 'is', null)
    .executeTakeFirst();
  if (!row?.customer_id || !row.service_id) return undefined;
  return { id: row.id, customerId: row.customer_id, serviceId: row.service_id, attempts: row.order_attempts };
}

/** The order exists now, whatever became of the request meanwhile: its id is kept in any status. */
async function storeOrder(db: Db, requestId: string, order: Order): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('servicerequest')
      .set({ order_id: order.id, order_state: order.state, order_error: null, updated_at: new Date() })
      .where('id', '=', requestId)
      .where('order_id', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!row) return;
    await appendEvents(trx, [
      { type: 'order.placed', serviceRequestId: requestId, data: { orderId: order.id, state: order.state } },
    ]);
  });
}

async function storeRefusal(db: Db, requestId: string, refusal: Refused): Promise<void> {
  const words = refusal.detail ?? refusal.message;
  await db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('servicerequest')
      .set({
        status: 'TRIAGE',
        triage_reasons: ['ORDER_REFUSED'],
        order_error: words,
        updated_at: new Date(),
      })
      .where('id', '=', requestId)
      .where('status', '=', 'ORDERING')
      .returning('id')
      .executeTakeFirst();
    if (!row) return;
    await appendEvents(trx, [
      { type: 'order.refused', serviceRequestId: requestId, data: { refusal: words } },
      { type: 'servicerequest.triaged', serviceRequestId: requestId, data: { reasons: ['ORDER_REFUSED'] } },
    ]);
  });
}

async function storeNoAnswer(db: Db, requestId: string, error: NoAnswer): Promise<void> {
  await db
    .updateTable('servicerequest')
    .set({ order_error: error.code })
    .where('id', '=', requestId)
    .where('status', '=', 'ORDERING')
    .where('order_error', 'is distinct from', error.code)
    .execute();
}
