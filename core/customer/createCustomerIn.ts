import { NoAnswer } from '../errors.ts';
import type { OutsideSystem } from '../http.ts';
import type { Customer, CustomerFacts } from './customer.ts';
import { PhoneTaken } from './phoneTaken.ts';
import { CREATION_KEY, type CustomerBody, characteristicOf, readCustomer, toCustomer } from './tmf629.ts';
import { creationBody } from './writeTmf629.ts';

/** How to reach the customer system. */
interface Parts {
  system: OutsideSystem;
  askByPhone(phone: string): Promise<CustomerBody[]>;
}

/** Whom to create, and under what name for good. */
export interface Creation {
  /** With one phone at the least. */
  facts: CustomerFacts;
  /** A UUID: the same key twice is one customer. */
  key: string;
  /** True: a number may be somebody's already. */
  shared: boolean;
}

/**
 * Creates a customer in a TMF629 system, which knows no idempotency: whether an earlier try got through is looked up
 * by phone and key, before it and after an answer that was lost.
 * @throws {PhoneTaken}, {@link Refused}, {@link NoAnswer} as {@link CustomerSystem.create} says.
 */
export async function createCustomerIn(parts: Parts, creation: Creation): Promise<Customer> {
  const owners = await findOwners(parts, creation.facts);
  const known = owners.find((body) => isOf(body, creation));
  if (known) return toCustomer(known);
  if (owners.length > 0 && !creation.shared) throw new PhoneTaken(owners.map(toCustomer));
  try {
    const { body } = await parts.system.call({
      method: 'POST',
      path: '/customer',
      body: creationBody(creation.facts, creation.key),
    });
    return readCustomer(body);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    const now = await findOwners(parts, creation.facts).catch(() => []);
    const made = now.find((body) => isOf(body, creation));
    if (made) return toCustomer(made);
    throw error;
  }
}

/** Those the phones belong to, each once. */
async function findOwners({ askByPhone }: Parts, { phones }: CustomerFacts): Promise<CustomerBody[]> {
  const found = (await Promise.all(phones.map(askByPhone))).flat();
  return [...new Map(found.map((body) => [body.id, body])).values()];
}

function isOf(body: CustomerBody, { key }: Creation): boolean {
  return characteristicOf(body, CREATION_KEY) === key || body.engagedParty?.id === key;
}
