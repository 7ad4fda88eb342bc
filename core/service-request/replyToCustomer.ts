import type { Actor } from '../access/actor.ts';
import { visibleRequests } from '../access/visibility.ts';
import { cleanText } from '../contact/cleanText.ts';
import type { HouseContext } from '../context.ts';
import type { Db } from '../db/db.ts';
import { Conflict, Invalid, NotFound } from '../errors.ts';
import { appendEvents } from '../events.ts';
import { customerRoute, noticePolicy } from '../notification/policy.ts';
import { markAnswered } from './markAnswered.ts';

/** An agent's words to the customer. */
export interface Reply {
  /** Id of it, chosen by the sender: the same id twice is one reply. */
  id: string;
  requestId: string;
  /** A question waits for an answer; its answer joins the request. */
  kind: 'reply' | 'question';
  text: string;
}

const LONGEST = 4000;

/**
 * Answers a customer, or asks him back, on the channel he used or the first that reaches him.
 * @throws {NotFound} when the actor does not see the request; {@link Invalid} naming `text`; {@link Conflict} when the
 *   request is closed, nothing reaches its customer, or the id was given to other words.
 */
export async function replyToCustomer(
  ctx: Pick<HouseContext, 'db' | 'senders' | 'config'>,
  actor: Actor,
  reply: Reply,
): Promise<void> {
  const text = cleanText(reply.text).trim();
  if (text === '') throw new Invalid('text', 'must not be empty');
  if (text.length > LONGEST) throw new Invalid('text', `must not be longer than ${LONGEST} characters`);
  const request = await ctx.db
    .selectFrom('servicerequest')
    .select(['status', 'channel', 'account', 'address', 'thread', 'phone'])
    .where('id', '=', reply.requestId)
    .where(visibleRequests(actor, 'servicerequest'))
    .executeTakeFirst();
  if (!request) throw new NotFound('servicerequest.not_found', 'There is no such request');
  if (await isTaken(ctx.db, { ...reply, text })) return;
  if (request.status === 'CLOSED')
    throw new Conflict('servicerequest.closed', 'The request is closed already');
  if (!customerRoute(request, noticePolicy(ctx)))
    throw new Conflict('servicerequest.unreachable', 'Nothing reaches the customer of this request');
  await ctx.db.transaction().execute(async (trx) => {
    const row = await trx
      .insertInto('reply')
      .values({
        id: reply.id,
        servicerequest_id: reply.requestId,
        kind: reply.kind,
        author_id: actor.id,
        text,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!row && (await isTaken(trx, { ...reply, text }))) return;
    await markAnswered(trx, reply.requestId);
    await appendEvents(trx, [
      {
        type: 'servicerequest.replied',
        serviceRequestId: reply.requestId,
        actor: actor.id,
        data: { replyId: reply.id, kind: reply.kind },
      },
    ]);
  });
}

/** Whether this very reply was taken before. @throws {Conflict} when another one was, under the same id. */
async function isTaken(db: Db, reply: Reply): Promise<boolean> {
  const known = await db
    .selectFrom('reply')
    .select(['servicerequest_id', 'kind', 'text'])
    .where('id', '=', reply.id)
    .executeTakeFirst();
  if (!known) return false;
  const same =
    known.servicerequest_id === reply.requestId && known.kind === reply.kind && known.text === reply.text;
  if (!same) throw new Conflict('reply.key_used', 'This id belongs to another reply');
  return true;
}
