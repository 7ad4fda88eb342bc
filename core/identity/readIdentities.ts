import { sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import { visibleRequests } from '../access/visibility.ts';
import type { Db } from '../db/db.ts';
import type { Rung } from './rung.ts';

/** A link between a sender and a customer or phone, holding or undone, as people and systems read it. */
export interface IdentityView {
  id: string;
  channel: string;
  account: string;
  /** Who speaks, as the channel knows him. */
  identity: string;
  /** E.164. */
  phone: string | null;
  customerId: string | null;
  customerName: string | null;
  rung: Rung;
  linkedBy: string;
  linkedAt: Date;
  unlinkedBy: string | null;
  unlinkedAt: Date | null;
  unlinkReason: string | null;
}

/** The links of a customer, by his id or his phones, whose senders' requests the actor sees; newest first, with history. */
export async function listCustomerIdentities(
  db: Db,
  actor: Actor,
  customer: { id: string; phones: string[] },
): Promise<IdentityView[]> {
  return identityQuery(db)
    .where(
      sql<boolean>`exists (
        select 1 from servicerequest r
        where r.channel = identity_link.channel and r.account = identity_link.account
          and r.identity = identity_link.identity and ${visibleRequests(actor, 'r')})`,
    )
    .where(({ eb, or, and }) =>
      or([
        eb('customer_id', '=', customer.id),
        ...(customer.phones.length > 0
          ? [and([eb('customer_id', 'is', null), eb('phone', 'in', customer.phones)])]
          : []),
      ]),
    )
    .execute();
}

/** The links of a request's sender, newest first, history included. The caller has seen to it that the actor sees it. */
export async function listRequestIdentities(db: Db, serviceRequestId: string): Promise<IdentityView[]> {
  return identityQuery(db)
    .where(
      sql<boolean>`(channel, account, identity) = (
        select r.channel, r.account, r.identity from servicerequest r where r.id = ${serviceRequestId})`,
    )
    .execute();
}

function identityQuery(db: Db) {
  return db
    .selectFrom('identity_link')
    .select([
      'id',
      'channel',
      'account',
      'identity',
      'phone',
      'customer_id as customerId',
      'customer_name as customerName',
      'rung',
      'linked_by as linkedBy',
      'linked_at as linkedAt',
      'unlinked_by as unlinkedBy',
      'unlinked_at as unlinkedAt',
      'unlink_reason as unlinkReason',
    ])
    .orderBy('linked_at', 'desc')
    .limit(200);
}
