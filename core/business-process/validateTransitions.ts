import { ORDER_STATES } from './orderStates.ts';
import type { BusinessProcess, ProcessTransition } from './process.ts';
import type { ProcessFault } from './processFault.ts';

const MOST_TRANSITIONS = 300;
const MOVERS = ['assignee', 'supervisor'] as const;
type Ways = Pick<BusinessProcess, 'steps' | 'transitions'>;

/** Faults of the transitions of a process, each by itself and among one another. */
export function checkTransitions(process: Ways): ProcessFault[] {
  const { transitions } = process;
  if (transitions.length > MOST_TRANSITIONS) {
    return [{ path: 'transitions', code: 'transitions.many', limit: MOST_TRANSITIONS }];
  }
  return transitions.flatMap((each, index) => {
    const path = `transitions[${index}]`;
    return [
      ...checkEnds(each, path, process),
      ...checkRivals(each, path, transitions.slice(0, index)),
      ...checkMovers(each, path),
      ...checkOrderStates(each, path),
    ];
  });
}

function checkEnds(each: ProcessTransition, path: string, { steps }: Ways): ProcessFault[] {
  const faults = (['from', 'to'] as const)
    .filter((end) => !steps.some((step) => step.id === each[end]))
    .map((end): ProcessFault => ({ path: `${path}.${end}`, code: 'transition.unknown' }));
  if (each.from === each.to) faults.push({ path, code: 'transition.self' });
  if (steps.find((step) => step.id === each.from)?.category === 'DONE')
    faults.push({ path, code: 'done.leaves' });
  return faults;
}

/** @param before the transitions in front of it. */
function checkRivals(each: ProcessTransition, path: string, before: ProcessTransition[]): ProcessFault[] {
  const siblings = before.filter((other) => other.from === each.from);
  const taken = new Set(siblings.flatMap((other) => other.orderStates ?? []));
  const faults: ProcessFault[] = [];
  if (siblings.some((other) => other.to === each.to)) faults.push({ path, code: 'transition.duplicate' });
  if (each.orderStates?.some((state) => taken.has(state)))
    faults.push({ path: `${path}.orderStates`, code: 'orderState.twice' });
  return faults;
}

function checkMovers(each: ProcessTransition, path: string): ProcessFault[] {
  if (each.by.length === 0) return [{ path: `${path}.by`, code: 'by.none' }];
  return each.by.every((mover) => MOVERS.includes(mover)) ? [] : [{ path: `${path}.by`, code: 'by.unknown' }];
}

function checkOrderStates(each: ProcessTransition, path: string): ProcessFault[] {
  const known: readonly string[] = ORDER_STATES;
  return (each.orderStates ?? []).every((state) => known.includes(state))
    ? []
    : [{ path: `${path}.orderStates`, code: 'orderState.unknown' }];
}
