import type { CallbackQuery, Update } from 'grammy/types';
import type { InboundContact } from '../../../core/channel.ts';
import { readChoice } from '../../../core/contact/choice.ts';
import type { JsonObject } from '../../../core/json.ts';
import { givenLanguage } from '../texts.ts';
import { threadOf } from './thread.ts';

/** A press of a button that says where it stood and what it means. */
export type Press = CallbackQuery & { message: NonNullable<CallbackQuery['message']>; data: string };

/**
 * Whether a pressed button can be taken: under a message of a chat, even of one too old to be told of, and with data
 * that this house gives out. Games have none, what was sent by inline mode has no chat, and another bot's button that
 * was forwarded here means nothing to us.
 */
export function isPress(query: CallbackQuery): query is Press {
  return query.message !== undefined && readChoice(query.data ?? null) !== null;
}

/**
 * Normalises a pressed button: a choice, whose meaning is the house's to know.
 * @param update the whole update: its id is the key, and it is the evidence.
 * @param account our own id.
 * @see https://core.telegram.org/bots/api#callbackquery
 */
export function toChoice(update: Update, press: Press, account: string): InboundContact {
  const { chat } = press.message;
  return {
    account,
    externalId: String(update.update_id),
    kind: 'message',
    thread: threadOf(press.message),
    address: String(chat.id),
    identity: chat.type === 'private' ? String(press.from.id) : null,
    sender: null,
    rung: 'UNKNOWN',
    serviceId: null,
    choice: press.data,
    queue: null,
    text: null,
    language: givenLanguage(press.from.language_code),
    // A press carries no time of its own; the message's is when the button was sent.
    occurredAt: new Date(),
    raw: update as unknown as JsonObject,
  };
}
