import type { Db } from '../db/db.ts';

/** A notice as people and systems read it: what became of it, not what it said. */
export interface NoticeView {
  id: string;
  recipient: 'customer' | 'manager';
  channel: string;
  template: string;
  state: 'PENDING' | 'SENT' | 'DELIVERED' | 'FAILED';
  /** Why it failed or waits. */
  error: string | null;
  /** Parts the network bills it in. */
  segments: number;
  createdAt: Date;
  /** Held until then (quiet hours, a provider that asked us to wait); null: not held. */
  notBefore: Date | null;
  sentAt: Date | null;
  deliveredAt: Date | null;
}

/** The notices of one request, oldest first. The caller has seen to it that the actor sees it. */
export async function listNotices(db: Db, serviceRequestId: string): Promise<NoticeView[]> {
  const rows = await db
    .selectFrom('notification')
    .selectAll()
    .where('servicerequest_id', '=', serviceRequestId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    recipient: row.recipient,
    channel: row.channel,
    template: row.template,
    state: row.state,
    error: row.last_error,
    segments: row.segments,
    createdAt: row.created_at,
    notBefore: row.state === 'PENDING' && row.not_before > new Date() ? row.not_before : null,
    sentAt: row.sent_at,
    deliveredAt: row.delivered_at,
  }));
}
