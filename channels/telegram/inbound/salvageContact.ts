import { z } from 'zod';
import type { InboundContact } from '../../../core/channel.ts';
import type { JsonObject } from '../../../core/json.ts';
import { threadOf } from './thread.ts';

const optional = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

const remains = z.object({
  chat: optional(z.object({ id: z.int(), type: optional(z.string()) })),
  from: optional(z.object({ id: z.int() })),
  message_thread_id: optional(z.int()),
  is_topic_message: optional(z.boolean()),
  text: optional(z.string()),
  caption: optional(z.string()),
});

/**
 * Saves of a poisoned update what still reads, for the person who will look at it. Proves nothing about anybody.
 * @param update as it came, cleaned.
 * @param key.account our own id.
 * @param key.updateId the update's id.
 */
export function salvageContact(
  update: JsonObject,
  key: { account: string; updateId: number },
): InboundContact {
  const message = remainsOf(update.message) ?? remainsOf(update.edited_message);
  const press = z.looseObject({ message: z.unknown() }).safeParse(update.callback_query).data;
  const place = message ?? remainsOf(press?.message);
  const from = message?.from ?? remainsOf(press)?.from;
  const chat = place?.chat;
  return {
    account: key.account,
    externalId: String(key.updateId),
    kind: 'message',
    thread: chat ? threadOf({ ...place, chat }) : null,
    address: chat ? String(chat.id) : null,
    identity: chat?.type === 'private' && from ? String(from.id) : null,
    sender: null,
    rung: 'UNKNOWN',
    serviceId: null,
    queue: null,
    text: message?.text ?? message?.caption ?? null,
    occurredAt: new Date(),
    raw: update,
  };
}

function remainsOf(part: unknown): z.output<typeof remains> | undefined {
  return remains.safeParse(part).data;
}
