import i18next from 'i18next';

/** The languages of the house. Russian is the default, English is complete. */
export const LANGUAGES = ['ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
/** What people are written to in whose language nobody knows. */
export const HOUSE_LANGUAGE: Language = 'ru';

/** One language's texts by key; `{{name}}` interpolates, `_one`, `_few`, `_many`, `_other` follow the plural rules. */
export type Texts = Record<string, string>;

/** Answers the text of a key with its parameters filled in. */
export type Translate<Key extends string> = (key: Key, params?: Record<string, string | number>) => string;

/**
 * Builds the translator of one room of the house from its two resources.
 * @param ru Russian texts; their keys are the contract.
 * @param en English texts; the type demands every key.
 * @returns by language, a function from key and parameters to text.
 */
export function createTranslator<Ru extends Texts>(
  ru: Ru,
  en: { [Key in keyof Ru]: string },
): (language: Language) => Translate<Extract<keyof Ru, string>> {
  const instance = i18next.createInstance();
  instance.init({
    lng: 'ru',
    fallbackLng: 'ru',
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: { ru: { translation: ru }, en: { translation: en } },
  });
  return (language) => instance.getFixedT(language) as unknown as Translate<Extract<keyof Ru, string>>;
}
