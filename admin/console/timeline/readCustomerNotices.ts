import { sql } from 'kysely';
import type { Db } from '../../../core/db/db.ts';
import { listNotices, type NoticeView } from '../../../core/notification/readNotices.ts';

/** A notice to the customer, with the reply it carries, where it carries one. */
export interface CustomerNotice extends NoticeView {
  replyId: string | null;
}

/** What the customer of a request was sent, oldest first. The caller has seen to it that the actor sees it. */
export async function listCustomerNotices(db: Db, serviceRequestId: string): Promise<CustomerNotice[]> {
  const [notices, carried] = await Promise.all([
    listNotices(db, serviceRequestId),
    db
      .selectFrom('notification as n')
      .innerJoin('event as e', 'e.id', 'n.event_id')
      .select(['n.id', sql<string | null>`e.data->>'replyId'`.as('replyId')])
      .where('n.servicerequest_id', '=', serviceRequestId)
      .where('e.type', '=', 'servicerequest.replied')
      .execute(),
  ]);
  const replyIds = new Map(carried.map((row) => [row.id, row.replyId]));
  return notices
    .filter((notice) => notice.recipient === 'customer')
    .map((notice) => ({ ...notice, replyId: replyIds.get(notice.id) ?? null }));
}
