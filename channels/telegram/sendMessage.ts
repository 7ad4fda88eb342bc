import type { Api } from 'grammy';
import type { OutboundMessage } from '../../core/channel.ts';
import { toSendError } from './apiError.ts';
import { phoneKeyboard } from './phoneKeyboard.ts';

/**
 * Sends one text to a chat. Telegram has no idempotency key: a send whose answer was lost may come twice.
 * @param api the Bot API client.
 * @param message our message; with `askForPhone` a private chat gets the button that shares the phone.
 * @returns the id Telegram gave the message in its chat.
 * @throws {Refused} when Telegram said no (blocked by the person, no such chat).
 * @throws {NoAnswer} on 429, 5xx and when no answer came.
 * @see https://core.telegram.org/bots/api#sendmessage
 */
export async function sendMessage(api: Api, message: OutboundMessage): Promise<{ providerId: string }> {
  const isPrivate = !message.address.startsWith('-');
  const keyboard = message.askForPhone && isPrivate ? { reply_markup: phoneKeyboard('ru') } : {};
  try {
    const sent = await api.sendMessage(message.address, message.text, keyboard);
    return { providerId: String(sent.message_id) };
  } catch (error) {
    throw toSendError(error);
  }
}
