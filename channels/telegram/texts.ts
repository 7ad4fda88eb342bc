import { createTranslator, type Language } from '../../core/i18n.ts';
import { en } from './locales/en.ts';
import { ru } from './locales/ru.ts';

/** The texts of this channel by language. */
export const texts = createTranslator(ru, en);

/** Marks put into the journal are read by agents, so they stand in the language of the house. */
export const journalTexts = texts('ru');

/**
 * The language to greet a person in.
 * @param languageCode IETF tag of his client, where Telegram tells it.
 * @returns Russian unless the client says another language.
 */
export function personLanguage(languageCode: string | undefined): Language {
  return languageCode === undefined || languageCode.startsWith('ru') ? 'ru' : 'en';
}
