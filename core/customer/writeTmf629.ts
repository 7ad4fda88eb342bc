import { type CustomerFacts, sameFact } from './customer.ts';
import {
  CREATION_KEY,
  type CustomerBody,
  DISTRICT,
  isPostal,
  type Medium,
  mediumValue,
  toCustomer,
} from './tmf629.ts';

type Values = Record<string, string | null>;

/**
 * A Customer to create, as TMF629 v4 writes it.
 * @param key names this creation for good: it is found again by it.
 */
export function creationBody(facts: CustomerFacts, key: string): object {
  return {
    '@type': 'Customer',
    name: facts.name,
    // The standard wants a party; a system that keeps its own puts it in this one's place.
    engagedParty: { id: key, name: facts.name, '@referredType': 'Individual' },
    contactMedium: mediaOf([], facts),
    characteristic: characteristicsOf({ id: '' }, facts, [
      { name: CREATION_KEY, valueType: 'string', value: key },
    ]),
  };
}

/**
 * What must be merged into a resource (RFC 7396) to make the facts true. Arrays replace each other there, so those
 * that change go whole, with all in them that we know nothing of. Media keep the shape of their version.
 * @param body the resource as it is now.
 */
export function changeBody(body: CustomerBody, facts: CustomerFacts): object {
  const now = toCustomer(body);
  const reached = (['phones', 'email', 'city', 'street'] as const).some(
    (fact) => !sameFact(now, facts, fact),
  );
  return {
    // Required in every update by v4.
    ...(body.engagedParty && { engagedParty: body.engagedParty }),
    ...(facts.name !== now.name && { name: facts.name }),
    ...(reached && { contactMedium: mediaOf(body.contactMedium ?? [], facts) }),
    ...(facts.district !== now.district && { characteristic: characteristicsOf(body, facts) }),
  };
}

function mediaOf(now: Medium[], facts: CustomerFacts): Medium[] {
  const flat = now.some((each) => !each.characteristic);
  const phones = now.filter((each) => mediumValue(each, 'phoneNumber') !== null);
  const rest = now.filter((each) => !phones.includes(each));
  const email = rest.find((each) => mediumValue(each, 'emailAddress') !== null);
  const postal = rest.find(isPostal);
  const known = (phone: string) => phones.find((each) => mediumValue(each, 'phoneNumber') === phone);
  const preferred = now.some((each) => each.preferred === true);
  return [
    ...facts.phones.map(
      (phone, position) =>
        known(phone) ?? phoneMedium(phone, { flat, preferred: position === 0 && !preferred }),
    ),
    ...edited(email, flat ? 'EmailContactMedium' : 'email', flat, { emailAddress: facts.email }),
    ...edited(postal, flat ? 'GeographicAddressContactMedium' : 'postalAddress', flat, {
      city: facts.city,
      street1: facts.street,
    }),
    ...rest.filter((each) => each !== email && each !== postal),
  ];
}

function phoneMedium(phone: string, { flat, preferred }: { flat: boolean; preferred: boolean }): Medium {
  return { ...mediumOf(flat ? 'PhoneContactMedium' : 'mobile', flat, { phoneNumber: phone }), preferred };
}

/** A medium with other values; none where nothing is left in it, a new one where there was none. */
function edited(medium: Medium | undefined, kind: string, flat: boolean, values: Values): Medium[] {
  const given = Object.values(values).some((value) => value !== null);
  if (!medium) return given ? [mediumOf(kind, flat, values)] : [];
  const changed = medium.characteristic
    ? { ...medium, characteristic: merge(medium.characteristic, values) }
    : merge(medium, values);
  return given || isPostal(changed) ? [changed] : [];
}

/** @param flat v5, where values stand on the medium itself. */
function mediumOf(kind: string, flat: boolean, values: Values): Medium {
  return flat
    ? { '@type': kind, ...merge({}, values) }
    : { mediumType: kind, characteristic: merge({}, values) };
}

function merge<Holder extends object>(holder: Holder, values: Values): Holder {
  const kept = Object.entries(holder).filter(([name]) => !Object.hasOwn(values, name));
  return Object.fromEntries([
    ...kept,
    ...Object.entries(values).filter(([, value]) => value !== null),
  ]) as Holder;
}

function characteristicsOf(
  body: CustomerBody,
  { district }: CustomerFacts,
  more: NonNullable<CustomerBody['characteristic']> = [],
) {
  const now = body.characteristic ?? [];
  const known = now.find((each) => each.name === DISTRICT) ?? { name: DISTRICT, valueType: 'string' };
  const own = district === null ? [] : [{ ...known, value: district }];
  return [...now.filter((each) => each.name !== DISTRICT), ...own, ...more];
}
