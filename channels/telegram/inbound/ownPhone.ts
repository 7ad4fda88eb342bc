import type { Message } from 'grammy/types';
import { readSharedNumber } from './sharedNumber.ts';

/**
 * The phone a person proved to be his own by sharing it: his own contact card, sent by himself in the private
 * chat. A forwarded card, one sent through another bot, one of somebody else, or one with no number
 * Telegram could have written proves nothing.
 * @returns the number as {@link readSharedNumber} reads it, or null.
 * @see https://core.telegram.org/bots/api#contact
 */
export function ownPhone(message: Message): string | null {
  const { contact, from, chat } = message;
  if (!contact || !from || contact.user_id !== from.id) return null;
  if (chat.type !== 'private' || chat.id !== from.id) return null;
  return isPassedOn(message) ? null : readSharedNumber(contact.phone_number);
}

/** `forward_date` is what Bot API servers before 7.0 say in place of `forward_origin`. */
function isPassedOn(message: Message): boolean {
  return message.forward_origin !== undefined || 'forward_date' in message || message.via_bot !== undefined;
}
