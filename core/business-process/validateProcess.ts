import { type BusinessProcess, CATEGORIES, type ProcessStep } from './process.ts';
import { checkBilingual, type ProcessFault } from './processFault.ts';
import { reachableFrom, stepsLeadingTo } from './reach.ts';
import { checkTransitions } from './validateTransitions.ts';

/** A process as it is published: its version is the house's to give. The first step is the start. */
export type ProcessDraft = Omit<BusinessProcess, 'version'>;

export const MOST_STEPS = 30;
export const LONGEST_NAME = 80;
export const LONGEST_NARRATIVE = 4000;
/** What stands where an id would in the address of the form for a new process. */
const RESERVED = 'new';
/** Ids stand in addresses, columns and the catalogue's characteristic. */
const ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/;

/**
 * Holds a process against all it must be: ids well formed and unique, both languages there, one start (the first step,
 * which is not DONE), every step reachable from it, a DONE step ahead of every step and none behind a DONE step,
 * transitions between steps it has.
 * @returns every fault, in the order of its fields; empty: it may be published.
 */
export function validateProcess(process: ProcessDraft): ProcessFault[] {
  const { steps } = process;
  const faults: ProcessFault[] = [];
  if (!ID.test(process.id) || process.id === RESERVED) faults.push({ path: 'id', code: 'id.form' });
  faults.push(...checkBilingual(process.name, 'name', LONGEST_NAME));
  if (steps.length === 0) return [...faults, { path: 'steps', code: 'steps.none' }];
  if (steps.length > MOST_STEPS) faults.push({ path: 'steps', code: 'steps.many', limit: MOST_STEPS });
  if (!steps.some((step) => step.category === 'DONE')) faults.push({ path: 'steps', code: 'done.none' });
  faults.push(...steps.flatMap((step, index) => checkStep(step, index, steps)));
  faults.push(...checkTransitions(process));
  // What leads nowhere is told of once: of steps that are there, by names that are told apart.
  return faults.some((fault) => fault.code === 'step.duplicate')
    ? faults
    : [...faults, ...checkWays(process)];
}

function checkStep(step: ProcessStep, index: number, steps: ProcessStep[]): ProcessFault[] {
  const path = `steps[${index}]`;
  const faults: ProcessFault[] = [];
  if (!ID.test(step.id)) faults.push({ path: `${path}.id`, code: 'id.form' });
  else if (steps.findIndex((each) => each.id === step.id) < index)
    faults.push({ path: `${path}.id`, code: 'step.duplicate' });
  faults.push(...checkBilingual(step.name, `${path}.name`, LONGEST_NAME));
  if (!CATEGORIES.includes(step.category))
    faults.push({ path: `${path}.category`, code: 'category.unknown' });
  else if (index === 0 && step.category === 'DONE')
    faults.push({ path: `${path}.category`, code: 'start.done' });
  return [...faults, ...checkBilingual(step.narrative, `${path}.narrative`, LONGEST_NARRATIVE)];
}

function checkWays({ steps, transitions }: ProcessDraft): ProcessFault[] {
  const done = steps.filter((step) => step.category === 'DONE').map((step) => step.id);
  const reached = reachableFrom(steps[0]?.id ?? '', transitions);
  const ending = stepsLeadingTo(done, transitions);
  return steps.flatMap(({ id }, index): ProcessFault[] => {
    const path = `steps[${index}]`;
    if (!reached.has(id)) return [{ path, code: 'unreachable' }];
    // Without any end each step would say what is said of them all.
    return done.length > 0 && !ending.has(id) ? [{ path, code: 'dead_end' }] : [];
  });
}
