import { LRUCache } from 'lru-cache';
import { NotFound, Refused } from '../errors.ts';
import { createOutsideSystem, type OutsideAnswer, refusedLookUp } from '../http.ts';
import { type Creation, createCustomerIn } from './createCustomerIn.ts';
import type { Customer } from './customer.ts';
import { CustomerChanged } from './customerChanged.ts';
import { searchByName } from './searchByName.ts';
import { readBodies, readCustomer, readCustomers, toCustomer } from './tmf629.ts';
import { type FactsChange, updateCustomerIn } from './updateCustomerIn.ts';

/** A part of all customers, in the system's own order. */
export interface CustomerList {
  customers: Customer[];
  /** How many there are in all; null where the system does not tell. */
  total: number | null;
}

/** The customer system, as the house uses it. */
export interface CustomerSystem {
  /**
   * Who the number belongs to: nobody, one, or several (a household's number).
   * Answers come from a cache for a while; look-ups of one number at the same time share one call.
   * @param phone E.164.
   * @param options.fresh true: asks the system, whatever the cache says.
   * @throws {NoAnswer} when the system is away.
   */
  findByPhone(phone: string, options?: { fresh?: boolean }): Promise<Customer[]>;
  /**
   * @param options.fresh true: asks the system, whatever the cache says.
   * @throws {NotFound} when there is no such customer; {@link NoAnswer} when the system is away.
   */
  get(id: string, options?: { fresh?: boolean }): Promise<Customer>;
  /**
   * At most `limit` customers whose names hold the text, whatever its case and its ё.
   * @throws {NoAnswer} when the system is away.
   */
  search(text: string, limit: number): Promise<Customer[]>;
  /**
   * @param page.offset how many to leave out; `limit` at the most.
   * @throws {NoAnswer} when the system is away.
   */
  list(page: { offset: number; limit: number }): Promise<CustomerList>;
  /**
   * Creates a customer once for each key: one whose creation was not answered is found again by it, as long as the
   * system keeps the characteristic that carries it.
   * @throws {PhoneTaken} unless numbers may be shared; {@link Refused} with the system's own words; {@link NoAnswer}
   *   when it is not known what became of it: the same key may be tried again.
   */
  create(creation: Creation): Promise<Customer>;
  /**
   * Makes these the facts of a customer, provided that he is still as he was read.
   * @param change.version of what was read.
   * @returns him as he was and as he is.
   * @throws {CustomerChanged} when he is not; {@link NotFound} when he is gone; {@link Refused} with the system's own
   *   words; {@link NoAnswer} when it is not known what became of it: the same change may be tried again.
   */
  update(id: string, change: FactsChange): Promise<{ before: Customer; after: Customer }>;
}

const CACHE_ENTRIES = 50_000;
/** A number nobody has is asked again soon: the customer may just be being created. */
const UNKNOWN_TTL_MS = 5_000;
/** A number shared by more customers than this is no help to an agent. */
const MATCHES_SHOWN = 20;

/**
 * Client of TMF629 Customer Management v4; customers written as v5 does are understood.
 * @param options.baseUrl e.g. `https://crm/tmf-api/customerManagement/v4`.
 * @param options.cacheSeconds how long a known customer is remembered.
 */
export function createCustomerSystem(options: {
  baseUrl: string;
  timeoutMs: number;
  cacheSeconds: number;
}): CustomerSystem {
  const { baseUrl, timeoutMs } = options;
  const system = createOutsideSystem({ name: 'customers', baseUrl, timeoutMs });
  const ask = (query: Record<string, string>) =>
    system.call({ path: `/customer?${new URLSearchParams(query)}` });
  const askByPhone = async (phone: string) => {
    const query = { 'contactMedium.characteristic.phoneNumber': phone, limit: String(MATCHES_SHOWN) };
    const answer = await ask(query).catch(noSuchNumber);
    return answer === null ? [] : readBodies(answer.body);
  };
  const askById = (id: string) => system.call({ path: pathOf(id) }).catch(nobodyByThatId);

  // Who waits for an answer gets it, even if the entry is forgotten meanwhile; it is only not kept.
  const caching = { max: CACHE_ENTRIES, ttl: options.cacheSeconds * 1000, ignoreFetchAbort: true };
  const byPhone = new LRUCache<string, Customer[]>({
    ...caching,
    fetchMethod: async (phone, _stale, { options: entry }) => {
      const found = (await askByPhone(phone)).map(toCustomer);
      if (found.length === 0) entry.ttl = UNKNOWN_TTL_MS;
      return found;
    },
  });
  const byId = new LRUCache<string, Customer>({
    ...caching,
    fetchMethod: async (id) => readCustomer((await askById(id)).body),
  });
  /** The next contact must find what was just written. */
  const remember = (customer: Customer, phonesBefore: string[]) => {
    for (const phone of [...phonesBefore, ...customer.phones]) byPhone.delete(phone);
    byId.set(customer.id, customer);
    return customer;
  };

  /** Who was slower has the newer customer at hand, and so has whoever asks for him next. */
  const rememberOther = (error: unknown): never => {
    if (error instanceof CustomerChanged) byId.set(error.current.id, error.current);
    throw error;
  };

  return {
    findByPhone: (phone, { fresh = false } = {}) => byPhone.forceFetch(phone, { forceRefresh: fresh }),
    get: (id, { fresh = false } = {}) => byId.forceFetch(id, { forceRefresh: fresh }),
    search: (text, limit) =>
      searchByName(
        async (name) => {
          const answer = await ask({ name, limit: String(limit) }).catch(refusedLookUp('customers'));
          return readCustomers(answer.body);
        },
        text,
        limit,
      ),
    async list({ offset, limit }) {
      const query = { offset: String(offset), limit: String(limit) };
      const answer = await ask(query).catch(refusedLookUp('customers'));
      return { customers: readCustomers(answer.body), total: totalOf(answer) };
    },
    async create(creation) {
      return remember(await createCustomerIn({ system, askByPhone }, creation), []);
    },
    async update(id, change) {
      const { before, after } = await updateCustomerIn({ system, askById, pathOf }, id, change).catch(
        rememberOther,
      );
      remember(after, before.phones);
      return { before, after };
    },
  };
}

/** @throws {NotFound} for the two ids that survive percent-encoding and would ask for the folder above. */
function pathOf(id: string): string {
  if (id === '.' || id === '..') throw new NotFound('customer.not_found', 'There is no such customer');
  return `/customer/${encodeURIComponent(id)}`;
}

function totalOf({ headers }: OutsideAnswer): number | null {
  const total = headers.get('x-total-count');
  return total !== null && /^\d{1,15}$/.test(total) ? Number(total) : null;
}

/** An id the system does not have, or takes for none: gone is gone, however it says so. */
function nobodyByThatId(error: unknown): never {
  if (error instanceof Refused && [400, 404, 410, 422].includes(error.status ?? 0))
    throw new NotFound('customer.not_found', 'There is no such customer', { cause: error });
  return refusedLookUp('customers')(error);
}

/** A number the system cannot even look up is nobody's as far as we can tell: a person decides. */
function noSuchNumber(error: unknown): null {
  if (error instanceof Refused && (error.status === 400 || error.status === 422)) return null;
  return refusedLookUp('customers')(error);
}
