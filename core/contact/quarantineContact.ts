import { sql } from 'kysely';
import type { Db } from '../db/db.ts';
import { appendEvents } from '../events.ts';

/** Failures of our own making (not an outside system's silence) that a contact may meet before a person looks. */
const PATIENCE = 10;

/**
 * Notes why a contact could not be worked this time; after {@link PATIENCE} failures that retrying will not mend it
 * is quarantined, where it is seen and can be replayed.
 * @param failure.code machine word of the error; never its text.
 * @param failure.ours false for an outside system's silence, which has no limit.
 * @returns whether the contact is quarantined now.
 */
export async function noteFailure(
  db: Db,
  contactId: string,
  failure: { code: string; ours: boolean },
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('contact')
      .set({
        last_error: failure.code,
        attempts: failure.ours ? sql`attempts + 1` : sql`attempts`,
        state: failure.ours
          ? sql`case when attempts + 1 >= ${PATIENCE} then 'QUARANTINED' else state end`
          : 'WAITING',
      })
      .where('id', '=', contactId)
      .where('state', '=', 'WAITING')
      // A long outage's retries have nothing new to note.
      .where((each) =>
        each.or([each('last_error', 'is distinct from', failure.code), each.val(failure.ours)]),
      )
      .returning('state')
      .executeTakeFirst();
    if (row?.state !== 'QUARANTINED') return false;
    await appendEvents(trx, [{ type: 'contact.quarantined', contactId, data: { code: failure.code } }]);
    return true;
  });
}
