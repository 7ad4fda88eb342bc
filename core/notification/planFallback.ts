import type { Selectable } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Trx } from '../db/db.ts';
import type { Notification } from '../db/types.generated.ts';
import { goesOutAt } from './goesOutAt.ts';
import { readNotifiedRequest } from './notifiedRequest.ts';
import type { NoticePolicy } from './policy.ts';

/** What of a refused notice is written once more. */
export type RefusedNotice = Pick<
  Selectable<Notification>,
  'event_id' | 'servicerequest_id' | 'recipient' | 'language' | 'template' | 'params'
>;

/**
 * Writes a refused notice once more for the next channel that reaches the customer's phone (a blocked bot: SMS). Each
 * channel is tried once for one event; with none left the refusal stands on the timeline. The sweep takes it from here.
 */
export async function planFallback(trx: Trx, refused: RefusedNotice, policy: NoticePolicy): Promise<void> {
  const { senders, fallback } = policy;
  const template = templateElsewhere(refused.template);
  if (refused.servicerequest_id === null || template === null) return;
  const request = await readNotifiedRequest(trx, refused.servicerequest_id);
  if (!request?.phone) return;
  const { phone } = request;
  const tried = await trx
    .selectFrom('notification')
    .select('channel')
    .where('event_id', '=', refused.event_id)
    .where('recipient', '=', 'customer')
    .execute();
  const next = fallback.find(
    (channel) => senders.has(channel) && !tried.some((each) => each.channel === channel),
  );
  if (!next) return;
  const { event_id, servicerequest_id, recipient, language, params } = refused;
  const notBefore = goesOutAt({ recipient, template }, request.last_contact_at, new Date(), policy);
  await trx
    .insertInto('notification')
    .values({
      id: uuid(),
      event_id,
      servicerequest_id,
      recipient,
      language,
      template,
      params: JSON.stringify(params),
      channel: next,
      address: phone,
      not_before: notBefore,
      sweep_at: notBefore,
    })
    .onConflict((conflict) => conflict.columns(['event_id', 'recipient', 'channel', 'address']).doNothing())
    .execute();
}

/** A question of the service is asked where the customer came from: elsewhere he could not answer it. */
function templateElsewhere(template: string): string | null {
  if (template === 'askService') return null;
  return template === 'registeredAskService' || template === 'registeredAskPhone' ? 'registered' : template;
}
