import type { Customer } from '../../../core/customer/customer.ts';
import type { CustomerSystem } from '../../../core/customer/customerSystem.ts';
import { NoAnswer, NotFound } from '../../../core/errors.ts';

const CUSTOMERS: Customer[] = [
  { id: 'cust-0007', name: 'Иванов Иван', phones: ['+79160000007'] },
  { id: 'cust-0008', name: 'Петров Пётр', phones: ['+79160000008'] },
  { id: 'cust-0099', name: 'Сидорова Анна', phones: ['+79160000099'] },
  { id: 'cust-1001', name: 'Сидоров Олег', phones: ['+79160000099'] },
];

/** A few of the sandbox's customers. `cust-away` is one whose look-up gets no answer. */
export const fakeCustomers: CustomerSystem = {
  findByPhone: async (phone) => CUSTOMERS.filter((customer) => customer.phones.includes(phone)),
  async get(id) {
    if (id === 'cust-away') throw new NoAnswer('customers.unreachable', 'customers cannot be reached');
    const found = CUSTOMERS.find((customer) => customer.id === id);
    if (!found) throw new NotFound('customer.not_found', 'There is no such customer');
    return found;
  },
  search: async (text, limit) => CUSTOMERS.filter((customer) => customer.name.includes(text)).slice(0, limit),
};
