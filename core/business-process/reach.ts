import type { ProcessTransition } from './process.ts';

type Ways = Pick<ProcessTransition, 'from' | 'to'>[];

/** Ids of the steps that can be come to from one step, itself among them. */
export function reachableFrom(stepId: string, transitions: Ways): Set<string> {
  return spread([stepId], (id) => transitions.filter((each) => each.from === id).map((each) => each.to));
}

/** Ids of the steps from which one of `targets` can be come to, they themselves among them. */
export function stepsLeadingTo(targets: string[], transitions: Ways): Set<string> {
  return spread(targets, (id) => transitions.filter((each) => each.to === id).map((each) => each.from));
}

function spread(starts: string[], next: (id: string) => string[]): Set<string> {
  const reached = new Set(starts);
  // A set is walked in order of insertion, what is added on the way too.
  for (const id of reached) for (const each of next(id)) reached.add(each);
  return reached;
}
