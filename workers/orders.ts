import { placeOrder } from '../core/order/placeOrder.ts';
import type { Handler } from './handler.ts';

/** A request in ORDERING gets its order. */
export const orders: Handler = { queue: 'orders', handle: placeOrder };
