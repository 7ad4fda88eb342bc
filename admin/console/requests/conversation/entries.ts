import type { AttachmentView } from '../../../../core/attachment/readAttachments.ts';
import type { ContactView } from '../../../../core/contact/readContacts.ts';
import type { StoredEvent } from '../../../../core/events.ts';
import type { ReplyView } from '../../../../core/service-request/readReplies.ts';
import type { CustomerNotice } from '../../timeline/readCustomerNotices.ts';
import type { History, Merged } from '../../timeline/readTimeline.ts';

/** What a conversation is made of. */
export type Dialogue = Pick<History, 'contacts' | 'attachments' | 'replies' | 'notices' | 'events'>;

/**
 * One turn of the conversation: the customer's, an agent's with what became of it, files for colleagues, or
 * the house's own notice.
 */
export type Entry =
  | { kind: 'contact'; at: Date; contact: ContactView & Merged; files: AttachmentView[]; hadService: boolean }
  | {
      kind: 'reply';
      at: Date;
      reply: ReplyView & Merged;
      notices: CustomerNotice[];
      files: AttachmentView[];
    }
  | { kind: 'upload'; at: Date; files: (AttachmentView & Merged)[] }
  | { kind: 'notice'; at: Date; notice: CustomerNotice };

/** Puts contacts, replies, files and notices into one line of time, oldest first, by our own clock. */
export function toEntries({ contacts, attachments, replies, notices, events }: Dialogue): Entry[] {
  const servedSince = events.find(namesService)?.at;
  const entries: Entry[] = [
    ...contacts.map((contact) => ({
      kind: 'contact' as const,
      at: contact.receivedAt,
      contact,
      files: attachments.filter((file) => file.contactId === contact.id),
      hadService: servedSince !== undefined && servedSince < contact.receivedAt,
    })),
    ...replies.map((reply) => ({
      kind: 'reply' as const,
      at: reply.createdAt,
      reply,
      notices: notices.filter((notice) => notice.replyId === reply.id),
      files: attachments.filter((file) => file.replyId === reply.id),
    })),
    ...toUploads(attachments),
    ...notices
      .filter((notice) => notice.replyId === null)
      .map((notice) => ({ kind: 'notice' as const, at: notice.createdAt, notice })),
  ];
  return entries.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** What was attached at once for colleagues is one turn. */
function toUploads(attachments: Dialogue['attachments']): Entry[] {
  const uploads = new Map<string, Dialogue['attachments']>();
  for (const file of attachments) {
    if (file.replyId !== null || file.uploadId === null) continue;
    uploads.set(file.uploadId, [...(uploads.get(file.uploadId) ?? []), file]);
  }
  return [...uploads.values()].flatMap((files) => {
    const [first] = files;
    return first ? [{ kind: 'upload' as const, at: first.createdAt, files }] : [];
  });
}

/** From then on the request has its service: a button pressed later changes nothing. */
function namesService({ type, data }: StoredEvent): boolean {
  if (type === 'servicerequest.ordering') return true;
  const { reasons } = data;
  return type === 'servicerequest.triaged' && Array.isArray(reasons) && !reasons.includes('SERVICE_UNKNOWN');
}
