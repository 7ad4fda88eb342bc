import { sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import type { HouseContext } from '../context.ts';
import type { Db, Trx } from '../db/db.ts';
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
  // An earlier try may have changed him and told nobody: which facts it changed is not known any more.
  const retried = changed.length === 0 && before.version !== version;
  const fields = retried ? FACTS.filter((fact) => facts[fact] !== undefined) : changed;
  if (fields.length > 0) await tell(ctx.db, actor, { after, fields, retried });
  return { customer: after, changed, otherwise: FACTS.filter((fact) => !sameFact(after, wanted, fact)) };
}

/** @param change.retried true: only unless the change that made him what he is was told already. */
async function tell(
  db: Db,
  actor: Actor,
  change: { after: Customer; fields: FactName[]; retried: boolean },
): Promise<void> {
  const { id, version: became } = change.after;
  const subject = `customer:${id}`;
  await db.transaction().execute(async (trx) => {
    // Two tries at once tell once.
    await sql`select pg_advisory_xact_lock(hashtextextended(${subject}, 0))`.execute(trx);
    if (change.retried && (await lastTold(trx, subject)) === became) return;
    const data = { customerId: id, fields: change.fields, became };
    await appendEvents(trx, [{ type: 'customer.changed', subject, actor: actor.id, data }]);
  });
}

/** The version a customer had after the last change told of; undefined where none was. */
async function lastTold(trx: Trx, subject: string): Promise<unknown> {
  const last = await trx
    .selectFrom('event')
    .select('data')
    .where('subject', '=', subject)
    .where('type', '=', 'customer.changed')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.data.became;
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
