import { type Selectable, sql } from 'kysely';
import type { Db, Trx } from '../db/db.ts';
import type { Contact } from '../db/types.generated.ts';

/** What of a journal row its work needs. */
export type WaitingContact = Pick<
  Selectable<Contact>,
  | 'id'
  | 'channel'
  | 'account'
  | 'kind'
  | 'external_id'
  | 'thread'
  | 'address'
  | 'identity'
  | 'rung'
  | 'phone'
  | 'phone_kind'
  | 'service_id'
  | 'choice'
  | 'queue'
  | 'text'
  | 'language'
  | 'received_at'
  | 'attempts'
> & { has_attachments: boolean };

/**
 * Reads a contact that waits for its work, together with all that wait in its thread.
 * @returns the thread's waiting contacts, the one that settles last at the end; empty when the contact does not wait
 *   any more.
 */
export async function readWaitingThread(db: Db, id: string): Promise<WaitingContact[]> {
  const { rows } = await sql<WaitingContact>`
    with asked as (
      select id, channel, account, thread from contact where id = ${id} and state = 'WAITING'
    )
    select c.id, c.channel, c.account, c.kind, c.external_id, c.thread, c.address, c.identity, c.rung, c.phone,
      c.phone_kind, c.service_id, c.choice, c.queue, c.text, c.language, c.received_at, c.attempts,
      exists (select 1 from attachment a where a.contact_id = c.id) as has_attachments
    from asked join contact c on c.state = 'WAITING' and (c.id = asked.id
      or (c.channel = asked.channel and c.account = asked.account and c.thread = asked.thread))
    order by c.due_at, c.id`.execute(db);
  return rows;
}

/** Takes contacts for this transaction. @returns false when somebody else has worked one of them. */
export async function lockWaiting(trx: Trx, ids: string[]): Promise<boolean> {
  const rows = await trx
    .selectFrom('contact')
    .select('id')
    .where('id', 'in', ids)
    .where('state', '=', 'WAITING')
    // One order for everybody, or two that take the same burst lock each other crosswise.
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.length === ids.length;
}

/** Ends the contacts' wait: they belong to a request from now on. */
export async function markWorked(trx: Trx, ids: string[], requestId: string): Promise<void> {
  await trx
    .updateTable('contact')
    .set({ state: 'WORKED', servicerequest_id: requestId, worked_at: new Date(), last_error: null })
    .where('id', 'in', ids)
    .execute();
}
