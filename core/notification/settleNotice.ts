import { type Selectable, sql } from 'kysely';
import type { DeliveryReceipt, Sent } from '../channel.ts';
import type { Db, Trx } from '../db/db.ts';
import type { Notification } from '../db/types.generated.ts';
import { appendEvents, type EventType } from '../events.ts';
import { planFallback } from './planFallback.ts';
import type { NoticePolicy } from './policy.ts';

type Notice = Selectable<Notification>;

/**
 * Notes that the provider took a notice, and of its files those he took; a receipt that overtook us is looked up then.
 * @param sent.fileIds of the files that went with it.
 */
export async function settleSent(
  db: Db,
  notice: Notice,
  sent: Sent & { fileIds: string[] },
  policy: NoticePolicy,
): Promise<void> {
  const { providerId, leftOut = [] } = sent;
  const fileIds = sent.fileIds.filter((id) => !leftOut.includes(id));
  await db.transaction().execute(async (trx) => {
    if (providerId !== null) await lockProviderId(trx, notice.channel, providerId);
    const row = await trx
      .updateTable('notification')
      .set({ state: 'SENT', provider_id: providerId, sent_at: new Date(), last_error: null })
      .where('id', '=', notice.id)
      .where('state', '=', 'PENDING')
      .returningAll()
      .executeTakeFirst();
    if (!row) return;
    if (fileIds.length > 0)
      await trx.updateTable('attachment').set({ sent_at: new Date() }).where('id', 'in', fileIds).execute();
    await tell(trx, row, 'notification.sent');
    const receipt = providerId === null ? undefined : await takeEarlyReceipt(trx, row.channel, providerId);
    if (receipt) await settleReceipt(trx, row, receipt, policy);
  });
}

/** Ends a notice for its channel; the customer is told by the next one that reaches him. */
export async function failNotice(
  db: Db | Trx,
  notice: Notice,
  code: string,
  policy: NoticePolicy,
): Promise<void> {
  const fail = async (trx: Trx) => {
    const row = await trx
      .updateTable('notification')
      .set({ state: 'FAILED', last_error: code })
      .where('id', '=', notice.id)
      .where('state', 'in', ['PENDING', 'SENT'])
      .returning('id')
      .executeTakeFirst();
    if (!row) return;
    await tell(trx, notice, 'notification.failed', code);
    if (notice.recipient === 'customer') await planFallback(trx, notice, policy);
  };
  return db.isTransaction ? fail(db as Trx) : db.transaction().execute(fail);
}

/** Settles what became of a notice that was taken. A final state stays. */
export async function settleReceipt(
  trx: Trx,
  notice: Notice,
  receipt: Pick<DeliveryReceipt, 'state' | 'code' | 'at'>,
  policy: NoticePolicy,
): Promise<void> {
  if (receipt.state === 'FAILED')
    return failNotice(trx, notice, receipt.code ? `undelivered.${receipt.code}` : 'undelivered', policy);
  const row = await trx
    .updateTable('notification')
    .set({ state: 'DELIVERED', delivered_at: receipt.at, last_error: null })
    .where('id', '=', notice.id)
    .where('state', 'in', ['PENDING', 'SENT'])
    .returning('id')
    .executeTakeFirst();
  if (row) await tell(trx, notice, 'notification.delivered');
}

/** Serialises our own commit of a provider's id with a receipt that speaks of it. */
export async function lockProviderId(trx: Trx, channel: string, providerId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${channel} ${providerId}`}, 0))`.execute(trx);
}

async function takeEarlyReceipt(trx: Trx, channel: string, providerId: string) {
  return trx
    .deleteFrom('early_receipt')
    .where('channel', '=', channel)
    .where('provider_id', '=', providerId)
    .returning(['state', 'code', 'at'])
    .executeTakeFirst();
}

async function tell(trx: Trx, notice: Notice, type: EventType, code?: string): Promise<void> {
  const { id: noticeId, channel, recipient, template } = notice;
  await appendEvents(trx, [
    {
      type,
      serviceRequestId: notice.servicerequest_id ?? undefined,
      data: { noticeId, channel, recipient, template, ...(code !== undefined && { code }) },
    },
  ]);
}
