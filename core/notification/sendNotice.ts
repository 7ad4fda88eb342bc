import type { Selectable } from 'kysely';
import type { HouseContext } from '../context.ts';
import type { Db } from '../db/db.ts';
import type { Notification } from '../db/types.generated.ts';
import { NoAnswer, Refused } from '../errors.ts';
import { appendEvents } from '../events.ts';
import type { Language } from '../i18n.ts';
import { planFallback } from './planFallback.ts';
import { noticeRoutes } from './routes.ts';
import { renderNotice, renderSubject, type Template } from './texts.ts';

type Needs = Pick<HouseContext, 'db' | 'senders' | 'config'>;
type Notice = Selectable<Notification>;

/**
 * Sends one pending notice, with its own id as the idempotency key. The attempt is claimed first: a store that can be
 * read but not written sends nothing, and of two runs one sends. A refusal is final for its channel and shown on the
 * timeline; the customer is then told by the next channel that reaches him.
 * @throws {NoAnswer} when the provider is away; the notice stays pending.
 */
export async function sendNotice(ctx: Needs, noticeId: string): Promise<void> {
  const notice = await claim(ctx.db, noticeId);
  if (!notice) return;
  const end = await attempt(ctx, notice);
  await settle(ctx, notice, end);
}

async function claim(db: Db, id: string): Promise<Notice | undefined> {
  const seen = await db
    .selectFrom('notification')
    .select('attempts')
    .where('id', '=', id)
    .where('state', '=', 'PENDING')
    .executeTakeFirst();
  if (!seen) return undefined;
  return db
    .updateTable('notification')
    .set({ attempts: seen.attempts + 1 })
    .where('id', '=', id)
    .where('state', '=', 'PENDING')
    .where('attempts', '=', seen.attempts)
    .returningAll()
    .executeTakeFirst();
}

async function attempt(ctx: Needs, notice: Notice): Promise<End> {
  const language = notice.language as Language;
  const template = notice.template as Template;
  try {
    const send = ctx.senders.get(notice.channel);
    if (!send) throw new NoAnswer('notify.no_sender', `this process cannot send on ${notice.channel}`);
    const { providerId } = await send({
      id: notice.id,
      account: notice.account,
      address: notice.address,
      text: renderNotice(template, language, notice.params),
      subject: renderSubject(language, notice.params),
      askForPhone: template === 'registeredAskPhone',
    });
    return { state: 'SENT', providerId };
  } catch (error) {
    if (error instanceof Refused) return { state: 'FAILED', code: error.code };
    await ctx.db
      .updateTable('notification')
      .set({ last_error: error instanceof NoAnswer ? error.code : 'internal' })
      .where('id', '=', notice.id)
      .execute();
    throw error;
  }
}

type End = { state: 'SENT'; providerId: string | null } | { state: 'FAILED'; code: string };

async function settle(ctx: Needs, notice: Notice, end: End): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
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
    if (end.state === 'FAILED' && recipient === 'customer')
      await planFallback(trx, notice, noticeRoutes(ctx));
  });
}
