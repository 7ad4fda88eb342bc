import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db, Trx } from '../db/db.ts';
import { Conflict } from '../errors.ts';
import type { OwnFile } from './ownFile.ts';

/** Files that are attached to a request at once. */
export interface Upload {
  /** Chosen by the sender, and that of the reply they go with: the same id twice is attached once. */
  id: string;
  requestId: string;
  /** The reply they go to the customer with; null: they are for colleagues only. */
  replyId: string | null;
  authorId: string;
}

/**
 * Keeps files of our own people.
 * @returns their ids in order; none where this very upload was kept before.
 * @throws {Conflict} when other files were kept under its id.
 */
export async function storeOwnFiles(trx: Trx, upload: Upload, files: OwnFile[]): Promise<string[]> {
  if (files.length === 0) return [];
  const now = new Date();
  const rows = await trx
    .insertInto('attachment')
    .values(
      files.map(({ fileName, mimeType, kind, bytes }, position) => ({
        servicerequest_id: upload.requestId,
        upload_id: upload.id,
        reply_id: upload.replyId,
        author_id: upload.authorId,
        position,
        kind,
        file_name: fileName,
        mime_type: mimeType,
        size: bytes.byteLength,
        state: 'STORED' as const,
        stored_at: now,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['upload_id', 'position']).where('upload_id', 'is not', null).doNothing(),
    )
    .returning(['id', 'position'])
    .execute();
  if (rows.length === 0) {
    await requireSameFiles(trx, upload, files);
    return [];
  }
  if (rows.length < files.length) throw new Conflict('attachment.key_used', 'This id belongs to other files');
  const ids = rows.sort((a, b) => a.position - b.position).map((row) => row.id);
  const contents = ids.map((id, index) => ({
    attachment_id: id,
    bytes: Buffer.from(files[index]?.bytes ?? []),
  }));
  await trx.insertInto('attachment_content').values(contents).execute();
  return ids;
}

/**
 * Sees to it that an upload kept before is this one, to its last byte.
 * @throws {Conflict} when it is another.
 */
export async function requireSameFiles(db: Db, upload: Upload, files: OwnFile[]): Promise<void> {
  const kept = await db
    .selectFrom('attachment as a')
    .innerJoin('attachment_content as f', 'f.attachment_id', 'a.id')
    .select(['a.servicerequest_id', 'a.reply_id', 'a.file_name'])
    .select(sql<string>`encode(sha256(f.bytes), 'hex')`.as('digest'))
    .where('a.upload_id', '=', upload.id)
    .orderBy('a.position')
    .execute();
  const isSame = (row: (typeof kept)[number], file: OwnFile | undefined) =>
    row.servicerequest_id === upload.requestId &&
    row.reply_id === upload.replyId &&
    row.file_name === file?.fileName &&
    row.digest === digestOf(file.bytes);
  if (kept.length !== files.length || !kept.every((row, index) => isSame(row, files[index])))
    throw new Conflict('attachment.key_used', 'This id belongs to other files');
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
