import type { Message, Update } from 'grammy/types';
import type { InboundContact } from '../../../core/channel.ts';
import type { JsonObject } from '../../../core/json.ts';
import { givenLanguage, journalTexts as t } from '../texts.ts';
import { describeMessage } from './describeMessage.ts';
import { ownPhone } from './ownPhone.ts';
import { readAttachments } from './readAttachments.ts';
import { threadOf } from './thread.ts';

/**
 * Normalises a message or an edit of one.
 * @param update the whole update: its id is the key, and it is the evidence. Telegram repeats the id on every
 * redelivery and gives an edit its own.
 * @param message the message in it.
 * @param options.account our own id.
 * @param options.settleMs how long more of the same burst may follow.
 */
export function toContact(
  update: Update,
  message: Message,
  options: { account: string; settleMs: number },
): InboundContact {
  const phone = ownPhone(message);
  const text = describeMessage(message);
  const edited = update.edited_message !== undefined;
  const alone = message.chat.type === 'private';
  return {
    account: options.account,
    externalId: String(update.update_id),
    kind: 'message',
    thread: threadOf(message),
    address: String(message.chat.id),
    identity: alone && message.from ? String(message.from.id) : null,
    sender: phone,
    rung: phone === null ? 'UNKNOWN' : 'SHARED_CONTACT',
    serviceId: null,
    queue: null,
    text: edited && text !== null ? t('edited', { text }) : text,
    language: givenLanguage(message.from?.language_code),
    attachments: readAttachments(message),
    settleMs: options.settleMs,
    occurredAt: new Date((edited ? (message.edit_date ?? message.date) : message.date) * 1000),
    // Cleaned before it was read.
    raw: update as unknown as JsonObject,
  };
}
