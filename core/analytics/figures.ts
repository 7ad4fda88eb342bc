/**
 * What the showcase counts; each is a set of requests, and a request is in it once at the most in a period:
 * - `registered`: came in within the period;
 * - `answered`: first answered within it;
 * - `closed`: closed within it; `rated`: those of them the customer gave stars;
 * - `kept`, `breached`: their incident's term was met or missed within it (met is known at its closing, missed when
 *   the term passed);
 * - `backlog`: still open when the period ended, or now where it has not ended.
 */
export const FIGURES = ['registered', 'answered', 'closed', 'rated', 'kept', 'breached', 'backlog'] as const;
export type Figure = (typeof FIGURES)[number];
