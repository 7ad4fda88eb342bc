import { createTranslator, type Translate } from '../../core/i18n.ts';
import { en } from './locales/en.ts';
import { ru } from './locales/ru.ts';

export type TextKey = keyof typeof ru;
/** Answers a text of the console in the person's language. */
export type Texts = Translate<TextKey>;

export const textsIn = createTranslator(ru, en);
