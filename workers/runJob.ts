import { UnrecoverableError } from 'bullmq';
import type { HouseContext } from '../core/context.ts';
import { HelpdeskError, NoAnswer, Unavailable } from '../core/errors.ts';
import { isStoreAway } from '../core/storeAway.ts';
import type { Handler } from './handler.ts';

/**
 * The one wrapper around every handler: meters, tells an outside system's silence from a fault of ours, notes the
 * failure on the row, and throws on so that the queue retries with backoff.
 * @throws what the handler threw; {@link UnrecoverableError} when the row was quarantined.
 */
export async function runJob(ctx: HouseContext, handler: Handler, id: string): Promise<void> {
  const { queue } = handler;
  const stop = ctx.metrics.jobSeconds.startTimer({ queue });
  try {
    await handler.handle(ctx, id);
    ctx.metrics.jobs.inc({ queue, outcome: 'done' });
  } catch (error) {
    const ours = !(error instanceof NoAnswer || error instanceof Unavailable || isStoreAway(error));
    const code = codeOf(error);
    const ended = await noteFailure(ctx, handler, id, { code, ours });
    ctx.metrics.jobs.inc({ queue, outcome: ended ? 'quarantined' : 'retry' });
    const line = { queue, id, code, err: ours ? error : undefined };
    if (ended) {
      ctx.log.error(line, 'the row is quarantined');
      throw new UnrecoverableError(code);
    }
    if (ours) ctx.log.error(line, 'a job failed and will be tried again');
    else ctx.log.warn(line, 'an outside system did not answer; the job will be tried again');
    // The queue keeps the message of what it is thrown; ours are free of personal data, foreign ones may not be.
    throw new Error(code);
  } finally {
    stop();
  }
}

function codeOf(error: unknown): string {
  if (error instanceof HelpdeskError) return error.code;
  return isStoreAway(error) ? 'store.away' : 'internal';
}

/** A store that cannot take the note either leaves it out: the job is tried again all the same. */
async function noteFailure(
  ctx: HouseContext,
  handler: Handler,
  id: string,
  failure: { code: string; ours: boolean },
): Promise<boolean> {
  try {
    return (await handler.onFailure?.(ctx, id, failure)) ?? false;
  } catch (error) {
    ctx.log.warn({ queue: handler.queue, id, err: error }, 'a failure could not be noted on its row');
    return false;
  }
}
