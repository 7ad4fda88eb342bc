import { type Api, GrammyError } from 'grammy';
import { LRUCache } from 'lru-cache';
import type { Outbound, OutboundMessage } from '../../../core/channel.ts';
import { toSendError } from '../api/apiError.ts';
import { topicOf } from '../inbound/thread.ts';
import { choiceKeyboard } from '../keyboards/choiceKeyboard.ts';
import { phoneKeyboard } from '../keyboards/phoneKeyboard.ts';
import { splitText } from './splitText.ts';

/** Messages this process remembers having sent, whole or in part. */
const REMEMBERED = 5_000;

/** Where a message goes. */
interface Target {
  chat: string | number;
  topic: number | undefined;
}

type Markup = NonNullable<Parameters<Api['sendMessage']>[2]>['reply_markup'];

/**
 * Builds the sending of messages. Telegram has no idempotency key: a send whose answer was lost may come twice. Parts
 * that this process knows to have arrived are not sent again, however often the house asks.
 * @param api the Bot API client; it must not wait or repeat by itself, as the house does that durably.
 * @returns from our message the id Telegram gave its last part in its chat; a long text goes in parts, the keyboard
 * under the last.
 * @throws {Refused} when Telegram said no (blocked by the person, no such chat).
 * @throws {NoAnswer} on 429 (with the wait asked for), 5xx and when no answer came.
 * @see https://core.telegram.org/bots/api#sendmessage
 */
export function createSend(api: Api): Outbound['send'] {
  const sent = new LRUCache<string, string[]>({ max: REMEMBERED });
  return async (message) => {
    const parts = splitText(message.text);
    const markup = keyboardFor(message);
    const arrived = sent.get(message.id) ?? [];
    sent.set(message.id, arrived);
    let target: Target = { chat: message.address, topic: topicOf(message.thread) };
    for (const [index, part] of parts.entries()) {
      if (index < arrived.length) continue;
      const last = index === parts.length - 1;
      const result = await sendPart(api, target, part, last ? markup : undefined);
      target = result.target;
      arrived.push(result.providerId);
    }
    return { providerId: arrived.at(-1) ?? null };
  };
}

/** A phone comes first: who shared it is offered the services anyway. */
function keyboardFor(message: OutboundMessage): Markup {
  const isPrivate = !message.address.startsWith('-');
  if (message.askForPhone && isPrivate) return phoneKeyboard(message.language);
  return choiceKeyboard(message.choices);
}

async function sendPart(
  api: Api,
  target: Target,
  text: string,
  markup: Markup,
): Promise<{ providerId: string; target: Target }> {
  const call = async ({ chat, topic }: Target) => {
    const message = await api.sendMessage(chat, text, {
      link_preview_options: { is_disabled: true },
      ...(topic !== undefined && { message_thread_id: topic }),
      ...(markup && { reply_markup: markup }),
    });
    return String(message.message_id);
  };
  try {
    return { providerId: await call(target), target };
  } catch (error) {
    const moved = movedTarget(error, target);
    if (!moved) throw toSendError(error);
    try {
      return { providerId: await call(moved), target: moved };
    } catch (again) {
      throw toSendError(again);
    }
  }
}

/** A group that became a supergroup has another id; of a topic that was deleted the group is left. */
function movedTarget(error: unknown, target: Target): Target | null {
  if (!(error instanceof GrammyError)) return null;
  const chat = error.parameters.migrate_to_chat_id;
  if (chat !== undefined) return { chat, topic: undefined };
  const topicGone = error.error_code === 400 && /message thread not found/i.test(error.description);
  return topicGone && target.topic !== undefined ? { ...target, topic: undefined } : null;
}
