import type { ru } from './ru.ts';

/** English texts of the Telegram channel. */
export const en: Record<keyof typeof ru, string> = {
  greeting:
    'Hello! Tell us what happened and we will register a request. Share your phone number with the button below so that we find your contract at once.',
  sharePhone: 'Share my phone number',
  edited: '[edited] {{text}}',
  contact: '[contact] {{name}} {{phone}}',
  photo: '[photo]',
  document: '[file]',
  voice: '[voice message]',
  audio: '[audio]',
  video: '[video]',
  videoNote: '[video message]',
  animation: '[animation]',
  sticker: '[sticker] {{emoji}}',
  location: '[place on the map]',
  poll: '[poll]',
  other: '[message without text]',
};
