import type { KnownCustomer } from '../../../core/customer/customer.fixture.ts';
import type { CustomerSystem } from '../../../core/customer/customerSystem.ts';
import { createMemoryCustomers } from '../../../core/customer/memoryCustomers.fixture.ts';
import { NoAnswer } from '../../../core/errors.ts';

const CUSTOMERS: KnownCustomer[] = [
  { id: 'cust-0007', name: 'Иванов Иван', phones: ['+79160000007'] },
  { id: 'cust-0008', name: 'Петров Пётр', phones: ['+79160000008'] },
  { id: 'cust-0099', name: 'Сидорова Анна', phones: ['+79160000099'] },
  { id: 'cust-1001', name: 'Сидоров Олег', phones: ['+79160000099'] },
];

const inMemory = createMemoryCustomers(CUSTOMERS);

/** A few of the sandbox's customers. `cust-away` is one whose look-up gets no answer. */
export const fakeCustomers: CustomerSystem = {
  ...inMemory,
  async get(id) {
    if (id === 'cust-away') throw new NoAnswer('customers.unreachable', 'customers cannot be reached');
    return inMemory.get(id);
  },
};
