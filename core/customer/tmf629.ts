import { z } from 'zod';
import { readAnswer } from '../http.ts';
import type { Customer } from './customer.ts';

const medium = z.looseObject({
  mediumType: z.string().optional(),
  characteristic: z.looseObject({ phoneNumber: z.string().optional() }).optional(),
  // v5 puts the number on the medium itself (PhoneContactMedium).
  phoneNumber: z.string().optional(),
});

const customerBody = z.looseObject({
  id: z.string(),
  name: z.string().optional(),
  engagedParty: z.looseObject({ name: z.string().optional() }).optional(),
  contactMedium: z.array(medium).optional(),
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
    .filter((phone) => phone !== undefined);
  return { id: body.id, name: body.name ?? body.engagedParty?.name ?? body.id, phones };
}
