import { sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import { visibleRequests } from '../access/visibility.ts';
import type { Db } from '../db/db.ts';
import { NotFound } from '../errors.ts';

/** A file or place that came with a contact, or that a colleague attached, as people and systems read it. */
export interface AttachmentView {
  id: string;
  /** The contact it came with; null: a colleague attached it. */
  contactId: string | null;
  /** The reply it went to the customer with; null: it is the customer's own, or for colleagues only. */
  replyId: string | null;
  /** Attached at once with others of that id; null: it came with a contact. */
  uploadId: string | null;
  /** Who attached it, user id or client id; null: the customer. */
  authorId: string | null;
  /** Null where the directory's mirror has no such person. */
  authorName: string | null;
  kind: 'photo' | 'voice' | 'audio' | 'video' | 'document' | 'location';
  fileName: string | null;
  mimeType: string | null;
  /** Bytes. */
  size: number | null;
  latitude: number | null;
  longitude: number | null;
  state: 'PENDING' | 'STORED' | 'REFUSED';
  /** Why it was refused: `attachment.size`, `attachment.type`, the provider's refusal. */
  error: string | null;
  createdAt: Date;
  /** When the channel took it over for the customer; null: it has not, or it came from him. */
  sentAt: Date | null;
}

/**
 * What came with the contacts of one request and what was attached to it, oldest first. The caller has seen to it that
 * the actor sees it.
 */
export async function listAttachments(db: Db, serviceRequestId: string): Promise<AttachmentView[]> {
  const rows = await db
    .selectFrom('attachment as a')
    .leftJoin('contact as c', 'c.id', 'a.contact_id')
    .leftJoin('user_account as u', 'u.id', 'a.author_id')
    .selectAll('a')
    .select('u.name as author_name')
    .where(
      sql<boolean>`a.id in (
        select o.id from attachment o where o.servicerequest_id = ${serviceRequestId}
        union all
        select o.id from contact k join attachment o on o.contact_id = k.id
        where k.servicerequest_id = ${serviceRequestId})`,
    )
    .orderBy(sql`coalesce(c.received_at, a.created_at)`)
    .orderBy('a.position')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    contactId: row.contact_id,
    replyId: row.reply_id,
    uploadId: row.upload_id,
    authorId: row.author_id,
    authorName: row.author_name,
    kind: row.kind,
    fileName: row.file_name,
    mimeType: row.mime_type,
    size: row.size === null ? null : Number(row.size),
    latitude: row.latitude,
    longitude: row.longitude,
    state: row.state,
    error: row.last_error,
    createdAt: row.created_at,
    sentAt: row.sent_at,
  }));
}

/** What is known of a stored file without reading it. */
export interface AttachmentHead {
  fileName: string | null;
  mimeType: string;
  /** Bytes. */
  length: number;
}

/** A stored file. */
export interface AttachmentFile extends AttachmentHead {
  bytes: Buffer;
}

/**
 * A file with its bytes.
 * @throws {NotFound} when there is none, or the actor does not see its request.
 */
export async function readAttachment(db: Db, actor: Actor, id: string): Promise<AttachmentFile> {
  const head = await readAttachmentHead(db, actor, id);
  return { ...head, bytes: await readAttachmentBytes(db, id) };
}

/**
 * Bytes of a file, and no more of it is read. That the actor sees it has been asked: {@link readAttachmentHead}.
 * @param part both ends included; absent: all.
 * @throws {NotFound} when it is gone.
 */
export async function readAttachmentBytes(
  db: Db,
  id: string,
  part?: { from: number; to: number },
): Promise<Buffer> {
  const bytes = part
    ? sql<Buffer>`substring(f.bytes from ${part.from + 1}::int for ${part.to - part.from + 1}::int)`
    : sql<Buffer>`f.bytes`;
  const row = await db
    .selectFrom('attachment_content as f')
    .select(bytes.as('bytes'))
    .where('f.attachment_id', '=', id)
    .executeTakeFirst();
  if (!row) throw new NotFound('attachment.not_found', 'There is no such file');
  return row.bytes;
}

/**
 * What is known of a file.
 * @throws {NotFound} when there is none, or the actor does not see its request.
 */
export async function readAttachmentHead(db: Db, actor: Actor, id: string): Promise<AttachmentHead> {
  const row = await db
    .selectFrom('attachment as a')
    .innerJoin('attachment_content as f', 'f.attachment_id', 'a.id')
    .leftJoin('contact as c', 'c.id', 'a.contact_id')
    .innerJoin('servicerequest as r', (join) =>
      join.on(sql<boolean>`r.id = coalesce(a.servicerequest_id, c.servicerequest_id)`),
    )
    .select(['a.file_name', 'a.mime_type'])
    .select(sql<number>`octet_length(f.bytes)`.as('length'))
    .where('a.id', '=', id)
    .where(visibleRequests(actor, 'r'))
    .executeTakeFirst();
  if (!row) throw new NotFound('attachment.not_found', 'There is no such file');
  return {
    fileName: row.file_name,
    mimeType: row.mime_type ?? 'application/octet-stream',
    length: row.length,
  };
}
