import { digitsOf } from '../digits.ts';
import { nameOf } from './names.ts';
import { placeOf } from './places.ts';

const NUMBERED = 1000;
/** Two people answer to this number: cust-0099 and cust-1001. */
const SHARED_PHONE_INDEX = 99;
const TARIFFS = ['Домашний 300', 'Домашний 500', 'Семья+', 'Мобильный M', 'Мобильный L', 'Всё вместе'];
const STREETS = ['Садовая', 'Лесная', 'Школьная', 'Советская', 'Заречная', 'Полевая', 'Мира', 'Победы'];

/** A customer in the shape of TMF629 v4.0.0; `href` is put in where it is answered. */
export type DemoCustomer = ReturnType<typeof makeCustomer>;

/** All demo customers in order of their ids, as they are before anybody changes them. */
export const customers: readonly DemoCustomer[] = Array.from({ length: NUMBERED + 1 }, (_, position) => {
  const number = position + 1;
  return makeCustomer(number, number > NUMBERED ? SHARED_PHONE_INDEX : number);
});

const byPhone = new Map<string, DemoCustomer[]>();
for (const customer of customers) {
  const digits = digitsOf(customer.contactMedium[0].characteristic.phoneNumber);
  byPhone.set(digits, [...(byPhone.get(digits) ?? []), customer]);
}

/** The demo customers of a number in any spelling of its international form. */
export function findCustomersByPhone(phone: string): readonly DemoCustomer[] {
  return byPhone.get(digitsOf(phone)) ?? [];
}

function makeCustomer(number: number, phoneIndex: number) {
  const serial = String(number).padStart(4, '0');
  const person = nameOf(number);
  const { city, district } = placeOf(number);
  const since = new Date(Date.UTC(2012 + (number % 12), number % 12, 1 + (number % 28))).toISOString();
  return {
    id: `cust-${serial}`,
    name: person.full,
    status: 'active',
    statusReason: 'Договор действует',
    account: [
      {
        id: `acc-${serial}`,
        name: `Лицевой счёт 700${serial}`,
        description: 'Основной лицевой счёт',
        '@referredType': 'BillingAccount',
      },
    ],
    characteristic: [
      { name: 'segment', valueType: 'string', value: number % 10 === 0 ? 'business' : 'residential' },
      { name: 'tariff', valueType: 'string', value: pick(TARIFFS, number * 5) },
      { name: 'gender', valueType: 'string', value: person.gender },
      { name: 'district', valueType: 'string', value: district },
    ],
    contactMedium: [
      {
        mediumType: 'mobile',
        preferred: true,
        characteristic: {
          contactType: 'primary',
          phoneNumber: `+7916${String(phoneIndex).padStart(7, '0')}`,
        },
        validFor: { startDateTime: since },
      },
      {
        mediumType: 'email',
        preferred: false,
        characteristic: { contactType: 'personal', emailAddress: `cust-${serial}@customers.example` },
        validFor: { startDateTime: since },
      },
      {
        mediumType: 'postalAddress',
        preferred: false,
        characteristic: {
          contactType: 'home',
          country: 'Россия',
          city,
          street1: `ул. ${pick(STREETS, number * 3)}, д. ${1 + (number % 90)}, кв. ${1 + ((number * 7) % 150)}`,
        },
        validFor: { startDateTime: since },
      },
    ] as const,
    engagedParty: { id: `ind-${serial}`, name: person.full, '@referredType': 'Individual' },
    validFor: { startDateTime: since },
    '@type': 'Customer',
  };
}

function pick(list: readonly string[], index: number): string {
  return list[index % list.length] ?? '';
}
