import { audit } from './ru/audit.ts';
import { board } from './ru/board.ts';
import { calls } from './ru/calls.ts';
import { cards } from './ru/cards.ts';
import { customers } from './ru/customers.ts';
import { dialogue } from './ru/dialogue.ts';
import { events } from './ru/events.ts';
import { frame } from './ru/frame.ts';
import { identity } from './ru/identity.ts';
import { ledger } from './ru/ledger.ts';
import { lists } from './ru/lists.ts';
import { live } from './ru/live.ts';
import { massIncidents } from './ru/massIncidents.ts';
import { pop } from './ru/pop.ts';
import { processes } from './ru/processes.ts';
import { quarantine } from './ru/quarantine.ts';
import { settings } from './ru/settings.ts';
import { showcase } from './ru/showcase.ts';
import { sla } from './ru/sla.ts';
import { words } from './ru/words.ts';
import { work } from './ru/work.ts';

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
