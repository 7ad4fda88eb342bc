/** Russian first: English for those who ask by `?lang=en`, or whose browser prefers it to Russian. */
export type Language = 'ru' | 'en';

/**
 * Chooses the language of a page.
 * @param asked what the address says (`?lang=`), which wins.
 * @param acceptLanguage the browser's header (RFC 9110 §12.5.4).
 */
export function chooseLanguage(asked: string | undefined, acceptLanguage: string | undefined): Language {
  if (asked === 'ru' || asked === 'en') return asked;
  const wishes = (acceptLanguage ?? '').split(',').map((part) => {
    const [tag = '', quality] = part.trim().split(/\s*;\s*q=/i);
    return { language: tag.toLowerCase().slice(0, 2), weight: quality === undefined ? 1 : Number(quality) };
  });
  const weightOf = (language: Language) =>
    Math.max(0, ...wishes.filter((wish) => wish.language === language).map((wish) => wish.weight || 0));
  return weightOf('en') > weightOf('ru') ? 'en' : 'ru';
}
