import type { ProcessTransition } from '../../../core/business-process/process.ts';
import { orderStateLabel } from '../layout/reasons.ts';
import type { Texts } from '../texts.ts';

const BOTH = 2;

/** Who may make a transition, in full: for the table. */
export function moverWords({ by }: ProcessTransition, t: Texts): string {
  return by.map((mover) => t(`processes.by.${mover}`)).join(', ') || '—';
}

/** States of the order that make a transition by themselves; empty: none does. */
export function orderWords({ orderStates }: ProcessTransition, t: Texts): string {
  return (orderStates ?? []).map((state) => orderStateLabel(state, t)).join(', ');
}

/** What stands on a transition's arrow: who may, where it is not both, and that the order may. */
export function arrowWords(transition: ProcessTransition, t: Texts): string[] {
  const { by, orderStates } = transition;
  const lines = by.length === BOTH ? [] : by.map((mover) => t(`processes.by.${mover}`));
  return orderStates?.length ? [...lines, t('processes.by.order')] : lines;
}
