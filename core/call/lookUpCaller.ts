import { sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import { visibleRequests } from '../access/visibility.ts';
import type { CallerCard } from '../channel.ts';
import type { HouseContext } from '../context.ts';
import type { Customer } from '../customer/customer.ts';
import type { Db } from '../db/db.ts';
import { NoAnswer } from '../errors.ts';
import { readPhone } from '../phone.ts';
import { withPatience } from '../withPatience.ts';

type Needs = Pick<HouseContext, 'db' | 'customers' | 'config'>;

/** A telephone rings meanwhile: within 300 ms in all, something must be on its display. */
const PATIENCE_MS = 200;
const MOST_REQUESTS = 10;

/**
 * Whose number it is and what he has open. A customer system that is slow or away is not waited for: then it is what
 * we last knew.
 * @param phone as the PBX writes it.
 * @param viewer whose requests are shown; null: a PBX, which shows them to whoever picks up.
 */
export async function lookUpCaller(
  ctx: Needs,
  phone: string,
  viewer: Actor | null = null,
): Promise<CallerCard> {
  const { e164 } = readPhone(phone, ctx.config.DEFAULT_COUNTRY);
  if (e164 === null) return { phone: null, customerId: null, name: null, openRequests: [], fresh: true };
  const [found, openRequests] = await Promise.all([inTime(ctx, e164), listOpen(ctx.db, e164, viewer)]);
  const people = found ?? (await lastKnown(ctx.db, e164));
  const [first] = people;
  return {
    phone: e164,
    customerId: people.length === 1 && first ? first.id : null,
    name: people.length === 0 ? null : people.map((each) => each.name).join(' / '),
    openRequests,
    fresh: found !== undefined,
  };
}

/** @returns undefined when the customer system did not answer in time. */
async function inTime(ctx: Needs, phone: string): Promise<Customer[] | undefined> {
  const look = ctx.customers.findByPhone(phone).catch((error: unknown) => {
    if (error instanceof NoAnswer) return undefined;
    throw error;
  });
  return withPatience(look, PATIENCE_MS, () => undefined);
}

async function lastKnown(db: Db, phone: string): Promise<{ id: string; name: string }[]> {
  const row = await db
    .selectFrom('servicerequest')
    .select(['customer_id as id', 'customer_name as name'])
    .where('phone', '=', phone)
    .where('customer_id', 'is not', null)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id && row.name ? [{ id: row.id, name: row.name }] : [];
}

async function listOpen(db: Db, phone: string, viewer: Actor | null): Promise<CallerCard['openRequests']> {
  return db
    .selectFrom('servicerequest as r')
    .leftJoin('service as s', 's.id', 'r.service_id')
    .select(['r.id', 'r.number', 'r.status', 's.name as service', 'r.created_at as createdAt'])
    .where('r.phone', '=', phone)
    .where('r.status', '<>', 'CLOSED')
    .where(viewer === null ? sql<boolean>`true` : visibleRequests(viewer, 'r'))
    .orderBy('r.created_at', 'desc')
    .limit(MOST_REQUESTS)
    .execute();
}
