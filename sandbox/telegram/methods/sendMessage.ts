import { storeMessage } from '../../messages/store.ts';
import { hasBlocked } from '../../subscribers/store.ts';
import { BLOCKED, fail, ok } from '../answer.ts';
import { structured } from '../input.ts';
import { keepMessage } from '../messageStore.ts';
import { botUser, chatOf, unixNow } from '../objects.ts';
import { type Call, chatIdOf } from './call.ts';

/** The longest text of a message, in characters. */
export const MAX_TEXT = 4096;

/**
 * Keeps the message in the chat and among all that people were sent. `Idempotency-Key` is our own addition: a repeat
 * answers the first one's id and sends nothing.
 * @see https://core.telegram.org/bots/api#sendmessage
 */
export async function sendMessage({ c, botId, input, hub }: Call): Promise<Response> {
  const chatId = chatIdOf(input);
  const text = typeof input.text === 'string' ? input.text : '';
  if (chatId === '') return fail(c, 400, 'Bad Request: chat_id is empty');
  if (text.trim() === '') return fail(c, 400, 'Bad Request: message text is empty');
  if (text.length > MAX_TEXT) return fail(c, 400, 'Bad Request: message is too long');
  if (await hasBlocked(hub.pool, chatId)) return fail(c, 403, BLOCKED);

  const markup = structured(input.reply_markup);
  const key = c.req.header('idempotency-key');
  const id = await storeMessage(hub.pool, {
    channel: 'telegram',
    to: chatId,
    text,
    replyMarkup: markup,
    idempotencyKey: key && `${botId} ${key}`,
  });
  const body = {
    message_id: Number(id),
    from: botUser(botId),
    chat: chatOf(chatId),
    date: unixNow(),
    text,
  };
  const messageId = Number(id);
  const kept = { ...body, ...(markup && { reply_markup: markup }) };
  await keepMessage(hub.pool, botId, chatId, { messageId, outgoing: true, updateId: null, body: kept });
  // Of the keyboards only the inline one is told back.
  return ok(c, { ...body, ...(markup && 'inline_keyboard' in markup && { reply_markup: markup }) });
}
