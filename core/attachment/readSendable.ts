import { sql } from 'kysely';
import type { OutboundFile } from '../channel.ts';
import type { Db } from '../db/db.ts';

/**
 * The files that go out with a notice: those of the reply it carries.
 * @param eventId of the event that made the notice.
 * @returns them in order; none where it carries no reply. Their bytes are read when they are asked for.
 */
export async function readSendable(db: Db, eventId: string): Promise<OutboundFile[]> {
  const rows = await db
    .selectFrom('event as e')
    .innerJoin('attachment as a', (join) =>
      join.on(sql<boolean>`a.upload_id = (e.data ->> 'replyId')::uuid and a.reply_id = a.upload_id`),
    )
    .select(['a.id', 'a.file_name', 'a.mime_type', 'a.size'])
    .where('e.id', '=', eventId)
    .where('e.type', '=', 'servicerequest.replied')
    .orderBy('a.position')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    fileName: row.file_name ?? 'file',
    mimeType: row.mime_type ?? 'application/octet-stream',
    size: Number(row.size),
    read: () => readBytes(db, row.id),
  }));
}

async function readBytes(db: Db, id: string): Promise<Uint8Array> {
  const { bytes } = await db
    .selectFrom('attachment_content')
    .select('bytes')
    .where('attachment_id', '=', id)
    .executeTakeFirstOrThrow();
  return bytes;
}
