import { ok } from '../answer.ts';
import { keepAnswer } from '../callbackStore.ts';
import { type Call, isSet } from './call.ts';

/**
 * Ends the wait on a pressed button, with a word to the person or without. An unknown id is answered with true as
 * well: updates come from hand-written requests too, and their ids are nobody's.
 * @see https://core.telegram.org/bots/api#answercallbackquery
 */
export async function answerCallbackQuery({ c, botId, input, hub }: Call): Promise<Response> {
  const id = String(input.callback_query_id ?? '');
  const text = typeof input.text === 'string' ? input.text.slice(0, 200) : '';
  if (/^\d{1,18}$/.test(id)) await keepAnswer(hub.pool, botId, id, { text, alert: isSet(input.show_alert) });
  return ok(c, true);
}
