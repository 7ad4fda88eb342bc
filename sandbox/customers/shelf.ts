import { digitsOf } from '../digits.ts';
import type { StoredCustomer } from './store.ts';

/** Customers in memory, by id and by phone: every contact of the house asks for a phone. */
export interface Shelf {
  /** In the order they were put in. */
  all(): StoredCustomer[];
  get(id: string): StoredCustomer | undefined;
  /** @param phone in any spelling of its international form. */
  ofPhone(phone: string): StoredCustomer[];
  /** Puts a customer in, in the place of what was known of him. */
  put(customer: StoredCustomer): StoredCustomer;
}

/** An empty one. */
export function createShelf(): Shelf {
  const byId = new Map<string, StoredCustomer>();
  const byPhone = new Map<string, Set<string>>();
  const get = (id: string) => byId.get(id);
  return {
    all: () => [...byId.values()],
    get,
    ofPhone: (phone) =>
      [...(byPhone.get(digitsOf(phone)) ?? [])].map(get).filter((each) => each !== undefined),
    put(customer) {
      const before = byId.get(customer.id);
      for (const phone of before ? phonesOf(before) : []) byPhone.get(phone)?.delete(customer.id);
      for (const phone of phonesOf(customer))
        byPhone.set(phone, (byPhone.get(phone) ?? new Set()).add(customer.id));
      byId.set(customer.id, customer);
      return customer;
    },
  };
}

function phonesOf({ body: { contactMedium = [] } }: StoredCustomer): string[] {
  return contactMedium
    .map(({ characteristic: { phoneNumber } }) => digitsOf(phoneNumber ?? ''))
    .filter((digits) => digits !== '');
}
