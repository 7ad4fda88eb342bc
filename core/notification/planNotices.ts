import { v7 as uuid } from 'uuid';
import type { Trx } from '../db/db.ts';
import type { EventType, StoredEvent } from '../events.ts';
import { HOUSE_LANGUAGE } from '../i18n.ts';
import { customerNotice, type PlannedNotice } from './customerNotice.ts';
import { goesOutAt } from './goesOutAt.ts';
import { managerNotices } from './managerNotices.ts';
import { type NotifiedRequest, readNotifiedRequest } from './notifiedRequest.ts';
import type { NoticePolicy } from './policy.ts';

/** Events somebody is told of. */
const TOLD: EventType[] = [
  'servicerequest.opened',
  'servicerequest.triaged',
  'servicerequest.replied',
  'servicerequest.closed',
  'servicerequest.merged',
  'servicerequest.unmerged',
  'servicerequest.attached',
  'servicerequest.outage_corrected',
  'sla.warned',
  'sla.breached',
  'sla.answer_warned',
  'sla.answer_breached',
  'massincident.closed',
];

/**
 * Writes the notices that events ask for: the customer hears that his request is registered, is asked, replied to and
 * told that it is closed, goes on as another or by itself again, or is part of a mass incident; managers that it is closed, near the end of
 * its term or that of its first answer, or beyond. One event makes one notice for one address, however often it is read.
 * @returns ids of the notices that may go out now.
 */
export async function planNotices(trx: Trx, events: StoredEvent[], policy: NoticePolicy): Promise<string[]> {
  const due: string[] = [];
  for (const event of events) {
    if (!TOLD.includes(event.type)) continue;
    const { serviceRequestId } = event;
    const request = serviceRequestId === null ? undefined : await readNotifiedRequest(trx, serviceRequestId);
    const customer = request && (await customerNotice(trx, event, request, policy));
    const managers = await managerNotices(trx, event, request, policy);
    const notices = [
      ...(customer ? [{ recipient: 'customer' as const, ...customer }] : []),
      ...managers.map((notice) => ({ recipient: 'manager' as const, ...notice })),
    ];
    for (const notice of notices) {
      const id = await storeNotice(trx, event, request, notice, policy);
      if (id) due.push(id);
    }
  }
  return due;
}

/** @returns its id when it is new and may go out now. */
async function storeNotice(
  trx: Trx,
  event: StoredEvent,
  request: NotifiedRequest | undefined,
  notice: PlannedNotice & { recipient: 'customer' | 'manager' },
  policy: NoticePolicy,
): Promise<string | undefined> {
  const now = new Date();
  const notBefore = goesOutAt(notice, request?.last_contact_at ?? null, now, policy);
  const row = await trx
    .insertInto('notification')
    .values({
      id: uuid(),
      event_id: event.id,
      servicerequest_id: request?.id ?? null,
      ...notice,
      language: request && notice.recipient === 'customer' ? request.language : HOUSE_LANGUAGE,
      params: JSON.stringify(notice.params),
      choices: JSON.stringify(notice.choices),
      ...(notBefore > now && { not_before: notBefore, sweep_at: notBefore }),
    })
    .onConflict((conflict) => conflict.columns(['event_id', 'recipient', 'channel', 'address']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return notBefore > now ? undefined : row?.id;
}
