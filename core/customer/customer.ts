/** What people may change about a customer. Texts are trimmed and never empty. */
export interface CustomerFacts {
  name: string;
  /** E.164, the main one first; as the system writes them where it keeps others. */
  phones: string[];
  email: string | null;
  city: string | null;
  /** Part of the city or of the region. */
  district: string | null;
  /** Street, house, flat. */
  street: string | null;
}

/** A customer as the house knows him: read from the customer system, never kept by us. */
export interface Customer extends CustomerFacts {
  /** His id in the customer system. */
  id: string;
  /** The system's own word, e.g. `active`; null where it tells none. */
  status: string | null;
  /** Where he lives, as roughly as outages are told apart: city and district, or the one that is known. */
  area: string | null;
  /** The whole address in one line. */
  address: string | null;
  /** Changes with every fact: what somebody read is still true if this is the same. */
  version: string;
}

/** One of several customers a number may belong to; offered to a person, never merged. */
export interface CustomerCandidate {
  id: string;
  name: string;
}

/** Every field of {@link CustomerFacts}, in the order of forms. */
export const FACTS = [
  'name',
  'phones',
  'email',
  'city',
  'district',
  'street',
] as const satisfies (keyof CustomerFacts)[];
export type FactName = (typeof FACTS)[number];

/** Picks what people may change out of all that is known. */
export function factsOf(customer: CustomerFacts): CustomerFacts {
  const { name, phones, email, city, district, street } = customer;
  return { name, phones, email, city, district, street };
}

/** Whether two values of a fact are the same. */
export function sameFact(one: CustomerFacts, other: CustomerFacts, fact: FactName): boolean {
  return JSON.stringify(one[fact]) === JSON.stringify(other[fact]);
}
