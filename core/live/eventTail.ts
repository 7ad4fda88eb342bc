import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Db } from '../db/db.ts';
import { type StoredEvent, toStoredEvent } from '../events.ts';
import type { Cursor } from './cursor.ts';

/** An event with its place. */
export interface PlacedEvent extends StoredEvent {
  cursor: Cursor;
}

/** Follows the events from where it begins, in commit-safe order. */
export interface EventTail {
  /** Looks at once. */
  wake(): void;
  stop(): Promise<void>;
}

/**
 * How often is looked without being woken. Events do not wake it themselves: a NOTIFY in every transaction that writes
 * one would have all of them commit one after the other, for Postgres takes one lock for it. Milliseconds.
 */
const EVERY_MS = 150;
/** After a look that failed, the store being away. Milliseconds. */
const AFTER_FAILURE_MS = 1_000;
const BATCH = 500;

/**
 * @param options.take gets each batch, oldest first, and is waited for. A batch it throws at comes again.
 * @returns once it knows where it begins: what commits from now on is taken, and some that did just before may be.
 */
export async function followEvents(options: {
  db: Db;
  log: Logger;
  from: Cursor;
  take(events: PlacedEvent[]): Promise<void>;
}): Promise<EventTail> {
  const { db, log, take } = options;
  const stopping = new AbortController();
  let position = options.from;
  let waking = new AbortController();
  let failing = false;

  const round = async (): Promise<number> => {
    try {
      const events = await readAfter(db, position);
      const last = events.at(-1);
      if (last) {
        await take(events);
        position = last.cursor;
      }
      failing = false;
      return events.length === BATCH ? 0 : EVERY_MS;
    } catch (error) {
      if (!failing) log.warn({ err: error }, 'live updates wait for the store');
      failing = true;
      return AFTER_FAILURE_MS;
    }
  };
  const running = (async () => {
    while (!stopping.signal.aborted) {
      waking = new AbortController();
      const pauseMs = await round();
      const signal = AbortSignal.any([stopping.signal, waking.signal]);
      if (pauseMs > 0) await sleep(pauseMs, undefined, { signal }).catch(wokenEarly);
    }
  })();
  return {
    wake: () => waking.abort(),
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

function wokenEarly(): void {
  // A pause cut short is no failure.
}

/** Where the events end now: every transaction before it has ended, so that nothing can still appear before it. */
export async function readEnd(db: Db): Promise<Cursor> {
  const { rows } = await sql<{ xid: string }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as xid`.execute(db);
  return { xid: BigInt(rows[0]?.xid ?? 0), id: 0n };
}

/** The last events before a place, oldest first: what somebody who was away for a moment has missed. */
export async function readBefore(db: Db, end: Cursor, limit: number): Promise<PlacedEvent[]> {
  const rows = await db
    .selectFrom('event')
    .selectAll()
    .where(sql<boolean>`(xid, id) <= (${String(end.xid)}::xid8, ${String(end.id)}::bigint)`)
    .orderBy('xid', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.reverse().map(toPlaced);
}

/** @see ../eventReaders.ts for why the order is safe. */
async function readAfter(db: Db, position: Cursor): Promise<PlacedEvent[]> {
  const rows = await db
    .selectFrom('event')
    .selectAll()
    .where(sql<boolean>`(xid, id) > (${String(position.xid)}::xid8, ${String(position.id)}::bigint)`)
    .where(sql<boolean>`xid < pg_snapshot_xmin(pg_current_snapshot())`)
    .orderBy('xid')
    .orderBy('id')
    .limit(BATCH)
    .execute();
  return rows.map(toPlaced);
}

function toPlaced(row: Parameters<typeof toStoredEvent>[0] & { xid: string }): PlacedEvent {
  return { ...toStoredEvent(row), cursor: { xid: BigInt(row.xid), id: BigInt(row.id) } };
}
