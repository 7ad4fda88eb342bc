import { LRUCache } from 'lru-cache';
import { NotFound, Refused } from '../errors.ts';
import { createOutsideSystem, refusedLookUp } from '../http.ts';
import type { Customer } from './customer.ts';
import { readCustomer, readCustomers } from './tmf629.ts';

/** The customer system, as the house uses it. */
export interface CustomerSystem {
  /**
   * Who the number belongs to: nobody, one, or several (a household's number).
   * Answers come from a cache for a while; look-ups of one number at the same time share one call.
   * @param phone E.164.
   * @throws {NoAnswer} when the system is away.
   */
  findByPhone(phone: string): Promise<Customer[]>;
  /**
   * @throws {NotFound} when there is no such customer; {@link NoAnswer} when the system is away.
   */
  get(id: string): Promise<Customer>;
  /** @param text part of a name. At most `limit` customers. */
  search(text: string, limit: number): Promise<Customer[]>;
}

const CACHE_ENTRIES = 50_000;
/** A number nobody has is asked again soon: the customer may just be being created. */
const UNKNOWN_TTL_MS = 5_000;
/** A number shared by more customers than this is no help to an agent. */
const MATCHES_SHOWN = 20;

/**
 * Client of TMF629 Customer Management v4.
 * @param options.baseUrl e.g. `https://crm/tmf-api/customerManagement/v4`.
 * @param options.cacheSeconds how long a known customer is remembered.
 */
export function createCustomerSystem(options: {
  baseUrl: string;
  timeoutMs: number;
  cacheSeconds: number;
}): CustomerSystem {
  const system = createOutsideSystem({
    name: 'customers',
    baseUrl: options.baseUrl,
    timeoutMs: options.timeoutMs,
  });

  const list = async (query: Record<string, string>) => {
    const { body } = await system.call({ path: `/customer?${new URLSearchParams(query)}` });
    return readCustomers(body);
  };

  const byPhone = new LRUCache<string, Customer[]>({
    max: CACHE_ENTRIES,
    ttl: options.cacheSeconds * 1000,
    fetchMethod: async (phone, _stale, { options: entry }) => {
      const query = { 'contactMedium.characteristic.phoneNumber': phone, limit: String(MATCHES_SHOWN) };
      const found = await list(query).catch(noSuchNumber);
      if (found.length === 0) entry.ttl = UNKNOWN_TTL_MS;
      return found;
    },
  });

  const byId = new LRUCache<string, Customer>({
    max: CACHE_ENTRIES,
    ttl: options.cacheSeconds * 1000,
    fetchMethod: async (id) => {
      const { body } = await system
        .call({ path: `/customer/${encodeURIComponent(id)}` })
        .catch(nobodyByThatId);
      return readCustomer(body);
    },
  });

  return {
    findByPhone: (phone) => byPhone.forceFetch(phone),
    async get(id) {
      // These two survive percent-encoding and would ask for the folder above.
      if (id === '.' || id === '..') throw new NotFound('customer.not_found', 'There is no such customer');
      return byId.forceFetch(id);
    },
    search: (text, limit) => list({ name: text, limit: String(limit) }).catch(refusedLookUp('customers')),
  };
}

/** An id the system does not have, or takes for none: gone is gone, however it says so. */
function nobodyByThatId(error: unknown): never {
  if (error instanceof Refused && [400, 404, 410, 422].includes(error.status ?? 0))
    throw new NotFound('customer.not_found', 'There is no such customer', { cause: error });
  return refusedLookUp('customers')(error);
}

/** A number the system cannot even look up is nobody's as far as we can tell: a person decides. */
function noSuchNumber(error: unknown): Customer[] {
  if (error instanceof Refused && (error.status === 400 || error.status === 422)) return [];
  return refusedLookUp('customers')(error);
}
