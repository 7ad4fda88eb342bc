import { createHash } from 'node:crypto';
import { type CustomerFacts, FACTS } from './customer.ts';

/**
 * TMF629 has no version of a customer, so we make one: a digest of all that people may change.
 * @returns 32 characters that can stand in an ETag.
 */
export function versionOf(facts: CustomerFacts): string {
  const text = JSON.stringify(FACTS.map((fact) => facts[fact]));
  return createHash('sha256').update(text).digest('base64url').slice(0, 32);
}
