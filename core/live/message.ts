import type { EventType } from '../events.ts';
import { type Cursor, formatCursor } from './cursor.ts';

/** What a screen is told: that something changed, and of what. Ids only: what changed it fetches, under its own rights. */
export interface LiveChange {
  /** An event's type, or a signal's: `pop` of a call at one's own telephone, `presence` of a card's readers. */
  type: EventType | 'pop' | 'presence';
  requestId: string | null;
  incidentId: string | null;
  /** `kind:id` of what it is about where that is neither: `customer:C-7`, `call:<id>`. */
  subject: string | null;
}

/**
 * A change as a server-sent event.
 * @param cursor its place among the events, to go on from after a break; null for a signal, which has none.
 */
export function changeMessage(change: LiveChange, cursor: Cursor | null): string {
  const id = cursor === null ? '' : `id: ${formatCursor(cursor)}\n`;
  return `${id}data: ${JSON.stringify(change)}\n\n`;
}

/** The first word: where the events stand, to go on from should the line break before the first change. */
export function helloMessage(cursor: Cursor, retryMs: number): string {
  return `retry: ${retryMs}\nid: ${formatCursor(cursor)}\nevent: hello\ndata: ${formatCursor(cursor)}\n\n`;
}

/** More was missed than is kept: whatever is on the screen has to be fetched anew. */
export function resetMessage(): string {
  return 'event: reset\ndata: all\n\n';
}

/**
 * Where the events stand now, though nothing of them concerned this screen: without it, whoever saw nothing for an hour
 * would have missed an hour. It keeps proxies from taking the line for dead, too.
 */
export function beatMessage(cursor: Cursor): string {
  return `id: ${formatCursor(cursor)}\nevent: at\ndata: ${formatCursor(cursor)}\n\n`;
}
