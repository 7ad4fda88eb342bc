import type { Update } from 'grammy/types';
import { z } from 'zod';

/** Whatever has no integer `update_id` is not an Update at all. */
export const anyUpdate = z.looseObject({ update_id: z.int().nonnegative() });

const text = z.string().optional();
const id = z.int();
const flag = z.boolean().optional();
const user = z.looseObject({ id, is_bot: flag, language_code: text });
const chat = z.looseObject({ id, type: z.string() });
const entities = z
  .array(z.looseObject({ type: z.string(), offset: z.int(), length: z.int(), user: user.optional() }))
  .optional();
const unixTime = z.int().nonnegative().max(0xffff_ffff);

const message = z.looseObject({
  date: unixTime,
  edit_date: unixTime.optional(),
  chat,
  from: user.optional(),
  sender_chat: chat.optional(),
  is_automatic_forward: flag,
  message_thread_id: id.optional(),
  is_topic_message: flag,
  text,
  caption: text,
  entities,
  caption_entities: entities,
  contact: z
    .looseObject({
      phone_number: z.string().max(255),
      first_name: text,
      last_name: text,
      user_id: id.optional(),
    })
    .optional(),
  sticker: z.looseObject({ emoji: text }).optional(),
  reply_to_message: z.looseObject({ from: user.optional() }).optional(),
});

/** A message that is too old to be told of comes as its chat and its id. */
const pressedMessage = z.looseObject({
  chat,
  message_id: id.optional(),
  message_thread_id: id.optional(),
  is_topic_message: flag,
});

const callbackQuery = z.looseObject({
  id: z.string(),
  from: user,
  message: pressedMessage.optional(),
  data: z.string().max(255).optional(),
});

const knownUpdate = anyUpdate.extend({
  message: message.optional(),
  edited_message: message.optional(),
  callback_query: callbackQuery.optional(),
});

/**
 * Checks what this channel reads of an update; all else is let through as it is. Files and places are ornaments and
 * are read one by one, later: a strange one must not cost the words it came with.
 * @param update an object with an `update_id`.
 * @returns the update, or null when it is of a shape we do not know.
 * @see https://core.telegram.org/bots/api#update
 */
export function readUpdate(update: unknown): Update | null {
  const parsed = knownUpdate.safeParse(update);
  // The schema proves every field read here; the rest of grammY's type is Telegram's promise.
  return parsed.success ? (parsed.data as unknown as Update) : null;
}
