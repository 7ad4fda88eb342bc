import type { CountryCode } from 'libphonenumber-js/max';
import { z } from 'zod';
import { cleanText } from '../contact/cleanText.ts';
import { Invalid } from '../errors.ts';
import { readPhone } from '../phone.ts';
import type { CustomerFacts, FactName } from './customer.ts';

/** The facts as somebody wrote them: phones in any writing, nothing or spaces where there is nothing. */
export type WrittenFacts = Omit<{ [Fact in FactName]: string }, 'phones'> & { phones: string[] };

/** What is wrong with one of them. */
export type FactFault = 'missing' | 'long' | 'phone' | 'email' | 'many';

/** Some facts are not as they must be. */
export class InvalidFacts extends Invalid {
  readonly faults: Partial<Record<FactName, FactFault>>;
  /** Not a plain property: a logger would write it out. */
  readonly #wrongPhones: string[];

  constructor(faults: Partial<Record<FactName, FactFault>>, wrongPhones: string[] = []) {
    const [first] = Object.entries(faults);
    super(first?.[0] ?? 'name', WORDS[first?.[1] ?? 'missing']);
    this.faults = faults;
    this.#wrongPhones = wrongPhones;
  }

  /** Those that are no phones, as they were written. */
  get wrongPhones(): string[] {
    return this.#wrongPhones;
  }
}

const WORDS: Record<FactFault, string> = {
  missing: 'must not be empty',
  long: 'is too long',
  phone: 'holds something that is no phone number',
  email: 'is not an e-mail address',
  many: 'holds too many phone numbers',
};

const LONGEST = { name: 200, email: 254, city: 100, district: 100, street: 200 } as const;
/** More numbers nobody has. */
const MOST_PHONES = 10;
const email = z.email();

/**
 * Reads the facts of a customer.
 * @param options.country whose numbers are written without a country code.
 * @param options.known phones that may stay as they are, whatever the system wrote.
 * @returns trimmed texts, null where there is none, phones in E.164, each once.
 * @throws {InvalidFacts} naming every one that is wrong.
 */
export function readFacts(
  written: WrittenFacts,
  options: { country: CountryCode; known?: string[] },
): CustomerFacts {
  const faults: InvalidFacts['faults'] = {};
  const read = (fact: Exclude<FactName, 'phones'>): string | null => {
    const text = cleanText(written[fact]).replace(/\s+/g, ' ').trim();
    if (text.length > LONGEST[fact]) faults[fact] = 'long';
    return text || null;
  };
  const name = read('name');
  if (name === null) faults.name = 'missing';
  const { phones, wrong, fault } = readPhones(written.phones, options);
  if (fault) faults.phones = fault;
  const facts = {
    name: name ?? '',
    phones,
    email: read('email'),
    city: read('city'),
    district: read('district'),
    street: read('street'),
  };
  if (facts.email !== null && !email.safeParse(facts.email).success) faults.email = 'email';
  if (Object.keys(faults).length > 0) throw new InvalidFacts(faults, wrong);
  return facts;
}

function readPhones(
  written: string[],
  { country, known = [] }: { country: CountryCode; known?: string[] },
): { phones: string[]; wrong: string[]; fault?: FactFault } {
  const given = written.map((phone) => phone.trim()).filter((phone) => phone !== '');
  const read = (phone: string) => (known.includes(phone) ? phone : readPhone(phone, country).e164);
  const wrong = given.filter((phone) => read(phone) === null);
  const phones = [...new Set(given.map(read).filter((phone) => phone !== null))];
  if (wrong.length > 0) return { phones, wrong, fault: 'phone' };
  if (phones.length === 0) return { phones, wrong, fault: 'missing' };
  return phones.length > MOST_PHONES ? { phones, wrong, fault: 'many' } : { phones, wrong };
}
