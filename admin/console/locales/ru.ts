import { calls } from './ru/calls.ts';
import { cards } from './ru/cards.ts';
import { dialogue } from './ru/dialogue.ts';
import { events } from './ru/events.ts';
import { frame } from './ru/frame.ts';
import { identity } from './ru/identity.ts';
import { ledger } from './ru/ledger.ts';
import { lists } from './ru/lists.ts';
import { words } from './ru/words.ts';

/** Russian texts of the console; their keys are the contract. */
export const ru = {
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
