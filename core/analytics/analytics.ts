import type { Actor } from '../access/actor.ts';
import type { ShowcaseFilter } from './filter.ts';
import type { Window } from './window.ts';

/** Whose figures, of which requests, in which period. */
export interface Scope {
  actor: Actor;
  filter: ShowcaseFilter;
  window: Window;
}

/** How long something took, in seconds; null where nothing did. */
export interface Durations {
  median: number | null;
  p90: number | null;
}

/** The figures of a set of requests; each counts what figures.ts says. */
export interface Numbers {
  registered: number;
  answered: number;
  closed: number;
  kept: number;
  breached: number;
  backlog: number;
  /** From registering to the first answer, of those `answered`. */
  toAnswer: Durations;
  /** From registering to closing, of those `closed`. */
  toClose: Durations;
  rated: number;
  /** Mean of the stars, 1–5, of those `rated`. */
  rating: number | null;
}

/** One bucket of the window. `backlog` is what was open at its end. */
export interface SeriesPoint extends Numbers {
  /** Registered, by channel; a channel without any is left out. */
  byChannel: Record<string, number>;
}

/** By what requests are told apart. */
export const DIMENSIONS = ['agent', 'service', 'workGroup', 'channel', 'closeReason'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** The figures of one agent, service…; `key` null: of requests that have none. */
export interface BreakdownRow extends Numbers {
  key: string | null;
}

/** All of it at once: what the showcase shows. */
export interface Report {
  summary: Numbers;
  series: SeriesPoint[];
  by: Record<Dimension, BreakdownRow[]>;
}

/**
 * Where the figures come from. One contract: the showcase, the exports and the API know no more of the store than
 * this. A supervisor's figures are his department's and of what nobody has; a system's are of all.
 */
export interface Analytics {
  summary(scope: Scope): Promise<Numbers>;
  /** A point for every bucket of the window, in its order. */
  series(scope: Scope): Promise<SeriesPoint[]>;
  /** Most closed first, then most registered, then most open; the row of none last. By `closeReason` only what was closed counts. */
  breakdown(scope: Scope, by: Dimension): Promise<BreakdownRow[]>;
  report(scope: Scope): Promise<Report>;
}
