import { LRUCache } from 'lru-cache';

/** A part that comes so soon after its set was given up was kept back by the SMSC until we answered. */
const STALLED_MS = 1_000;
const MAX_REMEMBERED = 1_000;

/** Remembers the sets that were given up, to know the parts that come too late. */
export interface Latecomers {
  /**
   * @param numbers the parts that were there.
   * @param held how many deliveries were unanswered, all sets together.
   */
  note(set: string, numbers: number[], held: number): void;
  /** Whether a part belongs to a set that was given up. One that was there begins another message instead. */
  isLate(set: string, number: number): boolean;
  forget(set: string): void;
}

/** @param onStall told of how many held deliveries the SMSC seems to have waited at. */
export function createLatecomers(onStall: (held: number) => void): Latecomers {
  const sets = new LRUCache<string, { numbers: number[]; at: number; held: number }>({ max: MAX_REMEMBERED });
  return {
    note(set, numbers, held) {
      sets.set(set, { numbers, at: performance.now(), held });
    },
    isLate(set, number) {
      const known = sets.get(set);
      if (!known) return false;
      if (known.numbers.includes(number)) {
        sets.delete(set);
        return false;
      }
      if (performance.now() - known.at < STALLED_MS) onStall(known.held);
      known.numbers.push(number);
      return true;
    },
    forget: (set) => void sets.delete(set),
  };
}
