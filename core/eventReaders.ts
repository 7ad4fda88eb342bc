import { sql } from 'kysely';
import type { Db, Trx } from './db/db.ts';
import { type StoredEvent, toStoredEvent } from './events.ts';

/**
 * Lets one named reader take the next events in commit-safe order and moves its durable position in the same
 * transaction, so that what `work` writes and the position stand or fall together. Only one process reads under
 * a name at a time; a second one finds the row locked and takes nothing.
 *
 * Order is (xid, id) among transactions older than every one still running: no event can appear behind the cursor.
 * @param name the reader, e.g. `notify`.
 * @param limit events at the most.
 * @param work writes in the given transaction only.
 * @returns how many events were taken.
 */
export async function readEvents(
  db: Db,
  name: string,
  limit: number,
  work: (trx: Trx, events: StoredEvent[]) => Promise<void>,
): Promise<number> {
  await ensureReader(db, name);
  return db.transaction().execute(async (trx) => {
    const position = await trx
      .selectFrom('event_reader')
      .select(['xid', 'event_id'])
      .where('name', '=', name)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!position) return 0;
    const rows = await eventsAfter(trx, position, limit);
    const last = rows.at(-1);
    if (!last) return 0;
    await work(trx, rows.map(toStoredEvent));
    await moveReader(trx, name, position, last);
    return rows.length;
  });
}

/**
 * As {@link readEvents}, for a reader whose work is with the outside and may take long: no transaction is open
 * meanwhile, which would hold every other reader back. Two processes under one name may do the same work twice, so
 * let one do it at a time; the position moves only from where it was read.
 * @param work resolves once the events are safe outside; when it throws, the position stays.
 * @returns how many events were taken.
 */
export async function relayEvents(
  db: Db,
  name: string,
  limit: number,
  work: (events: StoredEvent[]) => Promise<void>,
): Promise<number> {
  await beginAtEnd(db, name);
  const position = await db
    .selectFrom('event_reader')
    .select(['xid', 'event_id'])
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  const rows = await eventsAfter(db, position, limit);
  const last = rows.at(-1);
  if (!last) return 0;
  await work(rows.map(toStoredEvent));
  await moveReader(db, name, position, last);
  return rows.length;
}

interface Position {
  xid: string;
  event_id: string;
}

async function ensureReader(db: Db, name: string): Promise<void> {
  await db
    .insertInto('event_reader')
    .values({ name })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Every transaction below the oldest running one has ended: none of its events can still appear. */
async function beginAtEnd(db: Db, name: string): Promise<void> {
  await sql`
    insert into event_reader (name, xid, event_id)
    select ${name}, pg_snapshot_xmin(pg_current_snapshot()), 0
    where not exists (select 1 from event_reader where name = ${name})
    on conflict do nothing`.execute(db);
}

async function eventsAfter(db: Db, position: Position, limit: number) {
  return db
    .selectFrom('event')
    .selectAll()
    .where(sql<boolean>`(xid, id) > (${position.xid}::xid8, ${position.event_id}::bigint)`)
    .where(sql<boolean>`xid < pg_snapshot_xmin(pg_current_snapshot())`)
    .orderBy('xid')
    .orderBy('id')
    .limit(limit)
    .execute();
}

async function moveReader(
  db: Db,
  name: string,
  from: Position,
  to: { xid: string; id: string },
): Promise<void> {
  await db
    .updateTable('event_reader')
    .set({ xid: to.xid, event_id: to.id, updated_at: new Date() })
    .where('name', '=', name)
    .where('xid', '=', from.xid)
    .where('event_id', '=', from.event_id)
    .execute();
}
