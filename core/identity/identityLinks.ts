import { v7 as uuid } from 'uuid';
import type { CustomerCandidate } from '../customer/customer.ts';
import type { Db, Trx } from '../db/db.ts';
import { appendEvents } from '../events.ts';
import type { Rung } from './rung.ts';

/** A sender as one channel knows him. */
export interface Sender {
  channel: string;
  account: string;
  /** Null: nobody in particular, so nothing is ever linked. */
  identity: string | null;
}

/** What is known of a sender from before. */
export interface IdentityLink {
  id: string;
  phone: string | null;
  customerId: string | null;
  customerName: string | null;
  rung: Rung;
}

/** The link of a sender that holds now; undefined where there is none, or it was undone. */
export async function findLink(db: Db, sender: Sender): Promise<IdentityLink | undefined> {
  if (sender.identity === null) return undefined;
  return db
    .selectFrom('identity_link')
    .select(['id', 'phone', 'customer_id as customerId', 'customer_name as customerName', 'rung'])
    .where('channel', '=', sender.channel)
    .where('account', '=', sender.account)
    .where('identity', '=', sender.identity)
    .where('unlinked_at', 'is', null)
    .executeTakeFirst();
}

/** What a sender is linked with: a phone he proved, a customer somebody recognised in him, or both. */
export interface NewLink {
  phone: string | null;
  customer: CustomerCandidate | null;
  rung: Rung;
  /** User id, or `system`. */
  by: string;
  contactId?: string;
  serviceRequestId?: string;
}

/**
 * Links a sender. A link that says the same stays; one that says otherwise is undone first and kept as history.
 * @param sender.identity must be somebody.
 */
export async function linkIdentity(
  trx: Trx,
  sender: Sender & { identity: string },
  link: NewLink,
): Promise<void> {
  const known = await findLink(trx, sender);
  const customerId = link.customer?.id ?? null;
  const same = known?.phone === link.phone && known.customerId === customerId && known.rung === link.rung;
  if (same) return;
  if (known) await endLink(trx, known.id, { by: link.by, reason: 'replaced' });
  const id = uuid();
  const row = await trx
    .insertInto('identity_link')
    .values({
      id,
      channel: sender.channel,
      account: sender.account,
      identity: sender.identity,
      phone: link.phone,
      customer_id: customerId,
      customer_name: link.customer?.name ?? null,
      rung: link.rung,
      linked_by: link.by,
    })
    .onConflict((conflict) =>
      conflict.columns(['channel', 'account', 'identity']).where('unlinked_at', 'is', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  // Somebody linked this sender between the two: his link is looked at afresh, and replaced if it says otherwise.
  if (!row) return linkIdentity(trx, sender, link);
  const { contactId, serviceRequestId, by: actor } = link;
  const data = { linkId: id, rung: link.rung, customerId };
  await appendEvents(trx, [
    {
      type: 'identity.linked',
      actor,
      data,
      ...(contactId !== undefined && { contactId }),
      ...(serviceRequestId !== undefined && { serviceRequestId }),
    },
  ]);
}

/** Ends a link that still holds. @returns false when it was ended before. */
export async function endLink(trx: Trx, id: string, end: { by: string; reason: string }): Promise<boolean> {
  const row = await trx
    .updateTable('identity_link')
    .set({ unlinked_at: new Date(), unlinked_by: end.by, unlink_reason: end.reason })
    .where('id', '=', id)
    .where('unlinked_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
