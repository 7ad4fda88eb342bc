import { type Selectable, sql } from 'kysely';
import { readSendable } from '../attachment/readSendable.ts';
import type { Outbound } from '../channel.ts';
import type { HouseContext } from '../context.ts';
import type { Db } from '../db/db.ts';
import type { Notification } from '../db/types.generated.ts';
import { enqueueQuietly } from '../enqueue.ts';
import { NoAnswer, Refused } from '../errors.ts';
import { readWording } from './noticeTemplates.ts';
import { noticePolicy } from './policy.ts';
import { postponeNotice } from './postponeNotice.ts';
import { failNotice, settleSent } from './settleNotice.ts';
import { spend } from './spending.ts';
import { renderNotice, renderSubject, type Template } from './texts.ts';

type Needs = Pick<HouseContext, 'db' | 'log' | 'queues' | 'senders' | 'config'>;
type Notice = Selectable<Notification>;

/**
 * Sends one pending notice, with its own id as the idempotency key. The attempt is claimed first: a store that can be
 * read but not written sends nothing, and of two runs one sends. It waits for the earlier ones of its request, so that
 * nobody reads that it is closed before he reads that it is registered. A refusal, the provider's or our guards', is final for
 * its channel and shown on the timeline; the customer is then told by the next channel that reaches him. The files of a
 * reply go with it where the channel carries files.
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
  const text = await textOf(ctx.db, seen, outbound);
  const files = outbound.files ? await readSendable(ctx.db, seen.event_id) : [];
  const notice = await claim(ctx, seen, outbound, text);
  if (!notice) return;
  try {
    const sent = await outbound.send({
      id: notice.id,
      account: notice.account,
      address: notice.address,
      thread: notice.thread,
      language: notice.language,
      text,
      subject: renderSubject(notice.template as Template, notice.language, notice.params),
      askForPhone: notice.template === 'registeredAskPhone',
      choices: notice.choices,
      files,
    });
    await settleSent(ctx.db, notice, { ...sent, fileIds: files.map((file) => file.id) }, noticePolicy(ctx));
  } catch (error) {
    if (!(error instanceof Refused)) {
      await noteSilence(ctx, notice.id, error);
      throw error;
    }
    await failNotice(ctx.db, notice, error.code, noticePolicy(ctx));
  }
  await enqueueNext(ctx, notice);
}

/** The notice that waited for this one need not wait for the sweep. */
async function enqueueNext(ctx: Needs, notice: Notice): Promise<void> {
  const next = await ctx.db
    .selectFrom('notification')
    .select('id')
    .where('servicerequest_id', '=', notice.servicerequest_id)
    .where('recipient', '=', notice.recipient)
    .where('state', '=', 'PENDING')
    .where('not_before', '<=', sql<Date>`now()`)
    .orderBy('event_id')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (next) await enqueueQuietly(ctx, 'notify', [next.id]);
}

async function textOf(db: Db, notice: Notice, outbound: Outbound): Promise<string> {
  const { channel, language, params, choices } = notice;
  const template = notice.template as Template;
  const edited = await readWording(db, { template, channel, language });
  return renderNotice({ template, language, params, choices }, outbound, edited);
}

async function readPending(ctx: Needs, id: string): Promise<Notice | undefined> {
  return ctx.db
    .selectFrom('notification')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'PENDING')
    .where('not_before', '<=', sql<Date>`now()`)
    .where(
      sql<boolean>`not exists (
        select 1 from notification earlier
        where earlier.servicerequest_id = notification.servicerequest_id
          and earlier.recipient = notification.recipient
          and earlier.state = 'PENDING' and earlier.not_before <= now()
          and (earlier.event_id, earlier.id) < (notification.event_id, notification.id))`,
    )
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
  if (!outbound.byPhone || seen.attempts > 0) return takeAttempt(ctx.db, seen, segments);
  return ctx.db.transaction().execute(async (trx) => {
    const row = await takeAttempt(trx, seen, segments);
    if (!row) return undefined;
    const guard = await spend(trx, row.address, segments, ctx.config);
    if (guard === null) return row;
    if (!(await postponeNotice(trx, row, guard))) await failNotice(trx, row, guard, noticePolicy(ctx));
    return undefined;
  });
}

async function takeAttempt(db: Db, seen: Notice, segments: number): Promise<Notice | undefined> {
  return db
    .updateTable('notification')
    .set({ attempts: seen.attempts + 1, segments })
    .where('id', '=', seen.id)
    .where('state', '=', 'PENDING')
    .where('attempts', '=', seen.attempts)
    .returningAll()
    .executeTakeFirst();
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
    .where('state', '=', 'PENDING')
    .execute();
}
