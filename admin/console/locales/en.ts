import { calls } from './en/calls.ts';
import { cards } from './en/cards.ts';
import { dialogue } from './en/dialogue.ts';
import { events } from './en/events.ts';
import { frame } from './en/frame.ts';
import { identity } from './en/identity.ts';
import { ledger } from './en/ledger.ts';
import { lists } from './en/lists.ts';
import { words } from './en/words.ts';
import type { ru } from './ru.ts';

/** English texts of the console; the type demands every key of the Russian ones. */
export const en: { [Key in keyof typeof ru]: string } = {
  ...frame,
  ...words,
  ...lists,
  ...cards,
  ...dialogue,
  ...calls,
  ...identity,
  ...events,
  ...ledger,
};
