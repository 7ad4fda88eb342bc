import { enqueueAttachments } from '../attachment/enqueueAttachments.ts';
import type { HouseContext } from '../context.ts';
import { enqueueQuietly } from '../enqueue.ts';
import { appendEvents } from '../events.ts';
import { rememberProof } from '../identity/rememberProof.ts';
import { joinRequest } from '../service-request/joinRequest.ts';
import { markAnsweredByCall } from '../service-request/markAnswered.ts';
import { openRequest, type SettledRequest } from '../service-request/openRequest.ts';
import { rateRequest } from '../service-request/rateRequest.ts';
import { gatherBurst, takeBurst } from './burst.ts';
import { readChoice } from './choice.ts';
import { findOut } from './findings.ts';
import { lockWaiting, markWorked, readWaitingThread, type WaitingContact } from './waitingContact.ts';

type Needs = Pick<HouseContext, 'db' | 'log' | 'queues' | 'customers'>;

/**
 * Turns a waiting contact into work, and with it the others of its burst: they join the open request of their thread,
 * or open a new one with customer and service as far as they are known. A rating goes to the request it rates.
 * Running it twice does it once: contacts are claimed in the transaction.
 * @returns the request's id, or null when the contact was not waiting any more or a later one will take it along.
 * @throws {NoAnswer} when the customer system is away; the contact keeps waiting.
 */
export async function workContact(ctx: Needs, contactId: string): Promise<string | null> {
  for (;;) {
    const waiting = await readWaitingThread(ctx.db, contactId);
    const contact = waiting.find((each) => each.id === contactId);
    if (!contact) return null;
    const picked = readChoice(contact.choice);
    if (picked?.kind === 'rating') return rateRequest(ctx.db, contact, picked);
    const messages = waiting.filter((each) => readChoice(each.choice)?.kind !== 'rating');
    const burst = takeBurst(messages, contactId, Date.now());
    if (burst.length === 0) return null;
    const settled = await settleBurst(ctx, burst);
    // Somebody else took a part of the burst: what is left is looked at afresh.
    if (!settled) continue;
    if (settled.status === 'ORDERING') await enqueueQuietly(ctx, 'orders', [settled.id]);
    await enqueueAttachments(ctx, burst);
    return settled.id;
  }
}

async function settleBurst(ctx: Needs, burst: WaitingContact[]): Promise<SettledRequest | null> {
  const contact = gatherBurst(burst);
  const findings = await findOut(ctx, contact);
  const ids = burst.map((each) => each.id);
  return ctx.db.transaction().execute(async (trx) => {
    if (!(await lockWaiting(trx, ids))) return null;
    for (const each of burst) await rememberProof(trx, each);
    const settled =
      (await joinRequest(trx, contact, findings)) ??
      (await openRequest(trx, contact, findings)) ??
      // Another contact of the thread opened the request between the two: it is there to join now.
      (await joinRequest(trx, contact, findings));
    if (!settled) throw new Error('the request of a thread vanished while it was joined');
    await markWorked(trx, ids, settled.id);
    if (burst.some((each) => each.kind === 'call')) await markAnsweredByCall(trx, settled.id);
    await appendEvents(
      trx,
      ids
        .filter((id) => id !== contact.id)
        .map((id) => ({ type: 'contact.joined', contactId: id, serviceRequestId: settled.id })),
    );
    return settled;
  });
}
