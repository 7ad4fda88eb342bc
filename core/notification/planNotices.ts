import { v7 as uuid } from 'uuid';
import type { Trx } from '../db/db.ts';
import type { StoredEvent } from '../events.ts';
import type { CloseReason } from '../service-request/status.ts';
import type { NoticeRoutes } from './routes.ts';
import { reasonInWords, type Template } from './texts.ts';

interface Notice {
  recipient: 'customer' | 'manager';
  channel: string;
  account: string | null;
  address: string;
  template: Template;
  params: Record<string, string>;
}

/** Managers are written to in the house's own language. */
const LANGUAGE = 'ru';

/** Closings a customer is not told of: nobody is there, or another request tells him. */
const SILENT = ['SPAM', 'DUPLICATE'];

/**
 * Writes the notices that events ask for: the customer hears that his request is registered and that it is closed,
 * the assignee's manager that it is closed. One event makes one notice for one recipient, however often it is read.
 * @returns ids of the notices written.
 */
export async function planNotices(trx: Trx, events: StoredEvent[], routes: NoticeRoutes): Promise<string[]> {
  const ids: string[] = [];
  for (const event of events) {
    if (event.serviceRequestId === null) continue;
    const notices = await noticesFor(trx, event, event.serviceRequestId, routes);
    for (const notice of notices) {
      const row = await trx
        .insertInto('notification')
        .values({
          id: uuid(),
          event_id: event.id,
          servicerequest_id: event.serviceRequestId,
          ...notice,
          params: JSON.stringify(notice.params),
        })
        .onConflict((conflict) => conflict.columns(['event_id', 'recipient', 'channel']).doNothing())
        .returning('id')
        .executeTakeFirst();
      if (row) ids.push(row.id);
    }
  }
  return ids;
}

async function noticesFor(
  trx: Trx,
  event: StoredEvent,
  requestId: string,
  routes: NoticeRoutes,
): Promise<Notice[]> {
  if (event.type !== 'servicerequest.opened' && event.type !== 'servicerequest.closed') return [];
  const request = await readNotified(trx, requestId);
  if (!request) return [];
  const route = customerRoute(request, routes);
  const params = { number: request.number };
  if (event.type === 'servicerequest.opened') {
    const template = request.phone === null ? 'registeredAskPhone' : 'registered';
    return route ? [{ recipient: 'customer', ...route, template, params }] : [];
  }
  const notices: Notice[] = [];
  const reason = event.data.reason as CloseReason;
  if (route && !SILENT.includes(reason))
    notices.push({ recipient: 'customer', ...route, template: 'closed', params });
  if (request.manager_email && routes.sendable.includes('email')) {
    notices.push({
      recipient: 'manager',
      channel: 'email',
      account: null,
      address: request.manager_email,
      template: 'managerClosed',
      params: {
        ...params,
        reason: reasonInWords(reason, LANGUAGE),
        incident: request.incident_number ?? '—',
        assignee: request.assignee_name ?? '—',
      },
    });
  }
  return notices;
}

type Notified = NonNullable<Awaited<ReturnType<typeof readNotified>>>;

async function readNotified(trx: Trx, requestId: string) {
  return trx
    .selectFrom('servicerequest as r')
    .leftJoin('incident as i', 'i.servicerequest_id', 'r.id')
    .leftJoin('user_account as u', 'u.id', 'i.assignee_id')
    .leftJoin('user_account as m', 'm.id', 'u.manager_id')
    .select([
      'r.number',
      'r.channel',
      'r.account',
      'r.address',
      'r.phone',
      'i.number as incident_number',
      'u.name as assignee_name',
      'm.email as manager_email',
    ])
    .where('r.id', '=', requestId)
    .executeTakeFirst();
}

/** The customer's own channel where it can answer him, else the first fallback that reaches his phone. */
function customerRoute(
  request: Notified,
  routes: NoticeRoutes,
): { channel: string; account: string | null; address: string } | undefined {
  if (request.address !== null && routes.sendable.includes(request.channel)) {
    return { channel: request.channel, account: request.account, address: request.address };
  }
  const fallback = routes.fallback.find((channel) => routes.sendable.includes(channel));
  return fallback && request.phone !== null
    ? { channel: fallback, account: null, address: request.phone }
    : undefined;
}
