import type { Actor } from '../access/actor.ts';
import { visibleRequests } from '../access/visibility.ts';
import type { HouseContext } from '../context.ts';
import { NotFound } from '../errors.ts';
import { appendEvents } from '../events.ts';
import { checkFiles, InvalidFiles, type OfferedFile } from './ownFile.ts';
import { storeOwnFiles } from './storeOwnFiles.ts';

/**
 * Attaches files to a request for colleagues to see, whatever state it is in: the customer is sent nothing.
 * @param upload.id chosen by the sender: the same id twice is attached once.
 * @throws {NotFound} when the actor does not see the request; {@link InvalidFiles} naming `files`; {@link Conflict} when
 *   the id was given to other files.
 */
export async function attachFiles(
  ctx: Pick<HouseContext, 'db' | 'config'>,
  actor: Actor,
  upload: { id: string; requestId: string; files: OfferedFile[] },
): Promise<void> {
  const { id, requestId } = upload;
  const request = await ctx.db
    .selectFrom('servicerequest')
    .select('id')
    .where('id', '=', requestId)
    .where(visibleRequests(actor, 'servicerequest'))
    .executeTakeFirst();
  if (!request) throw new NotFound('servicerequest.not_found', 'There is no such request');
  if (upload.files.length === 0) throw new InvalidFiles('none');
  const files = await checkFiles(ctx.config, upload.files);
  await ctx.db.transaction().execute(async (trx) => {
    const kept = await storeOwnFiles(trx, { id, requestId, replyId: null, authorId: actor.id }, files);
    await appendEvents(
      trx,
      kept.map((attachmentId, index) => ({
        type: 'attachment.added' as const,
        serviceRequestId: requestId,
        actor: actor.id,
        data: { attachmentId, kind: files[index]?.kind ?? 'document' },
      })),
    );
  });
}
