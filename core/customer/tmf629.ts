import { z } from 'zod';
import { readAnswer } from '../http.ts';
import type { Customer } from './customer.ts';

const medium = z.looseObject({
  mediumType: z.string().nullish(),
  characteristic: z.looseObject({ phoneNumber: z.string().nullish() }).nullish(),
  // v5 puts the number on the medium itself (PhoneContactMedium).
  phoneNumber: z.string().nullish(),
});

const customerBody = z.looseObject({
  id: z.coerce.string(),
  name: z.string().nullish(),
  engagedParty: z.looseObject({ name: z.string().nullish() }).nullish(),
  contactMedium: z.array(medium).nullish(),
});

/**
 * Reads customers as TMF629 Customer Management v4 (and the phones of v5) writes them.
 * @param body a list of Customer resources.
 * @throws {NoAnswer} when it is not one.
 */
export function readCustomers(body: unknown): Customer[] {
  return readAnswer('customers', z.array(customerBody), body).map(toCustomer);
}

/** @see readCustomers for one Customer resource. */
export function readCustomer(body: unknown): Customer {
  return toCustomer(readAnswer('customers', customerBody, body));
}

function toCustomer(body: z.output<typeof customerBody>): Customer {
  const phones = (body.contactMedium ?? [])
    .map((entry) => entry.characteristic?.phoneNumber ?? entry.phoneNumber)
    .filter((phone) => typeof phone === 'string');
  return { id: body.id, name: body.name ?? body.engagedParty?.name ?? body.id, phones };
}
