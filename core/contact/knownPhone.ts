import { sql } from 'kysely';
import type { Db, Trx } from '../db/db.ts';
import type { PhoneKind } from '../phone.ts';

/** Where a contact came from, and the phone read from it. */
export interface ContactSender {
  channel: string;
  account: string;
  address: string | null;
  sender_shared: boolean;
  phone: string | null;
  phone_kind: PhoneKind;
}

/** A contact's own phone, else the one its address proved before; null where there is neither. E.164. */
export async function knownPhone(db: Db, contact: ContactSender): Promise<string | null> {
  if (contact.phone !== null || contact.address === null) return contact.phone;
  const identity = await db
    .selectFrom('channel_identity')
    .select('phone')
    .where('channel', '=', contact.channel)
    .where('account', '=', contact.account)
    .where('address', '=', contact.address)
    .executeTakeFirst();
  return identity?.phone ?? null;
}

/** Remembers that this address proved this phone; the newest proof wins. Does nothing for an unproven number. */
export async function rememberPhone(trx: Trx, contact: ContactSender): Promise<void> {
  const { channel, account, address, phone } = contact;
  if (!contact.sender_shared || address === null || phone === null) return;
  await trx
    .insertInto('channel_identity')
    .values({ channel, account, address, phone })
    .onConflict((conflict) =>
      conflict
        .columns(['channel', 'account', 'address'])
        .doUpdateSet({ phone: sql`excluded.phone`, proven_at: sql`now()` }),
    )
    .execute();
}
