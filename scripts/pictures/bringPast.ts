import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { storePast } from '../../core/analytics/history.fixture.ts';
import { closePool } from '../../core/db/closePool.ts';
import { createDb, createPool, type Db } from '../../core/db/db.ts';
import { connectionUrl } from '../../core/db/embedded/ready.ts';

/** The month the showcase shows, and the one it is compared with. */
const DAYS = 62;
const CHANNELS = ['sms', 'telegram', 'cti', 'telegram', 'cti', 'esb'];
const MATTERS = [
  { service: 'svc-internet', group: 'internet', agent: 'anna' },
  { service: 'svc-internet', group: 'internet', agent: 'boris' },
  { service: 'svc-mobile', group: 'mobile', agent: 'boris' },
  { service: 'svc-billing', group: 'billing', agent: 'anna' },
  { service: 'svc-tv', group: 'internet', agent: 'anna' },
  { service: 'svc-phone', group: 'first-line', agent: 'boris' },
];
const NAMES = [
  'Егорова Ксения Юрьевна',
  'Титов Павел Олегович',
  'Быкова Алина Игоревна',
  'Осипов Марк Петрович',
];
const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

/** Gives a new house two months that lie behind it, so that the showcase has its curves. @param data its folder. */
export function bringPast(data: string): Promise<void> {
  return inStore(data, async (db) => {
    await storeMonths(db);
    await endPast(db);
  });
}

/**
 * The first of today's requests came seven hours ago, the last a few minutes ago, and so with all that happened to them.
 * @param data folder of the running house.
 */
export function ageToday(data: string): Promise<void> {
  return inStore(data, age);
}

async function inStore(data: string, work: (db: Db) => Promise<void>): Promise<void> {
  const pool = createPool(urlOf(data), { max: 1, onError: () => {} });
  try {
    await work(createDb(pool));
  } finally {
    await closePool(pool);
  }
}

/** The embedded server's, which only the house itself is told otherwise. */
function urlOf(data: string): string {
  const [, , , port] = readFileSync(join(data, 'postgres/postmaster.pid'), 'utf8').split('\n');
  const password = readFileSync(join(data, 'postgres.password'), 'utf8').trim();
  return connectionUrl({ port: Number(port), password, database: 'helpdesk' });
}

async function age(db: Db): Promise<void> {
  const aged = {
    servicerequest: ['created_at', 'answered_at'],
    incident: ['created_at', 'warn_at', 'due_at'],
    contact: ['occurred_at', 'received_at', 'worked_at'],
    reply: ['created_at'],
    event: ['at'],
  };
  await sql`create temp table aged as
    select id, make_interval(mins => (power(1 - row_number() over (order by number)::float8 / count(*) over (), 1.6)
      * 420 + 3)::int) as by
    from servicerequest where created_at > now() - interval '2 hours'`.execute(db);
  for (const [table, columns] of Object.entries(aged)) {
    const link = table === 'servicerequest' ? 'id' : 'servicerequest_id';
    const sets = columns.map((column) => sql`${sql.ref(column)} = ${sql.ref(`t.${column}`)} - aged.by`);
    // What is closed by now took half of its age.
    if ('incident servicerequest'.includes(table)) sets.push(sql`closed_at = t.closed_at - aged.by / 2`);
    await sql`update ${sql.table(table)} t set ${sql.join(sets)} from aged
      where aged.id = ${sql.ref(`t.${link}`)}`.execute(db);
  }
}

async function storeMonths(db: Db): Promise<void> {
  const users = await db.selectFrom('user_account').select(['id', 'username']).execute();
  const idOf = (name: string) => users.find((user) => user.username === name)?.id ?? null;
  const chance = createChance(7);
  const midnight = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  for (let day = DAYS; day >= 1; day -= 1) {
    const weekend = new Date(midnight - day * DAY_MS).getUTCDay() % 6 === 0;
    const count = (weekend ? 4 : 9) + Math.floor(chance() * 6);
    for (let n = 0; n < count; n += 1) {
      const at = midnight - day * DAY_MS + (5 + chance() * 13) * 60 * MINUTE_MS;
      const answered = at + (2 + chance() ** 2 * 50) * MINUTE_MS;
      const closed = answered + (20 + chance() ** 2 * 700) * MINUTE_MS;
      const matter = MATTERS[Math.floor(chance() * MATTERS.length)];
      const time = (ms: number) => new Date(ms).toISOString();
      if (!matter || closed > Date.now()) continue;
      await storePast(db, {
        at: time(at),
        answered: time(answered),
        closed: time(closed),
        channel: CHANNELS[Math.floor(chance() * CHANNELS.length)] ?? 'sms',
        service: matter.service,
        customer: NAMES[n % NAMES.length] ?? '',
        reason: chance() < 0.86 ? 'RESOLVED' : chance() < 0.6 ? 'NO_INCIDENT' : 'DUPLICATE',
        ...(chance() < 0.4 && { rating: chance() < 0.75 ? 5 : 2 + Math.floor(chance() * 3) }),
        incident: {
          agent: idOf(matter.agent),
          group: matter.group,
          due: time(at + 480 * MINUTE_MS),
        },
      });
    }
  }
}

/** The way the fixture's incidents did not go. */
async function endPast(db: Db): Promise<void> {
  await sql`update incident set process_id = 'fault', step = 'resolved',
      process_version = (select max(version) from business_process where id = 'fault')
    where closed_at is not null`.execute(db);
}

/** Numbers that look random and are the same each time. @see https://en.wikipedia.org/wiki/Linear_congruential_generator */
function createChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
