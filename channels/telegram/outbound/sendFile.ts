import { type Api, InputFile } from 'grammy';
import type { OutboundFile } from '../../../core/channel.ts';
import { Refused } from '../../../core/errors.ts';
import { callAt, type Target } from './callAt.ts';

/** What a bot may upload. @see https://core.telegram.org/bots/api#sending-files */
export const MAX_FILE_BYTES = 50_000_000;
const MAX_PHOTO_BYTES = 10_000_000;
/** Shown in the chat; of a GIF Telegram makes a film, and a WebP it may take for a sticker. */
const PHOTOS = ['image/jpeg', 'image/png'];

/**
 * Sends one file to a chat: a picture as a photo, shown in the chat, anything else as a document under its own name. A
 * picture that Telegram does not take for a photo (too large, too narrow) goes as a document.
 * @returns where the chat is now.
 * @throws {Refused} when Telegram takes it as neither; {@link NoAnswer} when to try again.
 * @see https://core.telegram.org/bots/api#sendphoto
 * @see https://core.telegram.org/bots/api#senddocument
 */
export async function sendFile(api: Api, target: Target, file: OutboundFile): Promise<Target> {
  const bytes = await file.read();
  const upload = () => new InputFile(bytes, quoted(file.fileName));
  const asDocument = ({ chat, topic }: Target) => api.sendDocument(chat, upload(), inTopic(topic));
  const asPhoto = ({ chat, topic }: Target) => api.sendPhoto(chat, upload(), inTopic(topic));
  if (PHOTOS.includes(file.mimeType) && file.size <= MAX_PHOTO_BYTES) {
    try {
      return (await callAt(target, asPhoto)).target;
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 400) throw error;
    }
  }
  return (await callAt(target, asDocument)).target;
}

function inTopic(topic: number | undefined) {
  return topic === undefined ? {} : { message_thread_id: topic };
}

/** grammY puts the name into the header of its part as it is: there it must stand in quotes. @see RFC 7578 */
function quoted(name: string): string {
  return `"${name.replaceAll('"', '%22')}"`;
}
