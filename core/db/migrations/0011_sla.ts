import { type Kysely, sql } from 'kysely';

const ALWAYS = [{ from: '00:00', to: '24:00' }];
const OFFICE = [{ from: '09:00', to: '18:00' }];

/**
 * Days without work of Russia's five-day week. 2026 by the government's decree on days moved, 2027 by the Labour
 * Code alone: its decree was not out when this was written, and the calendar is edited in the console.
 * @see Labour Code of the Russian Federation, art. 112; decree of 24.09.2025 No. 1466
 */
const HOLIDAYS = `
  2026-01-01 2026-01-02 2026-01-03 2026-01-04 2026-01-05 2026-01-06 2026-01-07 2026-01-08 2026-01-09
  2026-02-23 2026-03-08 2026-03-09 2026-05-01 2026-05-09 2026-05-11 2026-06-12 2026-11-04 2026-12-31
  2027-01-01 2027-01-02 2027-01-03 2027-01-04 2027-01-05 2027-01-06 2027-01-07 2027-01-08
  2027-02-23 2027-03-08 2027-05-01 2027-05-03 2027-05-09 2027-05-10 2027-06-12 2027-06-14 2027-11-04`
  .trim()
  .split(/\s+/);

/** Terms of service: policies, the calendars they count by, and what of them an incident carries. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // A big journal takes its time, and a start that gave up half-way would give up every time.
  await sql`set local statement_timeout = 0`.execute(db);
  await calendars(db);
  await policies(db);
  await clocks(db);
  await notices(db);
}

async function calendars(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table calendar (
      id text primary key,
      name jsonb not null,
      time_zone text not null,
      week jsonb not null,
      holidays jsonb not null default '[]',
      working_days jsonb not null default '[]',
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      updated_by text not null default 'system'
    )`.execute(db);
  const row = (id: string, name: { ru: string; en: string }, week: object[][], holidays: string[]) => sql`
    insert into calendar (id, name, time_zone, week, holidays)
    values (${id}, ${JSON.stringify(name)}, 'Europe/Moscow', ${JSON.stringify(week)},
      ${JSON.stringify(holidays)})`;
  await row('always', { ru: 'Круглосуточно', en: 'Round the clock' }, Array(7).fill(ALWAYS), []).execute(db);
  await row(
    'office',
    { ru: 'Рабочие часы офиса', en: 'Office hours' },
    [...Array(5).fill(OFFICE), [], []],
    HOLIDAYS,
  ).execute(db);
}

/** No service: what holds for every one that has no policy of its own. No calendar: the work group's. */
async function policies(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table work_group
      add constraint work_group_calendar foreign key (calendar_id) references calendar`.execute(db);
  await sql`
    create table sla_policy (
      id uuid primary key default gen_random_uuid(),
      service_id text,
      priority text not null check (priority in ('LOW', 'NORMAL', 'HIGH', 'CRITICAL')),
      answer_minutes integer check (answer_minutes > 0),
      resolve_minutes integer not null check (resolve_minutes > 0),
      warn_percent integer not null default 80 check (warn_percent between 1 and 99),
      calendar_id text references calendar,
      version integer not null default 1,
      updated_at timestamptz not null default now(),
      updated_by text not null default 'system',
      unique nulls not distinct (service_id, priority)
    )`.execute(db);
  await sql`
    insert into sla_policy (priority, answer_minutes, resolve_minutes, warn_percent, calendar_id) values
      ('CRITICAL', 15, 240, 75, 'always'),
      ('HIGH', 30, 480, 75, 'always'),
      ('NORMAL', 120, 960, 80, 'office'),
      ('LOW', null, 2400, 80, 'office')`.execute(db);
}

/** The clock of an incident stands still while it waits for somebody outside. */
async function clocks(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table incident
      add column answer_due_at timestamptz,
      add column sla_calendar_id text references calendar,
      add column sla_paused_at timestamptz,
      add column sla_waited_minutes double precision not null default 0`.execute(db);
  await sql`
    create index incident_to_warn on incident (warn_at)
      where closed_at is null and warned_at is null and breached_at is null and sla_paused_at is null`.execute(
    db,
  );
  await sql`
    create index incident_to_breach on incident (due_at)
      where closed_at is null and breached_at is null and sla_paused_at is null`.execute(db);
}

/** One event may be told to several managers, and need not be about a request. */
async function notices(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table notification
      drop constraint notification_event_id_recipient_channel_key,
      add constraint notification_once unique (event_id, recipient, channel, address)`.execute(db);
}
