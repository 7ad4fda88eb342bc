import { fail, ok } from '../answer.ts';
import { removeMessage } from '../messageStore.ts';
import { type Call, chatIdOf, integerOf } from './call.ts';

/** @see https://core.telegram.org/bots/api#deletemessage */
export async function deleteMessage({ c, botId, input, hub }: Call): Promise<Response> {
  const messageId = integerOf(input.message_id);
  const chatId = chatIdOf(input);
  if (chatId === '') return fail(c, 400, 'Bad Request: chat_id is empty');
  const removed = messageId !== undefined && (await removeMessage(hub.pool, botId, chatId, messageId));
  return removed ? ok(c, true) : fail(c, 400, 'Bad Request: message to delete not found');
}
