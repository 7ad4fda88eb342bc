import type { Language } from '../language.ts';
import { en } from './locales/en.ts';
import { ru, type Texts } from './locales/ru.ts';

/** The texts of the sandbox's pages. */
export function textsOf(language: Language): Texts {
  return language === 'en' ? en : ru;
}
