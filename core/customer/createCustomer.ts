import type { Actor } from '../access/actor.ts';
import type { HouseContext } from '../context.ts';
import { appendEvents } from '../events.ts';
import { type Customer, FACTS } from './customer.ts';
import { readFacts, type WrittenFacts } from './readFacts.ts';

/** A customer to create, as somebody wrote him down. */
export interface NewCustomer {
  facts: WrittenFacts;
  /** A UUID of the form he was written in: sent twice, it is one customer. */
  key: string;
  /** Whether his numbers may be somebody's already, as in a household. */
  shared: boolean;
}

/**
 * Creates a customer in the customer system. Any agent may: whoever turns to us must become somebody.
 * @throws {InvalidFacts}; {@link PhoneTaken} unless numbers may be shared; {@link Refused} with the system's words;
 *   {@link NoAnswer} when it is not known what became of it: the same key may be tried again.
 */
export async function createCustomer(
  ctx: Pick<HouseContext, 'db' | 'customers' | 'config'>,
  actor: Actor,
  { facts, key, shared }: NewCustomer,
): Promise<Customer> {
  const read = readFacts(facts, { country: ctx.config.DEFAULT_COUNTRY });
  const customer = await ctx.customers.create({ facts: read, key, shared });
  const subject = `customer:${customer.id}`;
  await ctx.db.transaction().execute(async (trx) => {
    // A second try under the same key finds him created, and perhaps told of.
    const told = await trx
      .selectFrom('event')
      .select('id')
      .where('subject', '=', subject)
      .where('type', '=', 'customer.created')
      .executeTakeFirst();
    if (told) return;
    const fields = FACTS.filter((fact) => read[fact] !== null);
    await appendEvents(trx, [
      { type: 'customer.created', subject, actor: actor.id, data: { customerId: customer.id, fields } },
    ]);
  });
  return customer;
}
