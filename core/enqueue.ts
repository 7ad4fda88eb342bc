import type { HouseContext } from './context.ts';
import type { QueueName } from './queues.ts';

/**
 * Tells a queue that a row wants work, after the row's commit. A queue that is away costs nothing but time: the
 * row's state is the truth and `sweep` enqueues it later. Hence a warning and no error.
 * @param delayMs how long until its turn comes; 0 unless told.
 */
export async function enqueueQuietly(
  ctx: Pick<HouseContext, 'queues' | 'log'>,
  queue: QueueName,
  ids: string[],
  delayMs = 0,
): Promise<void> {
  try {
    await ctx.queues.enqueue(queue, ids, delayMs);
  } catch (error) {
    ctx.log.warn({ err: error, queue, rows: ids.length }, 'rows could not be enqueued; the sweep will');
  }
}
