import { hasBlocked } from '../../subscribers/store.ts';
import { BLOCKED, fail, ok } from '../answer.ts';
import { type Call, chatIdOf } from './call.ts';

/** "Is typing…": taken, and not shown. @see https://core.telegram.org/bots/api#sendchataction */
export async function sendChatAction({ c, input, hub }: Call): Promise<Response> {
  const chatId = chatIdOf(input);
  if (chatId === '') return fail(c, 400, 'Bad Request: chat_id is empty');
  if (await hasBlocked(hub.pool, chatId)) return fail(c, 403, BLOCKED);
  return ok(c, true);
}
