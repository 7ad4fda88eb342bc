import type { Message, Update } from 'grammy/types';
import type { InboundContact } from '../../core/channel.ts';
import { cleanObject } from '../edge/clean.ts';
import { describeMessage } from './describeMessage.ts';
import { ownPhone } from './ownPhone.ts';
import { journalTexts as t } from './texts.ts';

/**
 * Normalises a message or an edit of one.
 * @param update the whole update: its id is the key, and it is the evidence. Telegram repeats the id on every
 * redelivery and gives an edit its own.
 * @param message the message in it.
 * @param botId our own id: the account.
 */
export function toContact(update: Update, message: Message, botId: number): InboundContact {
  const chat = String(message.chat.id);
  const topic = message.message_thread_id;
  const phone = ownPhone(message);
  const text = describeMessage(message);
  const edited = update.edited_message !== undefined;
  return {
    account: String(botId),
    externalId: String(update.update_id),
    kind: 'message',
    thread: topic === undefined ? chat : `${chat}:${topic}`,
    address: chat,
    sender: phone,
    senderShared: phone !== null,
    serviceId: null,
    queue: null,
    text: edited && text !== null ? t('edited', { text }) : text,
    occurredAt: new Date((edited ? (message.edit_date ?? message.date) : message.date) * 1000),
    raw: cleanObject(update),
  };
}
