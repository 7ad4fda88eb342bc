import type { HouseContext } from '../context.ts';
import type { Customer } from '../customer/customer.ts';
import type { Db } from '../db/db.ts';
import { Invalid, NotFound } from '../errors.ts';

/**
 * The customer a person named.
 * @throws {Invalid} naming `customerId` when there is none; {@link NoAnswer} when the customer system is away.
 */
export async function requireCustomer(ctx: Pick<HouseContext, 'customers'>, id: string): Promise<Customer> {
  try {
    return await ctx.customers.get(id);
  } catch (error) {
    if (error instanceof NotFound)
      throw new Invalid('customerId', 'there is no such customer', { cause: error });
    throw error;
  }
}

/** The service a person named must be one that is offered. @throws {Invalid} naming `serviceId`. */
export async function requireService(db: Db, id: string): Promise<void> {
  const row = await db
    .selectFrom('service')
    .select('id')
    .where('id', '=', id)
    .where('active', '=', true)
    .executeTakeFirst();
  if (!row) throw new Invalid('serviceId', 'the catalogue has no such service');
}
