import type { HouseContext } from '../context.ts';
import type { Db } from '../db/db.ts';
import { NoAnswer, Refused } from '../errors.ts';
import { appendEvents } from '../events.ts';
import type { Language } from '../i18n.ts';
import { renderNotice, renderSubject, type Template } from './texts.ts';

/**
 * Sends one pending notice, with its own id as the idempotency key. A refusal is final and shown on the timeline.
 * @throws {NoAnswer} when the provider is away; the notice stays pending.
 */
export async function sendNotice(ctx: Pick<HouseContext, 'db' | 'senders'>, noticeId: string): Promise<void> {
  const notice = await ctx.db
    .selectFrom('notification')
    .selectAll()
    .where('id', '=', noticeId)
    .where('state', '=', 'PENDING')
    .executeTakeFirst();
  if (!notice) return;
  const send = ctx.senders.get(notice.channel);
  if (!send) throw new NoAnswer('notify.no_sender', `this process cannot send on ${notice.channel}`);
  const language = notice.language as Language;
  const template = notice.template as Template;
  try {
    const { providerId } = await send({
      id: notice.id,
      account: notice.account,
      address: notice.address,
      text: renderNotice(template, language, notice.params),
      subject: renderSubject(language, notice.params),
      askForPhone: template === 'registeredAskPhone',
    });
    await settle(ctx.db, notice, { state: 'SENT', providerId });
  } catch (error) {
    if (error instanceof Refused) return settle(ctx.db, notice, { state: 'FAILED', code: error.code });
    await ctx.db
      .updateTable('notification')
      .set({ last_error: error instanceof NoAnswer ? error.code : 'internal' })
      .where('id', '=', noticeId)
      .execute();
    throw error;
  }
}

type End = { state: 'SENT'; providerId: string | null } | { state: 'FAILED'; code: string };

async function settle(
  db: Db,
  notice: { id: string; servicerequest_id: string; channel: string; recipient: string; template: string },
  end: End,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('notification')
      .set(
        end.state === 'SENT'
          ? { state: end.state, provider_id: end.providerId, sent_at: new Date(), last_error: null }
          : { state: end.state, last_error: end.code },
      )
      .where('id', '=', notice.id)
      .where('state', '=', 'PENDING')
      .returning('id')
      .executeTakeFirst();
    if (!row) return;
    const { channel, recipient, template } = notice;
    await appendEvents(trx, [
      {
        type: end.state === 'SENT' ? 'notification.sent' : 'notification.failed',
        serviceRequestId: notice.servicerequest_id,
        data: { channel, recipient, template },
      },
    ]);
  });
}
