import { audit } from './en/audit.ts';
import { board } from './en/board.ts';
import { calls } from './en/calls.ts';
import { cards } from './en/cards.ts';
import { customers } from './en/customers.ts';
import { dialogue } from './en/dialogue.ts';
import { events } from './en/events.ts';
import { frame } from './en/frame.ts';
import { identity } from './en/identity.ts';
import { ledger } from './en/ledger.ts';
import { lists } from './en/lists.ts';
import { live } from './en/live.ts';
import { massIncidents } from './en/massIncidents.ts';
import { pop } from './en/pop.ts';
import { processes } from './en/processes.ts';
import { quarantine } from './en/quarantine.ts';
import { settings } from './en/settings.ts';
import { showcase } from './en/showcase.ts';
import { sla } from './en/sla.ts';
import { words } from './en/words.ts';
import { work } from './en/work.ts';
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
  ...live,
  ...pop,
  ...board,
  ...customers,
  ...work,
  ...processes,
  ...settings,
  ...quarantine,
  ...sla,
  ...massIncidents,
  ...showcase,
  ...audit,
};
