import { sql } from 'kysely';
import type { Db } from './db/db.ts';
import type { QueueName } from './queues.ts';

/** Rows that want work, and the queue each belongs to. */
interface Sweepable {
  queue: QueueName;
  table: 'contact' | 'servicerequest' | 'notification' | 'attachment';
  condition: string;
  /** The column that tells since when a row has been waiting. */
  since: string;
}

const SWEEPABLE: Sweepable[] = [
  { queue: 'intake', table: 'contact', condition: `state = 'WAITING'`, since: 'received_at' },
  { queue: 'orders', table: 'servicerequest', condition: `status = 'ORDERING'`, since: 'updated_at' },
  { queue: 'notify', table: 'notification', condition: `state = 'PENDING'`, since: 'created_at' },
  { queue: 'attachments', table: 'attachment', condition: `state = 'PENDING'`, since: 'created_at' },
];

const BATCH = 500;
/** However long a row has waited, it is shown again this often. */
const LONGEST_SECONDS = 600;

/**
 * Finds rows whose state says that work is due and hands their ids on, whatever the queue remembers. The longer a row
 * has waited, the longer until it is shown again: a row of a long backlog is shown a few times, not every round, and
 * several processes may sweep at once.
 * @param options.everySeconds how long the queue has before a row is shown again, at the least.
 * @param options.atOnce also rows that have just begun to wait: at start, when whoever took them in may be dead.
 * @param enqueue adding an id that is queued already must change nothing. When it throws, its rows stay due.
 */
export async function sweep(
  db: Db,
  options: { everySeconds: number; atOnce: boolean },
  enqueue: (queue: QueueName, ids: string[]) => Promise<void>,
): Promise<void> {
  const startedAt = await databaseClock(db);
  for (const each of SWEEPABLE) {
    for (;;) {
      // No transaction waits for the queue: it would hold every reader of events back.
      const ids = await claim(db, each, options, startedAt);
      if (ids.length > 0) {
        await enqueue(each.queue, ids).catch(async (error: unknown) => {
          await giveBack(db, each, ids, startedAt);
          throw error;
        });
      }
      if (ids.length < BATCH) break;
    }
  }
}

/** One clock decides what is due: the database's. */
async function databaseClock(db: Db): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db);
  return rows[0]?.now ?? new Date();
}

/** Makes rows due again that nobody was told of. */
async function giveBack(db: Db, { table }: Sweepable, ids: string[], dueAt: Date): Promise<void> {
  await sql`update ${sql.table(table)} set sweep_at = ${dueAt}::timestamptz where id = any(${ids}::uuid[])`.execute(
    db,
  );
}

async function claim(
  db: Db,
  { table, condition, since }: Sweepable,
  options: { everySeconds: number; atOnce: boolean },
  startedAt: Date,
): Promise<string[]> {
  // A row already claimed in this round has moved beyond the horizon.
  const horizonSeconds = options.atOnce ? options.everySeconds : 0;
  const { rows } = await sql<{ id: string }>`
    update ${sql.table(table)} set sweep_at = ${startedAt}::timestamptz + least(
      greatest(make_interval(secs => ${options.everySeconds * 2}), ${startedAt}::timestamptz - ${sql.ref(since)}),
      make_interval(secs => ${LONGEST_SECONDS}))
    where id in (
      select id from ${sql.table(table)}
      where ${sql.raw(condition)}
        and sweep_at <= ${startedAt}::timestamptz + make_interval(secs => ${horizonSeconds})
      order by sweep_at limit ${BATCH} for update skip locked
    ) returning id`.execute(db);
  return rows.map((row) => row.id);
}
