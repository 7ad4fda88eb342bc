import type { HouseContext } from '../context.ts';
import { enqueueQuietly } from '../enqueue.ts';

/** Tells the queue of the files that came with contacts, once those have become work. */
export async function enqueueAttachments(
  ctx: Pick<HouseContext, 'db' | 'log' | 'queues'>,
  contacts: { id: string; has_attachments: boolean }[],
): Promise<void> {
  const ids = contacts.filter((each) => each.has_attachments).map((each) => each.id);
  if (ids.length === 0) return;
  const rows = await ctx.db
    .selectFrom('attachment')
    .select('id')
    .where('contact_id', 'in', ids)
    .where('state', '=', 'PENDING')
    .execute();
  await enqueueQuietly(
    ctx,
    'attachments',
    rows.map((row) => row.id),
  );
}
