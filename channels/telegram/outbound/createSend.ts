import type { Api } from 'grammy';
import { LRUCache } from 'lru-cache';
import type { Outbound, OutboundFile, OutboundMessage } from '../../../core/channel.ts';
import { Refused } from '../../../core/errors.ts';
import { topicOf } from '../inbound/thread.ts';
import { choiceKeyboard } from '../keyboards/choiceKeyboard.ts';
import { phoneKeyboard } from '../keyboards/phoneKeyboard.ts';
import { callAt, type Target } from './callAt.ts';
import { sendFile } from './sendFile.ts';
import { splitText } from './splitText.ts';

/** Messages this process remembers having sent, whole or in part. */
const REMEMBERED = 5_000;

type Markup = NonNullable<Parameters<Api['sendMessage']>[2]>['reply_markup'];

/** What of a message has arrived. */
interface Progress {
  /** Telegram's ids of the parts of its text. */
  parts: string[];
  /** Ids of the files done with. */
  files: Set<string>;
  /** Of these the ones Telegram does not take. */
  leftOut: string[];
}

/**
 * Builds the sending of messages. Telegram has no idempotency key: a send whose answer was lost may come twice. Parts
 * and files that this process knows to have arrived are not sent again, however often the house asks.
 * @param options.api the Bot API client; it must not wait or repeat by itself, as the house does that durably.
 * @param options.uploads the same, with the patience a file needs.
 * @returns from our message the id Telegram gave the last part of its text in its chat; a long text goes in parts, the
 * keyboard under the last, its files behind it. A file Telegram does not take is left out: the text has arrived.
 * @throws {Refused} when Telegram said no to the text (blocked by the person, no such chat).
 * @throws {NoAnswer} on 429 (with the wait asked for), 5xx and when no answer came.
 * @see https://core.telegram.org/bots/api#sendmessage
 */
export function createSend({ api, uploads }: { api: Api; uploads: Api }): Outbound['send'] {
  const sent = new LRUCache<string, Progress>({ max: REMEMBERED });
  return async (message) => {
    const progress = sent.get(message.id) ?? { parts: [], files: new Set(), leftOut: [] };
    sent.set(message.id, progress);
    let target: Target = { chat: message.address, topic: topicOf(message.thread) };
    target = await sendText(api, target, message, progress);
    for (const file of message.files ?? []) {
      if (progress.files.has(file.id)) continue;
      target = await sendOrLeaveOut(uploads, target, file, progress);
      progress.files.add(file.id);
    }
    return { providerId: progress.parts.at(-1) ?? null, leftOut: progress.leftOut };
  };
}

async function sendText(
  api: Api,
  first: Target,
  message: OutboundMessage,
  { parts: arrived }: Progress,
): Promise<Target> {
  const parts = splitText(message.text);
  const markup = keyboardFor(message);
  let target = first;
  for (const [index, part] of parts.entries()) {
    if (index < arrived.length) continue;
    const last = index === parts.length - 1;
    const result = await callAt(target, ({ chat, topic }) =>
      api.sendMessage(chat, part, {
        link_preview_options: { is_disabled: true },
        ...(topic !== undefined && { message_thread_id: topic }),
        ...(last && markup && { reply_markup: markup }),
      }),
    );
    target = result.target;
    arrived.push(String(result.answer.message_id));
  }
  return target;
}

async function sendOrLeaveOut(
  api: Api,
  target: Target,
  file: OutboundFile,
  progress: Progress,
): Promise<Target> {
  try {
    return await sendFile(api, target, file);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    progress.leftOut.push(file.id);
    return target;
  }
}

/** A phone comes first: who shared it is offered the services anyway. */
function keyboardFor(message: OutboundMessage): Markup {
  const isPrivate = !message.address.startsWith('-');
  if (message.askForPhone && isPrivate) return phoneKeyboard(message.language);
  return choiceKeyboard(message.choices);
}
