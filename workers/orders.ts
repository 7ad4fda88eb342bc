import { openIncident } from '../core/incident/openIncident.ts';
import { placeOrder } from '../core/order/placeOrder.ts';
import type { Handler } from './handler.ts';

/** A request in ORDERING gets its order, then its incident; a retry goes on where the last attempt ended. */
export const orders: Handler = {
  queue: 'orders',
  async handle(ctx, id) {
    await placeOrder(ctx, id);
    await openIncident(ctx, id);
  },
};
