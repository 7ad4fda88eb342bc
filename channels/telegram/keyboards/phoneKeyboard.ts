import { Keyboard } from 'grammy';
import type { Language } from '../../../core/i18n.ts';
import { texts } from '../texts.ts';

/**
 * The button by which a person shares his own phone. Telegram allows it in private chats only.
 * @param language of the button.
 * @see https://core.telegram.org/bots/api#keyboardbutton
 */
export function phoneKeyboard(language: Language): Keyboard {
  return new Keyboard().requestContact(texts(language)('sharePhone')).resized().oneTime();
}
