import type { KnownCustomer } from '../../../core/customer/customer.fixture.ts';
import type { CustomerSystem } from '../../../core/customer/customerSystem.ts';
import { createMemoryCustomers } from '../../../core/customer/memoryCustomers.fixture.ts';
import { NoAnswer, Refused } from '../../../core/errors.ts';
import type { OrderSystem } from '../../../core/order/orderSystem.ts';

/** The outside systems in memory, with the switches a test turns. */
export interface Outside {
  customers: CustomerSystem;
  orders: OrderSystem;
  people: KnownCustomer[];
  switches: { customersAway: boolean; ordersAway: boolean; refusal: string | null };
}

/** Customers of one number, of two for one number, and one with a name of markup. */
export function createOutside(): Outside {
  const people: KnownCustomer[] = [
    { id: 'C-7', name: 'Иванова Мария Петровна', phones: ['+79160000007'] },
    { id: 'C-98', name: 'Смирнов Олег Игоревич', phones: ['+79160000099'] },
    { id: 'C-99', name: 'Смирнова Елена Викторовна', phones: ['+79160000099'] },
    { id: 'C-13', name: '<img src=x onerror=alert(1)>', phones: ['+79160000013'] },
  ];
  const switches: Outside['switches'] = { customersAway: false, ordersAway: false, refusal: null };
  const customers = createMemoryCustomers(people, () => {
    if (switches.customersAway) throw new NoAnswer('customers.unreachable', 'customers cannot be reached');
  });
  let placed = 0;
  return {
    people,
    switches,
    customers,
    orders: {
      async place() {
        if (switches.ordersAway) throw new NoAnswer('orders.http_500', 'orders answered 500');
        if (switches.refusal !== null) {
          throw new Refused('orders.refused', 'orders refused', { status: 400, detail: switches.refusal });
        }
        placed += 1;
        return { id: `ORD-${placed}`, state: 'acknowledged' };
      },
      findByReference: () => Promise.resolve(undefined),
    },
  };
}
