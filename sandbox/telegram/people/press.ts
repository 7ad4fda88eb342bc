import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Subscriber } from '../../subscribers/store.ts';
import { keepPress } from '../callbackStore.ts';
import { type Hub, submitUpdate } from '../hub.ts';
import { findMessage, type StoredMessage } from '../messageStore.ts';
import { personUser } from '../objects.ts';
import type { Update } from '../updates/store.ts';

const keyboard = z.object({
  inline_keyboard: z.array(z.array(z.looseObject({ callback_data: z.string().optional() }))),
});

/**
 * Takes a press on a button under a message of the bot.
 * @returns null where the message has no such button.
 * @see https://core.telegram.org/bots/api#callbackquery
 */
export async function pressButton(
  hub: Hub,
  person: Subscriber,
  press: { messageId: number; data: string },
): Promise<Update | null> {
  const botId = hub.currentBot;
  const message = await findMessage(hub.pool, botId, String(person.id), press.messageId);
  if (!message?.outgoing || !hasButton(message, press.data)) return null;
  const about = { botId, chatId: person.id, kind: 'callback_query' } as const;
  return submitUpdate(hub, about, async (db) => ({
    id: await keepPress(db, { botId, chatId: person.id, ...press }),
    from: personUser(person),
    message: message.body,
    chat_instance: createHash('sha256').update(`${botId} ${person.id}`).digest('hex').slice(0, 16),
    data: press.data,
  }));
}

function hasButton(message: StoredMessage, data: string): boolean {
  const parsed = keyboard.safeParse(message.body.reply_markup);
  return parsed.success && parsed.data.inline_keyboard.flat().some((each) => each.callback_data === data);
}
