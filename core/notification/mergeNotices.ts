import type { Trx } from '../db/db.ts';
import { appendEvents } from '../events.ts';

const WITHDRAWN = 'notice.withdrawn';

/**
 * Whether the customer has heard that his request goes on in another. A notice of it that nobody has tried to send yet is
 * taken back: two that cancel each other out would only puzzle him.
 * @param into number of the other request.
 */
export async function wasToldOfMerge(trx: Trx, requestId: string, into: string): Promise<boolean> {
  const withdrawn = await trx
    .updateTable('notification')
    .set({ state: 'FAILED', last_error: WITHDRAWN })
    .where('servicerequest_id', '=', requestId)
    .where('template', '=', 'merged')
    .where('state', '=', 'PENDING')
    .where('attempts', '=', 0)
    .returning(['id', 'channel', 'recipient', 'template'])
    .execute();
  await appendEvents(
    trx,
    withdrawn.map(({ id: noticeId, channel, recipient, template }) => ({
      type: 'notification.failed' as const,
      serviceRequestId: requestId,
      data: { noticeId, channel, recipient, template, code: WITHDRAWN },
    })),
  );
  const told = await trx
    .selectFrom('notification')
    .select('id')
    .where('servicerequest_id', '=', requestId)
    .where('template', '=', 'merged')
    .where('state', '<>', 'FAILED')
    .where((eb) => eb(eb.ref('params', '->>').key('into'), '=', into))
    .executeTakeFirst();
  return told !== undefined;
}
