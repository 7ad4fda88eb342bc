import type { BoardCard } from '../../../core/board/board.ts';

/** How an incident stands to its term. */
export interface Term {
  state: 'ok' | 'warn' | 'breached' | 'paused';
  /** Of the time it has, how much is gone: 0 to 100. */
  gone: number;
  /** Until the term, or since it when it is breached. */
  seconds: number;
}

/** Of the time between opening and term, from where it is close when nobody set a warning. */
const CLOSE = 0.8;

/**
 * How an incident stands to its term now; null where it has none or is closed in time. One closed too late stays breached
 * by as much as it was; a clock that stands is read where it stands.
 */
export function termOf(
  card: Pick<BoardCard, 'createdAt' | 'warnAt' | 'dueAt' | 'pausedAt' | 'breachedAt' | 'closedAt'>,
  now: Date,
): Term | null {
  if (card.dueAt === null) return null;
  const at = (card.closedAt ?? card.pausedAt ?? now).getTime();
  const due = card.dueAt.getTime();
  const late = at >= due || card.breachedAt !== null;
  if (card.closedAt !== null && !late) return null;
  const whole = Math.max(1, due - card.createdAt.getTime());
  const gone = Math.min(1, Math.max(0, (at - card.createdAt.getTime()) / whole));
  const warns = card.warnAt === null ? gone >= CLOSE : at >= card.warnAt.getTime();
  return {
    state: late ? 'breached' : card.pausedAt !== null ? 'paused' : warns ? 'warn' : 'ok',
    gone: late ? 100 : Math.round(gone * 100),
    seconds: Math.abs(due - at) / 1000,
  };
}
