import type { Actor } from '../access/actor.ts';
import { visibleRequests } from '../access/visibility.ts';
import type { Db } from '../db/db.ts';
import { NotFound } from '../errors.ts';

/** A file or place that came with a contact, as people and systems read it. */
export interface AttachmentView {
  id: string;
  contactId: string;
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
}

/** What came with the contacts of one request, oldest first. The caller has seen to it that the actor sees it. */
export async function listAttachments(db: Db, serviceRequestId: string): Promise<AttachmentView[]> {
  const rows = await db
    .selectFrom('attachment as a')
    .innerJoin('contact as c', 'c.id', 'a.contact_id')
    .selectAll('a')
    .where('c.servicerequest_id', '=', serviceRequestId)
    .orderBy('c.received_at')
    .orderBy('a.position')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    contactId: row.contact_id,
    kind: row.kind,
    fileName: row.file_name,
    mimeType: row.mime_type,
    size: row.size === null ? null : Number(row.size),
    latitude: row.latitude,
    longitude: row.longitude,
    state: row.state,
    error: row.last_error,
  }));
}

/** A stored file. */
export interface AttachmentFile {
  fileName: string | null;
  mimeType: string;
  bytes: Buffer;
}

/** The bytes of a file. @throws {NotFound} when there is none, or the actor does not see its request. */
export async function readAttachment(db: Db, actor: Actor, id: string): Promise<AttachmentFile> {
  const row = await db
    .selectFrom('attachment as a')
    .innerJoin('attachment_content as f', 'f.attachment_id', 'a.id')
    .innerJoin('contact as c', 'c.id', 'a.contact_id')
    .innerJoin('servicerequest as r', 'r.id', 'c.servicerequest_id')
    .select(['a.file_name', 'a.mime_type', 'f.bytes'])
    .where('a.id', '=', id)
    .where(visibleRequests(actor, 'r'))
    .executeTakeFirst();
  if (!row) throw new NotFound('attachment.not_found', 'There is no such file');
  return {
    fileName: row.file_name,
    mimeType: row.mime_type ?? 'application/octet-stream',
    bytes: row.bytes,
  };
}
