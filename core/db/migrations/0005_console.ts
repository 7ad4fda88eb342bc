import { type Kysely, sql } from 'kysely';

/** What the rooms of the console share: what a row belongs to, when it is due, who looked at it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // A big journal takes its time, and a start that gave up half-way would give up every time.
  await sql`set local statement_timeout = 0`.execute(db);
  await sql`
    alter table servicerequest
      add column opened_by text,
      add column answered_at timestamptz,
      add column area text,
      add column merged_into uuid references servicerequest,
      add column mass_incident_id uuid`.execute(db);
  await sql`
    alter table incident
      add column warn_at timestamptz,
      add column warned_at timestamptz,
      add column breached_at timestamptz`.execute(db);
  await sql`
    alter table work_group
      add column assignment text not null default 'least_loaded'
        check (assignment in ('least_loaded', 'by_hand')),
      add column wip_limits jsonb not null default '{}',
      add column calendar_id text`.execute(db);
  await events(db);
  await sightings(db);
}

async function events(db: Kysely<unknown>): Promise<void> {
  // What an event is about where that is neither request nor incident: `customer:C-7`, `process:fault`.
  await sql`alter table event add column subject text`.execute(db);
  await sql`create index event_subject on event (subject, id) where subject is not null`.execute(db);
  await sql`create index event_incident on event (incident_id, id) where incident_id is not null`.execute(db);
  await sql`create index event_actor on event (actor, at desc, id desc) where actor <> 'system'`.execute(db);
}

/** Who saw what. What was changed is in `event`; both together are the audit. */
async function sightings(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sighting (
      id bigint generated always as identity primary key,
      at timestamptz not null default clock_timestamp(),
      actor text not null,
      actor_kind text not null check (actor_kind in ('user', 'service')),
      subject text not null,
      via text not null check (via in ('console', 'api'))
    )`.execute(db);
  await sql`create index sighting_subject on sighting (subject, at desc)`.execute(db);
  await sql`create index sighting_actor on sighting (actor, at desc, id desc)`.execute(db);
}
