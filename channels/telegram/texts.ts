import { createTranslator, type Language } from '../../core/i18n.ts';
import { en } from './locales/en.ts';
import { ru } from './locales/ru.ts';

/** The texts of this channel by language. */
export const texts = createTranslator(ru, en);

/** Marks put into the journal are read by agents, so they stand in the language of the house. */
export const journalTexts = texts('ru');

/**
 * The language a person's client speaks.
 * @param languageCode IETF tag of his client, where Telegram tells it.
 * @returns null where it does not tell.
 */
export function givenLanguage(languageCode: string | undefined): Language | null {
  if (!languageCode) return null;
  return languageCode.startsWith('ru') ? 'ru' : 'en';
}

/**
 * The language to speak to a person in; see {@link givenLanguage}.
 * @returns Russian unless his client says another language.
 */
export function personLanguage(languageCode: string | undefined): Language {
  return givenLanguage(languageCode) ?? 'ru';
}
