import type { Actor } from '../access/actor.ts';
import { visibleRequests } from '../access/visibility.ts';
import { checkFiles, InvalidFiles, type OfferedFile, type OwnFile } from '../attachment/ownFile.ts';
import { requireSameFiles, storeOwnFiles, type Upload } from '../attachment/storeOwnFiles.ts';
import type { Outbound } from '../channel.ts';
import { cleanText } from '../contact/cleanText.ts';
import type { HouseContext } from '../context.ts';
import type { Db, Trx } from '../db/db.ts';
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
  /** Go with it where the channel carries files. */
  files?: OfferedFile[];
}

const LONGEST = 4000;

/**
 * Answers a customer, or asks him back, on the channel he used or the first that reaches him.
 * @throws {NotFound} when the actor does not see the request; {@link Invalid} naming `text`; {@link InvalidFiles} naming
 *   `files`, also where the channel that reaches him carries none; {@link Conflict} when the request is closed, nothing
 *   reaches its customer, or the id was given to other words or files.
 */
export async function replyToCustomer(
  ctx: Pick<HouseContext, 'db' | 'senders' | 'config'>,
  actor: Actor,
  reply: Reply,
): Promise<void> {
  const text = cleanText(reply.text).trim();
  if (text === '') throw new Invalid('text', 'must not be empty');
  if (text.length > LONGEST) throw new Invalid('text', `must not be longer than ${LONGEST} characters`);
  const request = await readVisible(ctx.db, actor, reply.requestId);
  const files = await checkFiles(ctx.config, reply.files ?? []);
  const written: Written = { ...reply, text, files, authorId: actor.id };
  if (await isTaken(ctx.db, written)) return;
  if (request.status === 'CLOSED')
    throw new Conflict('servicerequest.closed', 'The request is closed already');
  const route = customerRoute(request, noticePolicy(ctx));
  if (!route)
    throw new Conflict('servicerequest.unreachable', 'Nothing reaches the customer of this request');
  requireCarried(ctx.senders.get(route.channel), files);
  await ctx.db.transaction().execute((trx) => store(trx, written));
}

interface Written extends Omit<Reply, 'files'> {
  files: OwnFile[];
  authorId: string;
}

async function readVisible(db: Db, actor: Actor, requestId: string) {
  const request = await db
    .selectFrom('servicerequest')
    .select(['status', 'channel', 'account', 'address', 'thread', 'phone'])
    .where('id', '=', requestId)
    .where(visibleRequests(actor, 'servicerequest'))
    .executeTakeFirst();
  if (!request) throw new NotFound('servicerequest.not_found', 'There is no such request');
  return request;
}

/** A file that never arrives must not look as if it had: who writes is told before, and not after. */
function requireCarried(outbound: Pick<Outbound, 'files'> | undefined, files: OwnFile[]): void {
  if (files.length === 0) return;
  if (!outbound?.files) throw new InvalidFiles('channel');
  const { maxBytes } = outbound.files;
  const tooLong = files.find((file) => file.bytes.byteLength > maxBytes);
  if (tooLong) throw new InvalidFiles('size', tooLong.fileName);
}

async function store(trx: Trx, reply: Written): Promise<void> {
  const { id, requestId, kind, authorId, text, files } = reply;
  await requireOpen(trx, requestId);
  const row = await trx
    .insertInto('reply')
    .values({ id, servicerequest_id: requestId, kind, author_id: authorId, text })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row && (await isTaken(trx, reply))) return;
  await storeOwnFiles(trx, uploadOf(reply), files);
  await markAnswered(trx, requestId);
  await appendEvents(trx, [
    {
      type: 'servicerequest.replied',
      serviceRequestId: requestId,
      actor: authorId,
      data: { replyId: id, kind, ...(files.length > 0 && { files: files.length }) },
    },
  ]);
}

/** Held open until the reply is stored, which none may be to a request that closed meanwhile. Before anything refers to it. */
async function requireOpen(trx: Trx, requestId: string): Promise<void> {
  const open = await trx
    .selectFrom('servicerequest')
    .select('id')
    .where('id', '=', requestId)
    .where('status', '<>', 'CLOSED')
    .forUpdate()
    .executeTakeFirst();
  if (!open) throw new Conflict('servicerequest.closed', 'The request is closed already');
}

function uploadOf({ id, requestId, authorId }: Written): Upload {
  return { id, requestId, replyId: id, authorId };
}

/** Whether this very reply was taken before. @throws {Conflict} when another one was, under the same id. */
async function isTaken(db: Db, reply: Written): Promise<boolean> {
  const known = await db
    .selectFrom('reply')
    .select(['servicerequest_id', 'kind', 'text'])
    .where('id', '=', reply.id)
    .executeTakeFirst();
  if (!known) return false;
  const same =
    known.servicerequest_id === reply.requestId && known.kind === reply.kind && known.text === reply.text;
  if (!same) throw new Conflict('reply.key_used', 'This id belongs to another reply');
  await requireSameFiles(db, uploadOf(reply), reply.files);
  return true;
}
