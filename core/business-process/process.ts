/** The board's four columns; each step of a process stands in one. `DONE` closes the incident. */
export const CATEGORIES = ['TODO', 'DOING', 'WAITING', 'DONE'] as const;
export type Category = (typeof CATEGORIES)[number];

/** Who may make a transition: the incident's assignee, the supervisor of the assignee's department. */
export type Mover = 'assignee' | 'supervisor';

/** A text in both languages of the house. */
export interface Bilingual {
  ru: string;
  en: string;
}

export interface ProcessStep {
  id: string;
  name: Bilingual;
  category: Category;
  /** Markdown: what the agent does here. */
  narrative: Bilingual;
}

export interface ProcessTransition {
  from: string;
  to: string;
  by: Mover[];
  /** States of the order (TMF641) that make this transition by themselves; absent: none does. */
  orderStates?: string[];
}

/** One version of a dictionary entry. An incident keeps the version it opened with. The first step is the start. */
export interface BusinessProcess {
  id: string;
  version: number;
  name: Bilingual;
  steps: ProcessStep[];
  transitions: ProcessTransition[];
}

/** @returns the step with that id, or undefined where the process has none. */
export function findStep(process: BusinessProcess, stepId: string): ProcessStep | undefined {
  return process.steps.find((step) => step.id === stepId);
}

/** @returns transitions that leave `stepId` and that one of `movers` may make. */
export function transitionsFrom(
  process: BusinessProcess,
  stepId: string,
  movers: Mover[],
): ProcessTransition[] {
  return process.transitions.filter(
    (transition) => transition.from === stepId && transition.by.some((mover) => movers.includes(mover)),
  );
}

/** @returns the transition that leaves `stepId` when the order reaches `state`, or undefined. */
export function transitionByOrder(
  process: BusinessProcess,
  stepId: string,
  state: string,
): ProcessTransition | undefined {
  return process.transitions.find(
    (transition) => transition.from === stepId && transition.orderStates?.includes(state),
  );
}
