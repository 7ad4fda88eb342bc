import type { Message } from 'grammy/types';

/** Things that happened in a chat rather than were said in it. */
const SERVICE = [
  'pinned_message',
  'message_auto_delete_timer_changed',
  'write_access_allowed',
  'connected_website',
  'users_shared',
  'chat_shared',
  'web_app_data',
  'successful_payment',
  'refunded_payment',
  'chat_background_set',
  'forum_topic_created',
  'forum_topic_edited',
  'forum_topic_closed',
  'forum_topic_reopened',
  'new_chat_members',
  'left_chat_member',
  'new_chat_title',
  'new_chat_photo',
  'delete_chat_photo',
  'group_chat_created',
  'supergroup_chat_created',
  'migrate_to_chat_id',
  'migrate_from_chat_id',
] as const;

/**
 * Whether a message is a customer's word to us: said by a person, in the private chat, or in a group to the bot.
 * @param message new or edited.
 * @param botId our own id, to know replies and mentions by.
 */
export function isForUs(message: Message, botId: number): boolean {
  if (!message.from || message.from.is_bot) return false;
  if (SERVICE.some((field) => message[field] !== undefined)) return false;
  // A live location edits its message every few seconds; the first one was taken.
  if (message.edit_date !== undefined && message.location !== undefined) return false;
  return message.chat.type === 'private' || isAddressed(message, botId);
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
    return entity.type === 'mention' && /bot$/i.test(mentioned);
  });
}
