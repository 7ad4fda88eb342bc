import { isDeepStrictEqual } from 'node:util';
import { fail, ok } from '../answer.ts';
import { structured } from '../input.ts';
import { findMessage, replaceMessage } from '../messageStore.ts';
import { unixNow } from '../objects.ts';
import { type Call, chatIdOf, integerOf } from './call.ts';
import { MAX_TEXT } from './sendMessage.ts';

/** @see https://core.telegram.org/bots/api#editmessagetext */
export async function editMessageText(call: Call): Promise<Response> {
  const { c, input } = call;
  const text = typeof input.text === 'string' ? input.text : '';
  if (text.trim() === '') return fail(c, 400, 'Bad Request: message text is empty');
  if (text.length > MAX_TEXT) return fail(c, 400, 'Bad Request: message is too long');
  return edit(call, { text, reply_markup: structured(input.reply_markup) });
}

/** Without `reply_markup` the buttons go. @see https://core.telegram.org/bots/api#editmessagereplymarkup */
export async function editMessageReplyMarkup(call: Call): Promise<Response> {
  return edit(call, { reply_markup: structured(call.input.reply_markup) });
}

async function edit(call: Call, change: { text?: string; reply_markup: object | undefined }) {
  const { c, botId, input, hub } = call;
  const chatId = chatIdOf(input);
  const messageId = integerOf(input.message_id);
  if (chatId === '') return fail(c, 400, 'Bad Request: chat_id is empty');
  if (messageId === undefined) return fail(c, 400, 'Bad Request: message identifier is not specified');
  const message = await findMessage(hub.pool, botId, chatId, messageId);
  if (!message) return fail(c, 400, 'Bad Request: message to edit not found');
  if (!message.outgoing) return fail(c, 400, "Bad Request: message can't be edited");

  const { reply_markup: before, ...rest } = message.body;
  const { reply_markup: markup, text = rest.text } = change;
  if (text === rest.text && isDeepStrictEqual(buttons(markup), buttons(before))) {
    const advice = 'specified new message content and reply markup are exactly the same as a current content';
    return fail(c, 400, `Bad Request: message is not modified: ${advice} and reply markup of the message`);
  }
  const body = { ...rest, text, edit_date: unixNow(), ...(markup && { reply_markup: markup }) };
  await replaceMessage(hub.pool, botId, chatId, { ...message, body });
  return ok(c, body);
}

/** The buttons of a markup; an empty keyboard is none. */
function buttons(markup: unknown): unknown {
  if (typeof markup !== 'object' || markup === null || !('inline_keyboard' in markup)) return [];
  return markup.inline_keyboard;
}
