import type { Actor } from '../access/actor.ts';
import type { HouseContext } from '../context.ts';
import type { Db } from '../db/db.ts';
import { enqueueQuietly } from '../enqueue.ts';
import { Conflict, NotFound } from '../errors.ts';
import { appendEvents } from '../events.ts';
import { requireManager } from '../setting/requireManager.ts';

type Needs = Pick<HouseContext, 'db' | 'log' | 'queues'>;

/**
 * Sends a quarantined contact, or one that was dropped, on its way again, with its patience renewed.
 * @throws {Forbidden}, {@link NotFound} when there is no such contact; {@link Conflict} when it is not in quarantine.
 */
export async function replayContact(ctx: Needs, actor: Actor, contactId: string): Promise<void> {
  const [replayed] = await replayContacts(ctx, actor, [contactId]);
  if (replayed !== undefined) return;
  const known = await ctx.db
    .selectFrom('contact')
    .select('id')
    .where('id', '=', contactId)
    .executeTakeFirst();
  if (!known) throw new NotFound('contact.not_found', 'There is no such contact');
  throw new Conflict('contact.not_quarantined', 'It is not in quarantine');
}

/**
 * {@link replayContact} for several at once; those that are not in quarantine any more are passed over.
 * @returns ids of those that are on their way.
 * @throws {Forbidden}
 */
export async function replayContacts(ctx: Needs, actor: Actor, contactIds: string[]): Promise<string[]> {
  requireManager(actor);
  if (contactIds.length === 0) return [];
  const replayed = await ctx.db.transaction().execute(async (trx) => {
    const ids = await lockPutAside(trx, contactIds);
    if (ids.length === 0) return [];
    await trx
      .updateTable('contact')
      .set({
        state: 'WAITING',
        attempts: 0,
        last_error: null,
        sweep_at: new Date(),
        dropped_at: null,
        dropped_by: null,
        drop_reason: null,
      })
      .where('id', 'in', ids)
      .execute();
    await appendEvents(
      trx,
      ids.map((contactId) => ({ type: 'contact.replayed', contactId, actor: actor.id })),
    );
    return ids;
  });
  await enqueueQuietly(ctx, 'intake', replayed);
  return replayed;
}

/** In one order, or two who replay the same page lock each other crosswise. */
async function lockPutAside(trx: Db, contactIds: string[]): Promise<string[]> {
  const rows = await trx
    .selectFrom('contact')
    .select('id')
    .where('id', 'in', contactIds)
    .where('state', 'in', ['QUARANTINED', 'DROPPED'])
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map((row) => row.id);
}
