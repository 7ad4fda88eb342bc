import type { Context } from 'grammy';
import type { Choice, OfferedService } from '../../../core/channel.ts';
import { serviceChoice } from '../../../core/contact/choice.ts';
import type { Language } from '../../../core/i18n.ts';
import { choiceKeyboard } from '../keyboards/choiceKeyboard.ts';
import { phoneKeyboard } from '../keyboards/phoneKeyboard.ts';
import { personLanguage, texts } from '../texts.ts';
import type { Speaker } from './createDialogue.ts';

/** A longer list is not read on a telephone; what is not on it is told in words. */
const MAX_OFFERED = 20;

/**
 * Greets a person, asks for his phone and offers the services.
 * @throws whatever the Bot API or the house answered.
 */
export async function greet(ctx: Context, speaker: Speaker): Promise<void> {
  const language = speakersLanguage(ctx);
  const markup = { reply_markup: phoneKeyboard(language) };
  await ctx.reply(texts(language)('greeting'), markup);
  await offerServices(ctx, language, speaker);
}

/**
 * Thanks a person who shared his phone and takes the button away. The services are not offered here: the house asks
 * for one itself where it still lacks it, and a keyboard beside that question would be one too many.
 * @throws whatever the Bot API answered.
 */
export async function thankForPhone(ctx: Context): Promise<void> {
  const markup = { reply_markup: { remove_keyboard: true as const } };
  await ctx.reply(texts(speakersLanguage(ctx))('thanksForPhone'), markup);
}

/** Tells what the bot is for; fails as {@link greet}. */
export async function help(ctx: Context): Promise<void> {
  await ctx.reply(texts(speakersLanguage(ctx))('help'));
}

async function offerServices(ctx: Context, language: Language, speaker: Speaker): Promise<void> {
  const services = await speaker.deps.listServices();
  const keyboard = choiceKeyboard(services.slice(0, MAX_OFFERED).map((each) => toChoice(each, language)));
  if (!keyboard) return;
  await ctx.reply(texts(language)('offerServices'), { reply_markup: keyboard });
}

function toChoice(service: OfferedService, language: Language): Choice {
  return { id: serviceChoice(service.id), label: service.name[language] };
}

function speakersLanguage(ctx: Context): Language {
  return personLanguage(ctx.from?.language_code);
}
