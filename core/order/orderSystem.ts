import { z } from 'zod';
import { NoAnswer, Refused } from '../errors.ts';
import { createOutsideSystem, readAnswer } from '../http.ts';

/** An order as the order system answers it. */
export interface Order {
  id: string;
  state: string;
}

export interface NewOrder {
  /** Our reference: the request's id. Placing twice under one reference yields one order. */
  reference: string;
  customerId: string;
  serviceId: string;
}

/** The order system, as the house uses it. */
export interface OrderSystem {
  /**
   * @throws {Refused} when the order will never be taken; {@link NoAnswer} when it is unknown whether it was.
   */
  place(order: NewOrder): Promise<Order>;
  /** The order placed under our reference, or undefined. @throws {NoAnswer} when the system is away. */
  findByReference(reference: string): Promise<Order | undefined>;
}

const orderBody = z.looseObject({ id: z.string(), state: z.string().default('acknowledged') });

/**
 * Client of TMF641 Service Ordering v4.1; our reference travels as `externalId`.
 * @param options.baseUrl e.g. `https://orders/tmf-api/serviceOrdering/v4`.
 */
export function createOrderSystem(options: { baseUrl: string; timeoutMs: number }): OrderSystem {
  const system = createOutsideSystem({ name: 'orders', ...options });
  return {
    async place(order) {
      const request = {
        method: 'POST' as const,
        path: '/serviceOrder',
        headers: { 'idempotency-key': order.reference },
        body: toServiceOrder(order),
      };
      const { body } = await system.call(request).catch(unlessMissing);
      return readAnswer('orders', orderBody, body);
    },
    async findByReference(reference) {
      const query = new URLSearchParams({ externalId: reference, limit: '1' });
      const { body } = await system.call({ path: `/serviceOrder?${query}` });
      return readAnswer('orders', z.array(orderBody), body)[0];
    },
  };
}

/** No order is refused because there is no such address: that is ours to set right, and the order waits. */
function unlessMissing(error: unknown): never {
  if (error instanceof Refused && error.status === 404) {
    throw new NoAnswer('orders.http_404', 'orders has nothing at ORDER_API_URL', { cause: error });
  }
  throw error;
}

function toServiceOrder(order: NewOrder): unknown {
  return {
    '@type': 'ServiceOrder',
    externalId: order.reference,
    category: 'helpdesk',
    relatedParty: [
      { '@type': 'RelatedParty', id: order.customerId, role: 'customer', '@referredType': 'Customer' },
    ],
    serviceOrderItem: [
      {
        id: '1',
        action: 'add',
        '@type': 'ServiceOrderItem',
        service: { serviceSpecification: { id: order.serviceId, '@referredType': 'ServiceSpecification' } },
      },
    ],
  };
}
