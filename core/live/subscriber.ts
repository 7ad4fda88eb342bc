import type { Actor } from '../access/actor.ts';
import type { Cursor } from './cursor.ts';

/** A screen that is kept true. */
export interface Subscriber {
  actor: Actor;
  /** Where it was when it lost the line; null: it has just been drawn. */
  cursor: Cursor | null;
  /** Takes text of an event stream; must not throw. Ends the line by itself where it cannot keep up. */
  send(text: string): void;
  /** The house ends the line. */
  end(): void;
}
