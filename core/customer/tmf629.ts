import { z } from 'zod';
import { readAnswer } from '../http.ts';
import type { Customer, CustomerFacts } from './customer.ts';
import { versionOf } from './version.ts';

/** The characteristic that names the part of the city: a contact medium of TMF629 has no field for it. */
export const DISTRICT = 'district';
/** The characteristic that carries the key of a creation, so that it can be found again. */
export const CREATION_KEY = 'externalReference';

const optional = z.string().nullish();

/** v4 keeps these in the characteristic, v5 on the medium itself (PhoneContactMedium and the like). */
const values = {
  phoneNumber: optional,
  emailAddress: optional,
  city: optional,
  country: optional,
  postCode: optional,
  stateOrProvince: optional,
  street1: optional,
  street2: optional,
};
const medium = z.looseObject({
  mediumType: optional,
  characteristic: z.looseObject(values).nullish(),
  ...values,
});

const customerBody = z.looseObject({
  id: z.coerce.string(),
  name: optional,
  status: optional,
  engagedParty: z.looseObject({ id: optional, name: optional }).nullish(),
  contactMedium: z.array(medium).nullish(),
  characteristic: z.array(z.looseObject({ name: optional, value: z.unknown() })).nullish(),
});

/** A Customer resource as the system keeps it, what we do not know included. */
export type CustomerBody = z.output<typeof customerBody>;
export type Medium = z.output<typeof medium>;

/**
 * Reads customers as TMF629 Customer Management v4 or v5 writes them.
 * @param body a list of Customer resources.
 * @throws {NoAnswer} when it is not one.
 * @see https://www.tmforum.org/oda/open-apis/directory/customer-management-api-TMF629
 */
export function readCustomers(body: unknown): Customer[] {
  return readAnswer('customers', z.array(customerBody), body).map(toCustomer);
}

/** @see readCustomers for one Customer resource. */
export function readCustomer(body: unknown): Customer {
  return toCustomer(readBody(body));
}

/** One Customer resource as it stands. @throws {NoAnswer} when it is none. */
export function readBody(body: unknown): CustomerBody {
  return readAnswer('customers', customerBody, body);
}

/** A list of Customer resources as they stand. @throws {NoAnswer} when it is none. */
export function readBodies(body: unknown): CustomerBody[] {
  return readAnswer('customers', z.array(customerBody), body);
}

/** A resource as the house knows it. */
export function toCustomer(body: CustomerBody): Customer {
  const media = body.contactMedium ?? [];
  const postal = media.find(isPostal);
  const facts: CustomerFacts = {
    name: clean(body.name) ?? clean(body.engagedParty?.name) ?? body.id,
    phones: media.map((each) => mediumValue(each, 'phoneNumber')).filter((phone) => phone !== null),
    email: media.map((each) => mediumValue(each, 'emailAddress')).find((email) => email !== null) ?? null,
    city: postal ? mediumValue(postal, 'city') : null,
    district: characteristicOf(body, DISTRICT),
    street: postal ? mediumValue(postal, 'street1') : null,
  };
  return {
    id: body.id,
    ...facts,
    status: clean(body.status),
    area: join([facts.city, facts.district]),
    address: postal ? addressOf(postal, facts.district) : facts.district,
    version: versionOf(facts),
  };
}

/** Whether a medium is an address on the ground. */
export function isPostal(each: Medium): boolean {
  return (['city', 'street1', 'postCode', 'stateOrProvince'] as const).some(
    (name) => mediumValue(each, name) !== null,
  );
}

/** A value of a medium, wherever its version of the standard keeps it. */
export function mediumValue(each: Medium, name: keyof typeof values): string | null {
  return clean(each.characteristic?.[name]) ?? clean(each[name]);
}

/** A characteristic's value, where it is a text. */
export function characteristicOf(body: CustomerBody, name: string): string | null {
  const found = body.characteristic?.find((each) => each.name === name);
  return typeof found?.value === 'string' ? clean(found.value) : null;
}

function addressOf(postal: Medium, district: string | null): string | null {
  const value = (name: keyof typeof values) => mediumValue(postal, name);
  const region = value('stateOrProvince') === value('city') ? null : value('stateOrProvince');
  return join([
    value('postCode'),
    value('country'),
    region,
    value('city'),
    district,
    value('street1'),
    value('street2'),
  ]);
}

function join(parts: (string | null)[]): string | null {
  return parts.filter((part) => part !== null).join(', ') || null;
}

function clean(text: string | null | undefined): string | null {
  return text?.trim() || null;
}
