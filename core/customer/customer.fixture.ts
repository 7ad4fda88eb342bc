import type { Customer, CustomerFacts } from './customer.ts';
import { versionOf } from './version.ts';

/** A customer as a test gives him: what it does not give is not known. */
export type KnownCustomer = Pick<Customer, 'id' | 'name' | 'phones'> & Partial<Customer>;

/** A whole customer out of what a test knows of him. */
export function customerOf(known: KnownCustomer): Customer {
  const facts: CustomerFacts = {
    name: known.name,
    phones: known.phones,
    email: known.email ?? null,
    city: known.city ?? null,
    district: known.district ?? null,
    street: known.street ?? null,
  };
  const area = [facts.city, facts.district].filter((part) => part !== null).join(', ') || null;
  const address = [area, facts.street].filter((part) => part !== null).join(', ') || null;
  return { status: null, area, address, version: versionOf(facts), ...known, ...facts };
}
