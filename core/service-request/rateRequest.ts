import { lockWaiting, markWorked, type WaitingContact } from '../contact/waitingContact.ts';
import type { Db } from '../db/db.ts';
import { appendEvents } from '../events.ts';

/** A customer's word on how he was served. */
export interface Rating {
  requestId: string;
  /** 1–5. */
  stars: number;
}

/**
 * Rates a closed request by the contact that carries the rating. The person may change his mind; the last word counts.
 * A rating of a request that is not this conversation's, or not closed, is quarantined: nobody of ours gave it out.
 * @returns the request's id, or null when nothing was rated.
 */
export async function rateRequest(db: Db, contact: WaitingContact, rating: Rating): Promise<string | null> {
  return db.transaction().execute(async (trx) => {
    if (!(await lockWaiting(trx, [contact.id]))) return null;
    const row = await trx
      .updateTable('servicerequest')
      .set({ rating: rating.stars, rated_at: new Date() })
      .where('id', '=', rating.requestId)
      .where('channel', '=', contact.channel)
      .where('account', '=', contact.account)
      .where('thread', 'is not distinct from', contact.thread)
      .where('status', '=', 'CLOSED')
      .returning('id')
      .executeTakeFirst();
    const about = { contactId: contact.id };
    if (!row) {
      const code = 'choice.unknown';
      await trx
        .updateTable('contact')
        .set({ state: 'QUARANTINED', last_error: code })
        .where('id', '=', contact.id)
        .execute();
      await appendEvents(trx, [{ type: 'contact.quarantined', ...about, data: { code } }]);
      return null;
    }
    await markWorked(trx, [contact.id], row.id);
    const data = { rating: rating.stars };
    await appendEvents(trx, [{ type: 'servicerequest.rated', ...about, serviceRequestId: row.id, data }]);
    return row.id;
  });
}
