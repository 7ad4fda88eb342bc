import type { Actor } from '../../../core/access/actor.ts';
import { type Looker, readLookers } from '../../../core/audit/readSightings.ts';
import { canDial } from '../../../core/call/dialCustomer.ts';
import type { HouseContext } from '../../../core/context.ts';
import type { Customer } from '../../../core/customer/customer.ts';
import { readDialable } from '../../../core/customer/readDialable.ts';
import {
  listPastContacts,
  listPastIncidents,
  listPastRequests,
  type PastContact,
  type PastIncident,
  type PastRequest,
} from '../../../core/customer/readHistory.ts';
import { readPastCustomer } from '../../../core/customer/readPastCustomer.ts';
import { NoAnswer } from '../../../core/errors.ts';
import { type IdentityView, listCustomerIdentities } from '../../../core/identity/readIdentities.ts';
import type { Page as Paged } from '../../../core/paging.ts';
import type { CardQuery } from './cardQuery.ts';

type Needs = Pick<HouseContext, 'customers' | 'db' | 'channels'>;

/** One tab of a customer's history. */
export type History =
  | { tab: 'requests'; rows: Paged<PastRequest> }
  | { tab: 'incidents'; rows: Paged<PastIncident> }
  | { tab: 'contacts'; rows: Paged<PastContact> };

/** What is shown of a customer whose system is away. */
export type ShownCustomer = Pick<Customer, 'id' | 'name' | 'phones'> & { known: Customer | null };

/** All that a customer's card shows. */
export interface CardData {
  customer: ShownCustomer;
  history: History;
  identities: IdentityView[];
  lookers: Looker[];
  /** By phone: the open request through which a PBX of ours calls it. */
  dialable: Map<string, string>;
}

const PAGE_SIZE = 25;

/**
 * Reads a customer's card. While the customer system is away it is what his latest request knew of him.
 * @throws {NotFound} when there is no such customer; {@link NoAnswer} when nobody can tell; {@link Invalid} on a
 *   foreign cursor.
 */
export async function loadCard(ctx: Needs, actor: Actor, id: string, query: CardQuery): Promise<CardData> {
  const customer = await readCustomer(ctx, id);
  const [history, identities, lookers, dialable] = await Promise.all([
    loadHistory(ctx, actor, id, query),
    listCustomerIdentities(ctx.db, actor, customer),
    readLookers(ctx.db, [`customer:${id}`]),
    canDial(ctx) ? readDialable(ctx.db, actor, id) : new Map<string, string>(),
  ]);
  return { customer, history, identities, lookers, dialable };
}

/** One tab of a customer's history. */
export async function loadHistory(
  ctx: Pick<HouseContext, 'db'>,
  actor: Actor,
  id: string,
  { tab, cursor }: CardQuery,
): Promise<History> {
  const page = { limit: PAGE_SIZE, cursor };
  if (tab === 'incidents') return { tab, rows: await listPastIncidents(ctx.db, actor, id, page) };
  if (tab === 'contacts') return { tab, rows: await listPastContacts(ctx.db, actor, id, page) };
  return { tab, rows: await listPastRequests(ctx.db, actor, id, page) };
}

async function readCustomer(ctx: Needs, id: string): Promise<ShownCustomer> {
  try {
    const known = await ctx.customers.get(id);
    return { id: known.id, name: known.name, phones: known.phones, known };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    const past = await readPastCustomer(ctx.db, id);
    if (!past) throw error;
    return { ...past, known: null };
  }
}
