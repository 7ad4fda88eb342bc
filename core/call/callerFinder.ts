import { sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import { visibleRequests } from '../access/visibility.ts';
import type { CallerCard } from '../channel.ts';
import type { HouseContext } from '../context.ts';
import type { CustomerCandidate } from '../customer/customer.ts';
import type { Db } from '../db/db.ts';
import { NoAnswer } from '../errors.ts';
import { withPatience } from '../withPatience.ts';

/** Whose number it is. */
export interface FoundCaller {
  /** One: it is he. Several: the number is theirs. None: unknown. */
  people: (CustomerCandidate & { area: string | null })[];
  /** True where somebody or something recognised him before: his number may be a household's, he is still he. */
  isLinked: boolean;
  /** False when the customer system did not answer in time: then it is what was last known. */
  fresh: boolean;
}

/** A telephone rings meanwhile: within 300 ms in all, something must be on its display. */
const PATIENCE_MS = 200;
const MOST_REQUESTS = 10;

/** Finds whose number it is, in time for a telephone that rings. @param phone E.164. */
export async function findCaller(
  ctx: Pick<HouseContext, 'db' | 'customers'>,
  phone: string,
): Promise<FoundCaller> {
  const [found, linked] = await Promise.all([inTime(ctx, phone), findLinked(ctx.db, phone)]);
  if (linked) {
    const area = found?.find((each) => each.id === linked.id)?.area ?? null;
    return { people: [{ ...linked, area }], isLinked: true, fresh: found !== undefined };
  }
  const people = found ?? (await lastKnown(ctx.db, phone));
  return { people, isLinked: false, fresh: found !== undefined };
}

/** @returns undefined when the customer system did not answer in time. */
async function inTime(
  ctx: Pick<HouseContext, 'customers'>,
  phone: string,
): Promise<FoundCaller['people'] | undefined> {
  const look = ctx.customers.findByPhone(phone).then(
    (people) => people.map(({ id, name, area }) => ({ id, name, area: area ?? null })),
    (error: unknown) => {
      if (error instanceof NoAnswer) return undefined;
      throw error;
    },
  );
  return withPatience(look, PATIENCE_MS, () => undefined);
}

/** The customer a person recognised in whoever speaks from this number; links that name different ones name nobody. */
async function findLinked(db: Db, phone: string): Promise<CustomerCandidate | undefined> {
  const links = await db
    .selectFrom('identity_link')
    .select(['customer_id as id', sql<string>`max(customer_name)`.as('name')])
    .where('identity', '=', phone)
    .where('unlinked_at', 'is', null)
    .where('customer_id', 'is not', null)
    .groupBy('customer_id')
    .limit(2)
    .execute();
  const [link, another] = links;
  if (!link?.id || another) return undefined;
  return { id: link.id, name: link.name ?? link.id };
}

async function lastKnown(db: Db, phone: string): Promise<FoundCaller['people']> {
  const row = await db
    .selectFrom('servicerequest')
    .select(['customer_id as id', 'customer_name as name', 'area'])
    .where('phone', '=', phone)
    .where('customer_id', 'is not', null)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id && row.name ? [{ id: row.id, name: row.name, area: row.area }] : [];
}

/** The open requests of a number, newest first. @param viewer whose rights count; null: everybody's. */
export async function listOpenRequests(
  db: Db,
  phone: string,
  viewer: Actor | null,
): Promise<CallerCard['openRequests']> {
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
