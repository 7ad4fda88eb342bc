import type { Message } from 'grammy/types';
import { SERVICE } from './serviceFields.ts';

/**
 * Whether a message is a customer's word to us: said by a person, in the private chat, or in a group to the bot.
 * @param message new or edited.
 * @param botId our own id, to know replies and mentions by.
 */
export function isForUs(message: Message, botId: number): boolean {
  if (!isByPerson(message)) return false;
  if (SERVICE.some((field) => message[field] !== undefined)) return false;
  // A live location edits its message every few seconds; the first one was taken.
  if (message.edit_date !== undefined && message.location !== undefined) return false;
  return message.chat.type === 'private' || isAddressed(message, botId);
}

/**
 * An anonymous administrator, or one who speaks as his channel, is a person behind a chat: `from` then names a bot
 * that stands in for him. What a linked channel posts of itself is no person's word.
 */
function isByPerson(message: Message): boolean {
  if (message.sender_chat) return !message.is_automatic_forward;
  return message.from !== undefined && !message.from.is_bot;
}

/**
 * A reply to us or a mention. Our user name is not known without a call to Telegram; in privacy mode, the
 * default, a group's messages reach us only when they are meant for us, so any mention of a bot is taken as ours
 * (names of bots end in "bot").
 */
function isAddressed(message: Message, botId: number): boolean {
  if (message.reply_to_message?.from?.id === botId) return true;
  const text = message.text ?? message.caption ?? '';
  return [...(message.entities ?? []), ...(message.caption_entities ?? [])].some((entity) => {
    if (entity.type === 'text_mention') return entity.user?.id === botId;
    const mentioned = text.slice(entity.offset, entity.offset + entity.length);
    return entity.type === 'mention' && mentioned.slice(-3).toLowerCase() === 'bot';
  });
}
