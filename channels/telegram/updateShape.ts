import type { Update } from 'grammy/types';
import { z } from 'zod';

/** Whatever has no integer `update_id` is not an Update at all. */
export const anyUpdate = z.looseObject({ update_id: z.int().nonnegative() });

const text = z.string().optional();
const id = z.int();
const user = z.looseObject({ id, is_bot: z.boolean().optional(), language_code: text });
const entities = z
  .array(z.looseObject({ type: z.string(), offset: z.int(), length: z.int(), user: user.optional() }))
  .optional();
const unixTime = z.int().nonnegative().max(0xffff_ffff);

const message = z.looseObject({
  date: unixTime,
  edit_date: unixTime.optional(),
  chat: z.looseObject({ id, type: z.string() }),
  from: user.optional(),
  message_thread_id: id.optional(),
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

const knownUpdate = anyUpdate.extend({ message: message.optional(), edited_message: message.optional() });

/**
 * Checks what this channel reads of an update; all else is let through as it is.
 * @param update an object with an `update_id`.
 * @returns the update, or null when it is of a shape we do not know.
 * @see https://core.telegram.org/bots/api#update
 */
export function readUpdate(update: unknown): Update | null {
  const parsed = knownUpdate.safeParse(update);
  // The schema proves every field read here; the rest of grammY's type is Telegram's promise.
  return parsed.success ? (parsed.data as unknown as Update) : null;
}
