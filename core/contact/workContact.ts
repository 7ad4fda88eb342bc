import type { HouseContext } from '../context.ts';
import { enqueueQuietly } from '../enqueue.ts';
import { joinRequest } from '../service-request/joinRequest.ts';
import { openRequest } from '../service-request/openRequest.ts';
import { findOut } from './findings.ts';
import { rememberPhone } from './knownPhone.ts';
import { lockWaitingContact, markWorked, readWaitingContact } from './waitingContact.ts';

/**
 * Turns a waiting contact into work: joins the open request of its thread, or opens a new one with customer and
 * service as far as they are known. Running it twice does it once: the contact is claimed in the transaction.
 * @returns the request's id, or null when the contact was not waiting any more.
 * @throws {NoAnswer} when the customer system is away; the contact keeps waiting.
 */
export async function workContact(
  ctx: Pick<HouseContext, 'db' | 'log' | 'queues' | 'customers'>,
  contactId: string,
): Promise<string | null> {
  const contact = await readWaitingContact(ctx.db, contactId);
  if (!contact) return null;
  const findings = await findOut(ctx, contact);
  const request = await ctx.db.transaction().execute(async (trx) => {
    if (!(await lockWaitingContact(trx, contactId))) return null;
    await rememberPhone(trx, contact);
    const settled =
      (await joinRequest(trx, contact, findings)) ??
      (await openRequest(trx, contact, findings)) ??
      // Another contact of the thread opened the request between the two: it is there to join now.
      (await joinRequest(trx, contact, findings));
    if (!settled) throw new Error('the request of a thread vanished while it was joined');
    await markWorked(trx, contactId, settled.id);
    return settled;
  });
  if (request?.status === 'ORDERING') await enqueueQuietly(ctx, 'orders', [request.id]);
  return request?.id ?? null;
}
