import type { Message } from 'grammy/types';
import { z } from 'zod';
import type { InboundAttachment } from '../../../core/channel.ts';

const word = z.string().min(1).max(255).optional().catch(undefined);
const bytes = z.int().nonnegative().optional().catch(undefined);
const file = z.object({ file_id: z.string().min(1), file_name: word, mime_type: word, file_size: bytes });
const sizes = z.array(file.extend({ width: z.number(), height: z.number() }));
const place = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});

/** Fields that hold one file. An animation comes with a document too, so it stands first. */
const FILES = [
  ['animation', 'video'],
  ['document', 'document'],
  ['voice', 'voice'],
  ['audio', 'audio'],
  ['video', 'video'],
  ['video_note', 'video'],
  ['live_photo', 'video'],
] as const;

/**
 * What came with the words. A message holds one file or one place at most; the parts of an album are messages of
 * their own. What does not read as a file is left out: the message stays, and so does its mark in the text.
 * @returns files by `file_id` whatever their length, a photo in its largest size, places in degrees.
 */
export function readAttachments(message: Message): InboundAttachment[] {
  const photo = largestOf(message.photo ?? message.live_photo?.photo);
  if (photo) return [toFile('photo', photo)];
  for (const [field, kind] of FILES) {
    if (message[field] === undefined) continue;
    const read = file.safeParse(message[field]).data;
    return read ? [toFile(kind, read)] : [];
  }
  const { data } = place.safeParse(message.location ?? message.venue?.location);
  return data ? [{ ...NOTHING, kind: 'location', ...data }] : [];
}

const NOTHING = { externalId: null, fileName: null, mimeType: null, size: null };

function largestOf(given: unknown): z.output<typeof file> | undefined {
  const read = sizes.safeParse(given).data ?? [];
  return read.toSorted((one, other) => other.width * other.height - one.width * one.height)[0];
}

function toFile(kind: InboundAttachment['kind'], read: z.output<typeof file>): InboundAttachment {
  return {
    kind,
    externalId: read.file_id,
    fileName: read.file_name ?? null,
    mimeType: read.mime_type ?? null,
    size: read.file_size ?? null,
  };
}
