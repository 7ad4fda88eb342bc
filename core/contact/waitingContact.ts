import type { Selectable } from 'kysely';
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
  | 'sender_shared'
  | 'phone'
  | 'phone_kind'
  | 'service_id'
  | 'queue'
  | 'text'
>;

/** Reads a contact that waits for its work; undefined when it does not wait any more. */
export async function readWaitingContact(db: Db, id: string): Promise<WaitingContact | undefined> {
  return db
    .selectFrom('contact')
    .select([
      'id',
      'channel',
      'account',
      'kind',
      'external_id',
      'thread',
      'address',
      'sender_shared',
      'phone',
      'phone_kind',
      'service_id',
      'queue',
      'text',
    ])
    .where('id', '=', id)
    .where('state', '=', 'WAITING')
    .executeTakeFirst();
}

/** Takes the contact for this transaction. @returns false when somebody else has worked it. */
export async function lockWaitingContact(trx: Trx, id: string): Promise<boolean> {
  const row = await trx
    .selectFrom('contact')
    .select('id')
    .where('id', '=', id)
    .where('state', '=', 'WAITING')
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/** Ends the contact's wait: it belongs to a request from now on. */
export async function markWorked(trx: Trx, id: string, requestId: string): Promise<void> {
  await trx
    .updateTable('contact')
    .set({ state: 'WORKED', servicerequest_id: requestId, worked_at: new Date(), last_error: null })
    .where('id', '=', id)
    .execute();
}
