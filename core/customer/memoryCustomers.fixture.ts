import { NotFound } from '../errors.ts';
import { customerOf, type KnownCustomer } from './customer.fixture.ts';
import { type Customer, type CustomerFacts, FACTS, sameFact } from './customer.ts';
import { CustomerChanged } from './customerChanged.ts';
import type { CustomerSystem } from './customerSystem.ts';
import { PhoneTaken } from './phoneTaken.ts';
import { searchByName } from './searchByName.ts';
import { versionOf } from './version.ts';

/**
 * A customer system that is a list, which a test may change under it.
 * @param before runs before every call, e.g. to fail in its place.
 */
export function createMemoryCustomers(
  people: KnownCustomer[],
  before: (method: keyof CustomerSystem) => void = () => undefined,
): CustomerSystem {
  const created = new Map<string, string>();
  const all = () => people.map(customerOf);
  const find = (id: string): Customer => {
    const found = all().find((each) => each.id === id);
    if (!found) throw new NotFound('customer.not_found', 'There is no such customer');
    return found;
  };
  return {
    async findByPhone(phone) {
      before('findByPhone');
      return all().filter((each) => each.phones.includes(phone));
    },
    async get(id) {
      before('get');
      return find(id);
    },
    async search(text, limit) {
      before('search');
      return searchByName(async () => all(), text, limit);
    },
    async list({ offset, limit }) {
      before('list');
      return { customers: all().slice(offset, offset + limit), total: people.length };
    },
    async create({ facts, key, shared }) {
      before('create');
      const known = created.get(key);
      if (known !== undefined) return find(known);
      const owners = all().filter(({ phones }) => phones.some((phone) => facts.phones.includes(phone)));
      if (owners.length > 0 && !shared) throw new PhoneTaken(owners);
      const id = `C-${1000 + people.length}`;
      created.set(key, id);
      people.push({ id, ...facts });
      return find(id);
    },
    async update(id, { facts, version }) {
      before('update');
      const now = find(id);
      if (FACTS.every((fact) => sameFact(now, facts, fact))) return { before: now, after: now };
      if (versionOf(now) !== version) throw new CustomerChanged(now);
      const position = people.findIndex((each) => each.id === id);
      people[position] = withFacts(now, facts);
      return { before: now, after: find(id) };
    },
  };
}

function withFacts({ id, status }: Customer, facts: CustomerFacts): KnownCustomer {
  return { id, status, ...facts };
}
