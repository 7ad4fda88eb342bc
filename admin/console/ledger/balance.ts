import type { LedgerEntry } from '../../../core/contact/ledger.ts';

/** The lines added up; the oldest wait is the longest of all. */
export function totalOf(entries: LedgerEntry[]): Omit<LedgerEntry, 'channel'> {
  const sum = (pick: (entry: LedgerEntry) => number) =>
    entries.reduce((total, entry) => total + pick(entry), 0);
  const waits = entries.map((entry) => entry.oldestWaitingSeconds).filter((seconds) => seconds !== null);
  return {
    received: sum((entry) => entry.received),
    duplicates: sum((entry) => entry.duplicates),
    worked: sum((entry) => entry.worked),
    waiting: sum((entry) => entry.waiting),
    quarantined: sum((entry) => entry.quarantined),
    dropped: sum((entry) => entry.dropped),
    oldestWaitingSeconds: waits.length === 0 ? null : Math.max(...waits),
  };
}

/** Whether every contact of every channel is accounted for, and how many are. */
export function balanceOf(entries: LedgerEntry[]): { balanced: boolean; accounted: number } {
  const accountedIn = (entry: LedgerEntry) =>
    entry.worked + entry.waiting + entry.quarantined + entry.dropped;
  return {
    balanced: entries.every((entry) => entry.received === accountedIn(entry)),
    accounted: entries.reduce((total, entry) => total + accountedIn(entry), 0),
  };
}
