/** What is known of an incident's first answer. */
export interface AnswerTerm {
  /** From when on its end is near. */
  answerWarnAt: Date | null;
  answerDueAt: Date | null;
  /** When the customer got it. */
  answeredAt: Date | null;
  closedAt: Date | null;
}

/**
 * How the first answer stands with its term. `waits`, `near` and `late` say that the customer has none yet and the
 * incident is open; `kept` and `missed` how it ended. Null where nothing is promised, or it closed without one in time.
 */
export function answerState(of: AnswerTerm, now: Date): 'waits' | 'near' | 'late' | 'kept' | 'missed' | null {
  const { answerDueAt: due, answerWarnAt: warn, answeredAt, closedAt } = of;
  if (due === null) return null;
  if (answeredAt !== null) return answeredAt > due ? 'missed' : 'kept';
  if (closedAt !== null) return closedAt > due ? 'missed' : null;
  if (now >= due) return 'late';
  return warn !== null && now >= warn ? 'near' : 'waits';
}
