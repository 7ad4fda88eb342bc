import type { Bilingual, Category, ProcessStep } from '../business-process/process.ts';
import type { Search } from '../search/readSearch.ts';

/** How a supervisor's board is cut into lanes; an agent's has one, his own. */
export const LANINGS = ['agent', 'group'] as const;
export type Laning = (typeof LANINGS)[number];

/** Cards of one column where the board has one lane, and where it has several. */
export const CARDS_ALONE = 50;
export const CARDS_IN_LANE = 5;
/** Lanes of one page. */
export const LANES = 8;
/** Counts stop here: behind it a column is "1000+", and counting costs the same however full it is. */
export const COUNTED_ALONE = 1000;
export const COUNTED_IN_LANE = 100;
/** What is closed stays this long. */
export const DONE_HOURS = 24;

/** What to show; absent parts do not filter. */
export interface BoardQuery {
  /** Lanes of a supervisor or a system; without it a supervisor's are by agent and a system has one of everything. */
  by?: Laning | undefined;
  /** The only lane to show: the id of an agent or a group, '' for nobody's or no group's. */
  lane?: string | undefined;
  serviceId?: string | undefined;
  priority?: string | undefined;
  /** His own, or those nobody has. */
  whose?: 'mine' | 'unassigned' | undefined;
  /** What is searched for: a number, a phone, words. */
  search?: Search | undefined;
  /** Where each column goes on, from its `nextCursor`; where one lane is shown. */
  after?: Partial<Record<Category, string>> | undefined;
  /** Where the lanes go on, from `nextLanes`. */
  lanesAfter?: string | undefined;
  /** True: tells what may be filtered by, too. */
  choices?: boolean | undefined;
}

/** An incident as it stands on the board. */
export interface BoardCard {
  id: string;
  number: string;
  serviceRequestId: string;
  serviceRequestNumber: string;
  customerId: string;
  customerName: string | null;
  phone: string | null;
  channel: string;
  serviceId: string;
  serviceName: string | null;
  serviceNameEn: string | null;
  workGroupId: string | null;
  assigneeId: string | null;
  assigneeName: string | null;
  orderId: string;
  /** As the order system wrote it last; null: it has not told. */
  orderState: string | null;
  /** Of an outage that many customers wrote about; null: of none. */
  massIncidentId: string | null;
  priority: string;
  step: ProcessStep;
  category: Category;
  /** Where the reader may move it from here. */
  nextSteps: ProcessStep[];
  /** Whether the reader may take it: nobody has it. */
  mayTake: boolean;
  createdAt: Date;
  warnAt: Date | null;
  dueAt: Date | null;
  /** Since when its clock stands, for it waits for somebody outside; null: it runs. */
  pausedAt: Date | null;
  breachedAt: Date | null;
  /** From when the end of its first answer's term is near, and that end. */
  answerWarnAt: Date | null;
  answerDueAt: Date | null;
  /** When the customer got his first answer. */
  answeredAt: Date | null;
  closedAt: Date | null;
}

export interface BoardColumn {
  category: Category;
  /** Cards of it, this page or not; never more than the count's end, see `counted`. */
  count: number;
  /** False where counting stopped before the end. */
  counted: boolean;
  /** Of those, how many the limit is for: what an agent holds of the limiting group; in a group's lane all of them. */
  held: number;
  /** How many of those should stand here at the most; null: as many as come. Above it nothing is refused, it warns. */
  limit: number | null;
  /** In order: what is due first; closed ones newest first. */
  cards: BoardCard[];
  nextCursor: string | null;
}

/** A row of the board. */
export interface BoardLane {
  /** Of the agent or the group; '' is nobody's, or of no group; of a board of one lane that is neither, `all`. */
  id: string;
  kind: 'own' | 'agent' | 'group' | 'all';
  /** The agent's name; null where the id says all. */
  name: string | null;
  columns: BoardColumn[];
}

/** What a board may be narrowed to, by name; at most a few hundred of each. */
export interface BoardChoices {
  services: BoardChoice[];
  /** Of the reader's department; none for an agent. */
  agents: BoardChoice[];
  /** Ids: a group's name is the reader's to find. */
  groups: string[];
}
export interface BoardChoice {
  id: string;
  name: Bilingual;
}

export interface Board {
  by: Laning | null;
  lanes: BoardLane[];
  nextLanes: string | null;
  /** Empty unless asked for. */
  choices: BoardChoices;
}
