import { type Selectable, sql } from 'kysely';
import type { Outbound } from '../channel.ts';
import type { HouseContext } from '../context.ts';
import type { Notification } from '../db/types.generated.ts';
import { NoAnswer, Refused } from '../errors.ts';
import { noticePolicy } from './policy.ts';
import { failNotice, settleSent } from './settleNotice.ts';
import { spend } from './spending.ts';
import { renderNotice, renderSubject, type Template } from './texts.ts';

type Needs = Pick<HouseContext, 'db' | 'senders' | 'config'>;
type Notice = Selectable<Notification>;

/**
 * Sends one pending notice, with its own id as the idempotency key. The attempt is claimed first: a store that can be
 * read but not written sends nothing, and of two runs one sends. A refusal, the provider's or our guards', is final for
 * its channel and shown on the timeline; the customer is then told by the next channel that reaches him.
 * @throws {NoAnswer} when the provider is away; the notice stays pending, for as long as he asked us to wait.
 */
export async function sendNotice(ctx: Needs, noticeId: string): Promise<void> {
  const seen = await readPending(ctx, noticeId);
  if (!seen) return;
  const outbound = ctx.senders.get(seen.channel);
  if (!outbound) {
    const error = new NoAnswer('notify.no_sender', `this process cannot send on ${seen.channel}`);
    await noteSilence(ctx, seen.id, error);
    throw error;
  }
  const text = textOf(seen, outbound);
  const notice = await claim(ctx, seen, outbound, text);
  if (!notice) return;
  try {
    const { providerId } = await outbound.send({
      id: notice.id,
      account: notice.account,
      address: notice.address,
      thread: notice.thread,
      language: notice.language,
      text,
      subject: renderSubject(notice.language, notice.params),
      askForPhone: notice.template === 'registeredAskPhone',
      choices: notice.choices,
    });
    await settleSent(ctx.db, notice, providerId, noticePolicy(ctx));
  } catch (error) {
    if (error instanceof Refused) return failNotice(ctx.db, notice, error.code, noticePolicy(ctx));
    await noteSilence(ctx, notice.id, error);
    throw error;
  }
}

function textOf(notice: Notice, outbound: Outbound): string {
  const { language, params, choices } = notice;
  return renderNotice({ template: notice.template as Template, language, params, choices }, outbound);
}

async function readPending(ctx: Needs, id: string): Promise<Notice | undefined> {
  return ctx.db
    .selectFrom('notification')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'PENDING')
    .where('not_before', '<=', sql<Date>`now()`)
    .executeTakeFirst();
}

/** Claims the attempt, and before the first one of a paid message books it. */
async function claim(
  ctx: Needs,
  seen: Notice,
  outbound: Outbound,
  text: string,
): Promise<Notice | undefined> {
  const segments = outbound.countSegments?.(text) ?? 1;
  return ctx.db.transaction().execute(async (trx) => {
    const row = await trx
      .updateTable('notification')
      .set({ attempts: seen.attempts + 1, segments })
      .where('id', '=', seen.id)
      .where('state', '=', 'PENDING')
      .where('attempts', '=', seen.attempts)
      .returningAll()
      .executeTakeFirst();
    if (!row || !outbound.byPhone || seen.attempts > 0) return row;
    const guard = await spend(trx, row.address, segments, ctx.config);
    if (guard === null) return row;
    await failNotice(trx, row, guard, noticePolicy(ctx));
    return undefined;
  });
}

async function noteSilence(ctx: Needs, id: string, error: unknown): Promise<void> {
  const waitMs = error instanceof NoAnswer ? error.retryAfterMs : undefined;
  const until = waitMs === undefined ? undefined : new Date(Date.now() + waitMs);
  await ctx.db
    .updateTable('notification')
    .set({
      last_error: error instanceof NoAnswer ? error.code : 'internal',
      ...(until && { not_before: until, sweep_at: until }),
    })
    .where('id', '=', id)
    .execute();
}
