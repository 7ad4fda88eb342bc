import type { MangoLeg, MangoSummary } from './readLeg.ts';

/** `internal`: between agents, no customer in it. */
export type MangoDirection = 'in' | 'out' | 'internal';

/**
 * Which way a leg's call goes; no field says it. A callback rings the agent first, and that leg looks like an inbound
 * one: it is told by who ordered it. `command_id` also stands on inbound legs that a command routed, which were taken
 * from another leg. In doubt it is inbound: a needless request costs less than a lost customer.
 */
export function directionOfLeg(leg: MangoLeg): MangoDirection {
  const { from, to, location } = leg;
  if (leg.callback_initiator !== null || leg.task_id !== null) return 'out';
  const isOrdered = leg.command_id !== null && from.taken_from_call_id === null;
  if (isOrdered && location !== 'ivr' && location !== 'queue') return 'out';
  if (from.extension === null) return 'in';
  return to.extension === null ? 'out' : 'internal';
}

const DIRECTIONS: Record<string, MangoDirection> = { '0': 'internal', '1': 'in', '2': 'out' };

/** Which way the call went, as its summary says. */
export function directionOfSummary({ call_direction, from }: MangoSummary): MangoDirection {
  return DIRECTIONS[call_direction ?? ''] ?? (from.extension === null ? 'in' : 'out');
}
