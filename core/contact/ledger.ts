import { sql } from 'kysely';
import type { Db } from '../db/db.ts';

/** What became of the contacts of one channel. `received` = `worked` + `waiting` + `quarantined` + `dropped`, always. */
export interface LedgerEntry {
  channel: string;
  /** Distinct contacts taken into the journal. */
  received: number;
  /** Further deliveries of contacts already known: suppressed. */
  duplicates: number;
  /** Contacts that ended in a request. */
  worked: number;
  waiting: number;
  quarantined: number;
  /** Contacts a supervisor put away from quarantine for good. */
  dropped: number;
  /** Age of the oldest waiting contact in seconds; null when none waits. */
  oldestWaitingSeconds: number | null;
}

/**
 * The books of the front door, from the journal itself.
 * @param channels every channel the house has, so that a silent one shows as zero.
 */
export async function readLedger(db: Db, channels: string[]): Promise<LedgerEntry[]> {
  const { rows } = await sql<LedgerEntry>`
    with counted as (
      select channel,
        count(*)::int as received,
        sum(duplicates)::int as duplicates,
        count(*) filter (where state = 'WORKED')::int as worked,
        count(*) filter (where state = 'WAITING')::int as waiting,
        count(*) filter (where state = 'QUARANTINED')::int as quarantined,
        count(*) filter (where state = 'DROPPED')::int as dropped
      from contact group by channel
    ), oldest as (
      select channel, extract(epoch from now() - min(received_at))::float8 as seconds
      from contact where state = 'WAITING' group by channel
    )
    select channel, received, duplicates, worked, waiting, quarantined, dropped, seconds as "oldestWaitingSeconds"
    from counted left join oldest using (channel)`.execute(db);
  const silent = channels.filter((channel) => !rows.some((row) => row.channel === channel));
  return [...rows, ...silent.map(emptyEntry)].sort((a, b) => a.channel.localeCompare(b.channel));
}

/** What waits, by channel: cheap enough for every scrape, for only waiting rows are read. */
export async function readWaiting(
  db: Db,
): Promise<{ channel: string; waiting: number; oldestWaitingSeconds: number }[]> {
  const { rows } = await sql<{ channel: string; waiting: number; oldestWaitingSeconds: number }>`
    select channel, count(*)::int as waiting,
      extract(epoch from now() - min(received_at))::float8 as "oldestWaitingSeconds"
    from contact where state = 'WAITING' group by channel`.execute(db);
  return rows;
}

function emptyEntry(channel: string): LedgerEntry {
  return {
    channel,
    received: 0,
    duplicates: 0,
    worked: 0,
    waiting: 0,
    quarantined: 0,
    dropped: 0,
    oldestWaitingSeconds: null,
  };
}
