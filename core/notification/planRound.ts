import { sql } from 'kysely';
import type { HouseContext } from '../context.ts';
import type { Trx } from '../db/db.ts';
import { isDataFault } from '../db/isDataFault.ts';
import { appendEvents, type StoredEvent } from '../events.ts';
import { planNotices } from './planNotices.ts';
import type { NoticePolicy } from './policy.ts';

const UNPLANNABLE = 'notice.unplannable';

type Needs = Pick<HouseContext, 'log' | 'metrics'>;

/**
 * {@link planNotices} that no single event can stop: one whose notices cannot be written is put aside, and the others
 * go on. It is logged, counted, and told of on the timeline of its request or of whatever it is about, where a person
 * sees that somebody was not told.
 * @param trx the reader's; the store itself away or slow still fails it as a whole, to be read again.
 * @returns ids of the notices that may go out now.
 */
export async function planRound(
  ctx: Needs,
  trx: Trx,
  events: StoredEvent[],
  policy: NoticePolicy,
): Promise<string[]> {
  const all = await attempt(trx, () => planNotices(trx, events, policy));
  if ('done' in all) return all.done;
  const due: string[] = [];
  for (const event of events) {
    const one = await attempt(trx, () => planNotices(trx, [event], policy));
    if ('done' in one) due.push(...one.done);
    else await putAside(ctx, trx, event, one.fault);
  }
  return due;
}

/** Does work in a savepoint. @returns its outcome, or the fault of what it worked on, with nothing done. */
async function attempt<Outcome>(
  trx: Trx,
  work: () => Promise<Outcome>,
): Promise<{ done: Outcome } | { fault: unknown }> {
  await sql`savepoint planning`.execute(trx);
  try {
    const done = await work();
    await sql`release savepoint planning`.execute(trx);
    return { done };
  } catch (fault) {
    if (isOfStore(fault)) throw fault;
    await sql`rollback to savepoint planning`.execute(trx);
    return { fault };
  }
}

/** The store is away, busy or in another's way: that passes, and is nothing this event did. */
function isOfStore(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && !isDataFault(error);
}

async function putAside(
  { log, metrics }: Needs,
  trx: Trx,
  event: StoredEvent,
  fault: unknown,
): Promise<void> {
  const name = fault instanceof Error ? fault.name : 'unknown';
  // Not the error itself: its message may hold what the notice was to say.
  log.error(
    { eventId: event.id, eventType: event.type, fault: name },
    'the notices of an event cannot be planned',
  );
  metrics.noticesPutAside.inc();
  await appendEvents(trx, [
    {
      type: 'notification.failed',
      ...(event.serviceRequestId !== null && { serviceRequestId: event.serviceRequestId }),
      ...(event.incidentId !== null && { incidentId: event.incidentId }),
      ...(event.subject !== null && { subject: event.subject }),
      data: { code: UNPLANNABLE, afterEvent: event.id },
    },
  ]);
}
