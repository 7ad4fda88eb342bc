import type { Actor } from '../access/actor.ts';
import type { HouseContext } from '../context.ts';
import { enqueueQuietly } from '../enqueue.ts';
import { Conflict, NotFound } from '../errors.ts';
import { appendEvents } from '../events.ts';

/**
 * Sends a quarantined contact on its way again, with its patience renewed.
 * @throws {NotFound} when there is no such contact; {@link Conflict} when it is not in quarantine.
 */
export async function replayContact(
  ctx: Pick<HouseContext, 'db' | 'log' | 'queues'>,
  actor: Actor,
  contactId: string,
): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    const contact = await trx
      .selectFrom('contact')
      .select('state')
      .where('id', '=', contactId)
      .forUpdate()
      .executeTakeFirst();
    if (!contact) throw new NotFound('contact.not_found', 'There is no such contact');
    if (contact.state !== 'QUARANTINED')
      throw new Conflict('contact.not_quarantined', 'It is not in quarantine');
    await trx
      .updateTable('contact')
      .set({ state: 'WAITING', attempts: 0, last_error: null, sweep_at: new Date() })
      .where('id', '=', contactId)
      .execute();
    await appendEvents(trx, [{ type: 'contact.replayed', contactId, actor: actor.id }]);
  });
  await enqueueQuietly(ctx, 'intake', [contactId]);
}
