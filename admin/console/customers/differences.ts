import { type CustomerFacts, FACTS, type FactName } from '../../../core/customer/customer.ts';

/** One fact that two people want otherwise; each value a list of texts, empty where there is none. */
export interface Difference {
  fact: FactName;
  base: string[];
  theirs: string[];
  mine: string[];
  /** What is the likelier choice; null: both changed it, and only a person can tell. */
  chosen: 'mine' | 'theirs' | null;
}

/**
 * Compares what somebody wrote with what a colleague saved meanwhile.
 * @param base what both began with.
 * @param theirs what is saved.
 * @param mine what was written.
 * @returns the facts that are still to be decided upon.
 */
export function differencesOf(base: CustomerFacts, theirs: CustomerFacts, mine: CustomerFacts): Difference[] {
  return FACTS.map((fact) => ({
    fact,
    base: listOf(base[fact]),
    theirs: listOf(theirs[fact]),
    mine: listOf(mine[fact]),
  }))
    .filter((each) => !same(each.theirs, each.mine))
    .map((each) => ({ ...each, chosen: likelier(each) }));
}

function likelier({ base, theirs, mine }: Omit<Difference, 'chosen'>): Difference['chosen'] {
  if (same(base, mine)) return 'theirs';
  return same(base, theirs) ? 'mine' : null;
}

function listOf(value: string | string[] | null): string[] {
  return value === null ? [] : [value].flat();
}

function same(one: string[], other: string[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
