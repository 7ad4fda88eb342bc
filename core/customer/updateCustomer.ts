import type { Actor } from '../access/actor.ts';
import type { HouseContext } from '../context.ts';
import { appendEvents } from '../events.ts';
import { type Customer, type CustomerFacts, FACTS, type FactName, sameFact } from './customer.ts';
import { CustomerChanged } from './customerChanged.ts';
import { PhoneTaken } from './phoneTaken.ts';
import { readFacts, type WrittenFacts } from './readFacts.ts';

/** What to change about a customer, as somebody wrote it down. */
export interface CustomerChange {
  id: string;
  /** Facts that are not given stay. */
  facts: Partial<WrittenFacts>;
  /** Of the customer as he was read: nothing is written over what came after. */
  version: string;
  /** Whether a number may be somebody's already, as in a household. */
  shared: boolean;
}

/** What became of a change. */
export interface ChangedCustomer {
  customer: Customer;
  changed: FactName[];
  /** Facts the system keeps otherwise than it was told. */
  otherwise: FactName[];
}

/**
 * Changes a customer in the customer system. Any agent may, as he may create one.
 * @throws {InvalidFacts}; {@link CustomerChanged} when somebody else was quicker; {@link PhoneTaken} unless numbers
 *   may be shared; {@link NotFound} when he is gone; {@link Refused} with the system's words; {@link NoAnswer} when it
 *   is not known what became of it: the same change may be tried again.
 */
export async function updateCustomer(
  ctx: Pick<HouseContext, 'db' | 'customers' | 'config'>,
  actor: Actor,
  { id, facts, version, shared }: CustomerChange,
): Promise<ChangedCustomer> {
  const now = await ctx.customers.get(id, { fresh: true });
  const wanted = readFacts(
    { ...toWritten(now), ...facts },
    { country: ctx.config.DEFAULT_COUNTRY, known: now.phones },
  );
  const settled = FACTS.every((fact) => sameFact(now, wanted, fact));
  if (now.version !== version && !settled) throw new CustomerChanged(now);
  if (!shared) await requireFree(ctx, now, wanted);
  const { before, after } = await ctx.customers.update(id, { facts: wanted, version });
  const changed = FACTS.filter((fact) => !sameFact(before, after, fact));
  if (changed.length > 0) {
    await ctx.db.transaction().execute((trx) =>
      appendEvents(trx, [
        {
          type: 'customer.changed',
          subject: `customer:${id}`,
          actor: actor.id,
          data: { customerId: id, fields: changed },
        },
      ]),
    );
  }
  return { customer: after, changed, otherwise: FACTS.filter((fact) => !sameFact(after, wanted, fact)) };
}

/** Facts as a form holds them. */
export function toWritten(facts: CustomerFacts): WrittenFacts {
  const { name, phones, email, city, district, street } = facts;
  return {
    name,
    phones,
    email: email ?? '',
    city: city ?? '',
    district: district ?? '',
    street: street ?? '',
  };
}

/** @throws {PhoneTaken} when a number he is to get is somebody else's. */
async function requireFree(
  ctx: Pick<HouseContext, 'customers'>,
  now: Customer,
  { phones }: CustomerFacts,
): Promise<void> {
  const added = phones.filter((phone) => !now.phones.includes(phone));
  const found = await Promise.all(added.map((phone) => ctx.customers.findByPhone(phone, { fresh: true })));
  const owners = new Map(found.flat().map((owner) => [owner.id, owner]));
  owners.delete(now.id);
  if (owners.size > 0) throw new PhoneTaken([...owners.values()]);
}
