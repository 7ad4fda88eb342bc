import type { Actor } from '../access/actor.ts';
import type { Db } from '../db/db.ts';
import { Conflict, Invalid, NotFound } from '../errors.ts';
import { appendEvents } from '../events.ts';
import { requireManager } from '../setting/requireManager.ts';

const LONGEST_REASON = 500;

/**
 * Puts a quarantined contact away for good: it is neither lost nor work, and the ledger says who decided so and why.
 * A replay brings it back.
 * @param input.reason in a person's own words, up to 500 characters; it stays on the row and out of the event.
 * @throws {Forbidden}, {@link Invalid} naming `dropReason`, {@link NotFound}, {@link Conflict} when it is not in
 *   quarantine.
 */
export async function dropContact(
  db: Db,
  actor: Actor,
  input: { contactId: string; reason: string },
): Promise<void> {
  requireManager(actor);
  const { contactId } = input;
  const reason = input.reason.trim();
  if (reason === '' || reason.length > LONGEST_REASON) {
    throw new Invalid('dropReason', `must be given, in up to ${LONGEST_REASON} characters`);
  }
  await db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('contact')
      .set({ state: 'DROPPED', dropped_at: new Date(), dropped_by: actor.id, drop_reason: reason })
      .where('id', '=', contactId)
      .where('state', '=', 'QUARANTINED')
      .returning('id')
      .executeTakeFirst();
    if (row) {
      await appendEvents(trx, [{ type: 'contact.dropped', contactId, actor: actor.id }]);
      return;
    }
    const known = await trx.selectFrom('contact').select('id').where('id', '=', contactId).executeTakeFirst();
    if (!known) throw new NotFound('contact.not_found', 'There is no such contact');
    throw new Conflict('contact.not_quarantined', 'It is not in quarantine');
  });
}
