import { type Kysely, sql } from 'kysely';

/** Routing rules, templates, work groups and processes as supervisors set them; contacts they drop. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // A big journal takes its time, and a start that gave up half-way would give up every time.
  await sql`set local statement_timeout = 0`.execute(db);
  await settings(db);
  await quarantine(db);
}

async function settings(db: Kysely<unknown>): Promise<void> {
  // The version of a page of settings that is changed as a whole: who edits an old one is told so.
  await sql`
    create table setting (
      id text primary key,
      version integer not null default 1,
      updated_at timestamptz not null default now(),
      updated_by text not null default 'system'
    )`.execute(db);
  await sql`insert into setting (id) values ('routing')`.execute(db);
  // A rule may leave alone what says nothing, as a phone number that is shared and no word with it.
  await sql`alter table routing_rule add column skips_silent boolean not null default false`.execute(db);
  await sql`create index routing_rule_position on routing_rule (position, id)`.execute(db);
  await sql`
    create table notice_template (
      template text not null,
      channel text not null,
      language text not null check (language in ('ru', 'en')),
      text text not null,
      version integer not null default 1,
      updated_at timestamptz not null default now(),
      updated_by text not null,
      primary key (template, channel, language)
    )`.execute(db);
  await sql`
    alter table work_group
      add column version integer not null default 1,
      add column updated_at timestamptz,
      add column updated_by text`.execute(db);
  await sql`
    create index incident_open_process on incident (process_id, process_version)
      where closed_at is null`.execute(db);
}

async function quarantine(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table contact
      add column dropped_at timestamptz,
      add column dropped_by text,
      add column drop_reason text,
      drop constraint contact_state_check`.execute(db);
  await sql`
    alter table contact
      add constraint contact_state_check
        check (state in ('WAITING', 'WORKED', 'QUARANTINED', 'DROPPED')),
      add constraint contact_dropped_check check ((state = 'DROPPED') = (dropped_at is not null)
        and (dropped_at is null) = (dropped_by is null) and (dropped_at is null) = (drop_reason is null))`.execute(
    db,
  );
  await sql`
    create index contact_put_aside on contact (state, received_at desc, id desc)
      where state in ('QUARANTINED', 'DROPPED')`.execute(db);
}
