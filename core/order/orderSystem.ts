import { z } from 'zod';
import { NoAnswer, Refused } from '../errors.ts';
import { createOutsideSystem, readAnswer, refusedLookUp } from '../http.ts';

/** A server that ignores the filter answers a page of all orders: so many are looked through. */
const MATCHES_READ = 20;

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

const orderBody = z.looseObject({
  id: z.coerce.string(),
  externalId: z.string().nullish(),
  state: z.string().default('acknowledged'),
});

/** Terminal states in which nothing will be delivered (TMF641 v4.1). */
const DEAD_STATES = ['rejected', 'cancelled', 'failed'];
const CONFLICT = 409;

/**
 * Client of TMF641 Service Ordering v4.1; our reference travels as `externalId`.
 * @param options.baseUrl e.g. `https://orders/tmf-api/serviceOrdering/v4`.
 */
export function createOrderSystem(options: { baseUrl: string; timeoutMs: number }): OrderSystem {
  const system = createOutsideSystem({ name: 'orders', ...options });

  const findByReference = async (reference: string): Promise<Order | undefined> => {
    const query = new URLSearchParams({ externalId: reference, limit: String(MATCHES_READ) });
    const { body } = await system.call({ path: `/serviceOrder?${query}` }).catch(refusedLookUp('orders'));
    const orders = readAnswer('orders', z.array(orderBody), body);
    // Not every server minds the filter: what bears another reference is another's order.
    return orders.find((order) => order.externalId === reference && !DEAD_STATES.includes(order.state));
  };

  const post = async (order: NewOrder): Promise<Order> => {
    const request = {
      method: 'POST' as const,
      path: '/serviceOrder',
      headers: { 'idempotency-key': idempotencyKey(order) },
      body: toServiceOrder(order),
    };
    const { body } = await system.call(request).catch(unlessMissing);
    const placed = readAnswer('orders', orderBody, body);
    if (DEAD_STATES.includes(placed.state)) {
      throw new Refused('orders.refused', `orders took the order as ${placed.state}`, {
        detail: placed.state,
      });
    }
    return placed;
  };

  return {
    findByReference,
    async place(order) {
      try {
        return await post(order);
      } catch (error) {
        if (!(error instanceof Refused) || error.status !== CONFLICT) throw error;
        // The system knows the reference already: an answer of ours got lost, unless it refuses for another reason.
        const known = await findByReference(order.reference);
        if (!known) throw error;
        return known;
      }
    },
  };
}

/** The same for every retry of one order; another when a person has changed what is ordered after a refusal. */
function idempotencyKey(order: NewOrder): string {
  return [order.reference, order.customerId, order.serviceId].join(':');
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
