import { NoAnswer, NotFound, Refused } from '../errors.ts';
import type { OutsideAnswer, OutsideSystem } from '../http.ts';
import { type Customer, type CustomerFacts, FACTS, sameFact } from './customer.ts';
import { CustomerChanged } from './customerChanged.ts';
import { readBody, readCustomer, toCustomer } from './tmf629.ts';
import { changeBody } from './writeTmf629.ts';

/** How to reach the customer system. */
interface Parts {
  system: OutsideSystem;
  askById(id: string): Promise<OutsideAnswer>;
  pathOf(id: string): string;
}

/** What to make of a customer who was read. */
export interface FactsChange {
  facts: CustomerFacts;
  /** Of what was read. */
  version: string;
}

/**
 * Changes a customer in a TMF629 system, which knows no versions: he is read anew and compared, and where the system
 * gives an ETag it goes back as If-Match, so that nothing slips in between (RFC 9110 §13.1.1).
 * @returns him as he was and as he is.
 * @throws {CustomerChanged}, {@link NotFound}, {@link Refused}, {@link NoAnswer} as {@link CustomerSystem.update} says.
 */
export async function updateCustomerIn(
  parts: Parts,
  id: string,
  { facts, version }: FactsChange,
): Promise<{ before: Customer; after: Customer }> {
  const read = await parts.askById(id);
  const body = readBody(read.body);
  const before = toCustomer(body);
  // A try whose answer was lost, come again.
  if (sameFacts(before, facts)) return { before, after: before };
  if (before.version !== version) throw new CustomerChanged(before);
  const etag = read.headers.get('etag');
  try {
    const answer = await parts.system.call({
      method: 'PATCH',
      path: parts.pathOf(id),
      body: changeBody(body, facts),
      // A weak one never matches.
      headers: etag === null || etag.startsWith('W/') ? {} : { 'if-match': etag },
    });
    const after = answer.body === undefined ? await readAgain(parts, id) : readCustomer(answer.body);
    return { before, after };
  } catch (error) {
    return { before, after: await whatBecameOf(parts, id, facts, error) };
  }
}

/** A refusal that speaks of somebody else's change, and silence, are settled by looking. */
async function whatBecameOf(
  parts: Parts,
  id: string,
  facts: CustomerFacts,
  error: unknown,
): Promise<Customer> {
  if (error instanceof Refused && (error.status === 409 || error.status === 412))
    throw new CustomerChanged(await readAgain(parts, id), { cause: error });
  if (error instanceof Refused && (error.status === 404 || error.status === 410))
    throw new NotFound('customer.not_found', 'There is no such customer', { cause: error });
  if (!(error instanceof NoAnswer)) throw error;
  const now = await readAgain(parts, id).catch(() => undefined);
  if (now && sameFacts(now, facts)) return now;
  throw error;
}

async function readAgain({ askById }: Parts, id: string): Promise<Customer> {
  return readCustomer((await askById(id)).body);
}

function sameFacts(one: CustomerFacts, other: CustomerFacts): boolean {
  return FACTS.every((fact) => sameFact(one, other, fact));
}
