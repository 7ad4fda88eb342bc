import { z } from 'zod';
import type { StoredMessage } from '../messageStore.ts';

/** A button below the chat: it says its own text, or shares something. */
export interface KeyboardButton {
  text: string;
  shares: 'contact' | 'location' | null;
}

/** The keyboard a bot put below the chat, row by row. */
export type ReplyKeyboard = KeyboardButton[][];

const button = z.union([
  z.string().transform((text) => ({ text, shares: null })),
  z
    .looseObject({
      text: z.string(),
      request_contact: z.boolean().optional(),
      request_location: z.boolean().optional(),
    })
    .transform(({ text, request_contact, request_location }) => ({
      text,
      shares: request_contact ? ('contact' as const) : request_location ? ('location' as const) : null,
    })),
]);
const markup = z.looseObject({
  keyboard: z.array(z.array(button)),
  one_time_keyboard: z.boolean().optional(),
});

/**
 * The keyboard that stands below a chat: the last one the bot put there and has not taken away. One for a single use
 * goes when the person answers.
 * @param messages oldest first.
 * @see https://core.telegram.org/bots/api#replykeyboardmarkup
 */
export function readKeyboard(messages: StoredMessage[]): ReplyKeyboard | null {
  let answered = false;
  for (const message of messages.toReversed()) {
    if (!message.outgoing) {
      answered = true;
      continue;
    }
    const given = message.body.reply_markup;
    if (typeof given !== 'object' || given === null) continue;
    if ('remove_keyboard' in given && given.remove_keyboard === true) return null;
    const parsed = markup.safeParse(given);
    if (!parsed.success) continue;
    return answered && parsed.data.one_time_keyboard ? null : parsed.data.keyboard;
  }
  return null;
}
