import type { Context } from 'grammy';
import { readChoice } from '../../../core/contact/choice.ts';
import type { Press } from '../inbound/toChoice.ts';
import { personLanguage, texts } from '../texts.ts';
import { settledKeyboard } from './settledButton.ts';

/** `date` of a message too old to be told of; it can be neither read nor changed. */
const INACCESSIBLE = 0;
type ButtonWord = 'chosenService' | 'chosenRating' | 'buttonDead' | 'buttonSettled';
const WORDS = { service: 'chosenService', rating: 'chosenRating' } as const;

/**
 * Answers a press with a short text over the chat, which shows for some seconds only.
 * @throws whatever the Bot API answered.
 * @see https://core.telegram.org/bots/api#answercallbackquery
 */
export async function answerButton(ctx: Context, key: ButtonWord): Promise<void> {
  const text = texts(personLanguage(ctx.from?.language_code))(key);
  await ctx.answerCallbackQuery({ text });
}

/** Tells the person that his choice arrived; fails as {@link answerButton}. */
export async function answerChoice(ctx: Context, press: Press): Promise<void> {
  const kind = readChoice(press.data)?.kind;
  await answerButton(ctx, kind ? WORDS[kind] : 'buttonDead');
}

/** Leaves the choice alone, marked, under its message; fails as {@link answerButton}. */
export async function markChoice(ctx: Context, { message, data }: Press): Promise<void> {
  if (message.date === INACCESSIBLE || message.message_id === undefined) return;
  const markup = { reply_markup: settledKeyboard(message, data) };
  await ctx.api.editMessageReplyMarkup(message.chat.id, message.message_id, markup);
}
