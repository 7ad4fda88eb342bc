import { describe, expect, it } from 'vitest';
import type { CustomerFacts } from './customer.ts';
import { factsOf } from './customer.ts';
import { readBody, readCustomer, toCustomer } from './tmf629.ts';
import { changeBody, creationBody } from './writeTmf629.ts';

const V4 = {
  id: '7',
  name: 'Иванова Мария',
  status: 'active',
  engagedParty: { id: 'p-7', name: 'Иванова Мария', '@referredType': 'Individual' },
  contactMedium: [
    { mediumType: 'fax', characteristic: { faxNumber: '123' } },
    {
      mediumType: 'mobile',
      preferred: true,
      characteristic: { contactType: 'primary', phoneNumber: '+79160000007' },
    },
    { mediumType: 'email', characteristic: { emailAddress: 'm@example.com' } },
    {
      mediumType: 'postalAddress',
      characteristic: { postCode: '101000', country: 'Россия', city: 'Москва', street1: 'ул. Лесная, д. 1' },
    },
  ],
  characteristic: [
    { name: 'tariff', value: 'Семья+' },
    { name: 'district', value: 'Люблино' },
  ],
};
const V5 = {
  '@type': 'Customer',
  id: '7',
  name: 'Иванова Мария',
  status: 'active',
  contactMedium: [
    { '@type': 'PhoneContactMedium', preferred: true, phoneNumber: '+79160000007' },
    { '@type': 'EmailContactMedium', emailAddress: 'm@example.com' },
    {
      '@type': 'GeographicAddressContactMedium',
      postCode: '101000',
      country: 'Россия',
      city: 'Москва',
      street1: 'ул. Лесная, д. 1',
    },
  ],
  characteristic: [{ '@type': 'StringCharacteristic', name: 'district', value: 'Люблино' }],
};
const FACTS: CustomerFacts = {
  name: 'Иванова Мария',
  phones: ['+79160000007'],
  email: 'm@example.com',
  city: 'Москва',
  district: 'Люблино',
  street: 'ул. Лесная, д. 1',
};

describe.each([
  ['v4', V4],
  ['v5', V5],
])('a customer of %s', (_version, body) => {
  it('is read whole', () => {
    expect(readCustomer(body)).toEqual({
      id: '7',
      ...FACTS,
      status: 'active',
      area: 'Москва, Люблино',
      address: '101000, Россия, Москва, Люблино, ул. Лесная, д. 1',
      version: expect.stringMatching(/^[\w-]{32}$/),
    });
  });

  const changes: [string, Partial<CustomerFacts>][] = [
    ['name', { name: 'Петрова Мария' }],
    ['one phone more', { phones: ['+79160000007', '+79160000008'] }],
    ['another order of phones', { phones: ['+79160000008', '+79160000007'] }],
    ['no e-mail', { email: null }],
    ['another place', { city: 'Казань', district: 'Советский', street: 'ул. Мира, д. 2' }],
    ['no district', { district: null }],
    ['no street', { street: null }],
    [
      'everything',
      { name: 'А', phones: ['+79160000009'], email: 'a@b.ru', city: 'Тула', district: 'Центр', street: 'x' },
    ],
  ];
  it.each(changes)('is changed to what is wanted: %s', (_what, change) => {
    const wanted = { ...FACTS, ...change };
    const merged = { ...body, ...changeBody(readBody(body), wanted) };
    expect(factsOf(readCustomer(merged))).toEqual(wanted);
    expect(readCustomer(merged).version).not.toBe(readCustomer(body).version);
  });

  it('keeps what we know nothing of, and the shape of its version', () => {
    const wanted = {
      ...FACTS,
      phones: ['+79160000007', '+79160000008'],
      district: 'Марьино',
      street: 'ул. Мира',
    };
    const merged = { ...body, ...changeBody(readBody(body), wanted) };
    const known = new Set(body.contactMedium.flatMap((each) => Object.keys(each)));
    for (const each of merged.contactMedium)
      expect([...known], JSON.stringify(each)).toEqual(expect.arrayContaining(Object.keys(each)));
    const texts = JSON.stringify(merged);
    for (const kept of [
      '101000',
      'Россия',
      ...(body === V4 ? ['faxNumber', 'Семья+', 'primary'] : ['StringCharacteristic']),
    ])
      expect(texts).toContain(kept);
  });

  it('is sent only what changes', () => {
    const { engagedParty: _party, ...sent } = changeBody(readBody(body), {
      ...FACTS,
      name: 'Другая',
    }) as V4Change;
    expect(sent).toEqual({ name: 'Другая' });
  });
});

interface V4Change {
  engagedParty?: unknown;
}

describe('what is missing or strange', () => {
  it.each([
    [{ id: 7 }, { id: '7', name: '7', phones: [], area: null, address: null, status: null }],
    [{ id: '7', name: ' ', engagedParty: { name: 'По договору' } }, { name: 'По договору' }],
    [
      { id: '7', contactMedium: null, characteristic: null },
      { phones: [], email: null },
    ],
    [
      { id: '7', characteristic: [{ name: 'district', value: 5 }] },
      { district: null, area: null },
    ],
    [
      { id: '7', characteristic: [{ name: 'district', value: 'Центр' }] },
      { area: 'Центр', address: 'Центр' },
    ],
    [
      { id: '7', contactMedium: [{ mediumType: 'mobile', characteristic: { phoneNumber: ' ' } }] },
      { phones: [] },
    ],
    [
      { id: '7', contactMedium: [{ characteristic: { city: 'Москва', stateOrProvince: 'Москва' } }] },
      { area: 'Москва', address: 'Москва' },
    ],
  ])('%j', (body, expected) => {
    expect(readCustomer(body)).toMatchObject(expected);
  });

  it.each([[null], [[]], [{}], [{ id: '7', contactMedium: 'x' }]])('%j is no customer', (body) => {
    expect(() => readCustomer(body)).toThrow(/unknown shape/);
  });
});

it('a version is of the facts: the same facts in the two shapes are the same version', () => {
  expect(readCustomer(V4).version).toBe(readCustomer(V5).version);
  expect(readCustomer({ ...V4, status: 'closed', account: [] }).version).toBe(readCustomer(V4).version);
});

it('what is created reads back as it was meant', () => {
  const key = '0197c1de-7a51-7c3e-9f0a-3d1c5b6a7e01';
  for (const facts of [FACTS, { ...FACTS, email: null, city: null, district: null, street: null }]) {
    const body = readBody({ id: '9', ...creationBody(facts, key) });
    expect(factsOf(toCustomer(body))).toEqual(facts);
    expect(JSON.stringify(body)).toContain(key);
  }
});
