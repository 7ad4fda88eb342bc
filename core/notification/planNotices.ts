import { v7 as uuid } from 'uuid';
import type { Trx } from '../db/db.ts';
import type { EventType, StoredEvent } from '../events.ts';
import { HOUSE_LANGUAGE } from '../i18n.ts';
import type { CloseReason } from '../service-request/status.ts';
import { customerNotice, type PlannedNotice } from './customerNotice.ts';
import { goesOutAt } from './goesOutAt.ts';
import { type NotifiedRequest, readNotifiedRequest } from './notifiedRequest.ts';
import type { NoticePolicy } from './policy.ts';
import { reasonInWords } from './texts.ts';

/** Events somebody is told of. */
const TOLD: EventType[] = [
  'servicerequest.opened',
  'servicerequest.triaged',
  'servicerequest.replied',
  'servicerequest.closed',
];
/**
 * Writes the notices that events ask for: the customer hears that his request is registered, is asked, replied to and
 * told that it is closed, the assignee's manager that it is closed. One event makes one notice for one recipient,
 * however often it is read.
 * @returns ids of the notices that may go out now.
 */
export async function planNotices(trx: Trx, events: StoredEvent[], policy: NoticePolicy): Promise<string[]> {
  const due: string[] = [];
  for (const event of events) {
    if (event.serviceRequestId === null || !TOLD.includes(event.type)) continue;
    const request = await readNotifiedRequest(trx, event.serviceRequestId);
    if (!request) continue;
    const notices = [
      { recipient: 'customer' as const, notice: await customerNotice(trx, event, request, policy) },
      { recipient: 'manager' as const, notice: managerNotice(event, request, policy) },
    ];
    for (const { recipient, notice } of notices) {
      const id = notice && (await storeNotice(trx, event, request, { recipient, ...notice }, policy));
      if (id) due.push(id);
    }
  }
  return due;
}

function managerNotice(
  event: StoredEvent,
  request: NotifiedRequest,
  { senders }: NoticePolicy,
): PlannedNotice | undefined {
  if (event.type !== 'servicerequest.closed' || !request.manager_email || !senders.has('email'))
    return undefined;
  return {
    channel: 'email',
    account: null,
    address: request.manager_email,
    thread: null,
    template: 'managerClosed',
    params: {
      number: request.number,
      reason: reasonInWords(event.data.reason as CloseReason, HOUSE_LANGUAGE),
      incident: request.incident_number ?? '—',
      assignee: request.assignee_name ?? '—',
    },
    choices: [],
  };
}

/** @returns its id when it is new and may go out now. */
async function storeNotice(
  trx: Trx,
  event: StoredEvent,
  request: NotifiedRequest,
  notice: PlannedNotice & { recipient: 'customer' | 'manager' },
  policy: NoticePolicy,
): Promise<string | undefined> {
  const now = new Date();
  const notBefore = goesOutAt(notice, request.last_contact_at, now, policy);
  const row = await trx
    .insertInto('notification')
    .values({
      id: uuid(),
      event_id: event.id,
      servicerequest_id: request.id,
      ...notice,
      language: notice.recipient === 'customer' ? request.language : HOUSE_LANGUAGE,
      params: JSON.stringify(notice.params),
      choices: JSON.stringify(notice.choices),
      ...(notBefore > now && { not_before: notBefore, sweep_at: notBefore }),
    })
    .onConflict((conflict) => conflict.columns(['event_id', 'recipient', 'channel']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return notBefore > now ? undefined : row?.id;
}
