import { type Kysely, sql } from 'kysely';

/** One cause behind many requests. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // A big journal takes its time, and a start that gave up half-way would give up every time.
  await sql`set local statement_timeout = 0`.execute(db);
  await massIncidents(db);
  await attachments(db);
  await settings(db);
}

async function massIncidents(db: Kysely<unknown>): Promise<void> {
  await sql`create sequence mass_incident_number`.execute(db);
  await sql`
    create table mass_incident (
      id uuid primary key,
      number text not null unique default 'MI-' || lpad(nextval('mass_incident_number')::text, 6, '0'),
      service_id text not null,
      area text,
      state text not null check (state in ('PROPOSED', 'OPEN', 'CLOSING', 'CLOSED', 'DISMISSED')),
      title text not null default '',
      told jsonb not null default '{"ru":"","en":""}',
      resolution jsonb,
      detected jsonb,
      began_at timestamptz not null,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      opened_at timestamptz,
      opened_by text,
      dismissed_at timestamptz,
      dismissed_by text,
      closing_at timestamptz,
      closed_at timestamptz,
      closed_by text,
      check ((state in ('OPEN', 'CLOSING', 'CLOSED')) = (opened_at is not null)),
      check ((state in ('CLOSING', 'CLOSED')) = (resolution is not null)),
      check ((state = 'CLOSED') = (closed_at is not null)),
      check ((state = 'DISMISSED') = (dismissed_at is not null))
    )`.execute(db);
  // Two processes that see the same spike propose it once.
  await sql`
    create unique index mass_incident_active on mass_incident (service_id, coalesce(area, ''))
      where state in ('PROPOSED', 'OPEN')`.execute(db);
  await sql`create index mass_incident_created on mass_incident (created_at desc, id desc)`.execute(db);
  await sql`
    create index mass_incident_state on mass_incident (state, created_at desc, id desc)`.execute(db);
  await sql`
    create index mass_incident_dismissed on mass_incident (service_id, dismissed_at)
      where state = 'DISMISSED'`.execute(db);
}

async function attachments(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table servicerequest
      add constraint servicerequest_mass_incident foreign key (mass_incident_id) references mass_incident`.execute(
    db,
  );
  await sql`
    create index servicerequest_mass on servicerequest (mass_incident_id, created_at desc, id desc)
      where mass_incident_id is not null`.execute(db);
  // What a person took out is not put back by a machine.
  await sql`
    create table mass_incident_detached (
      mass_incident_id uuid not null references mass_incident,
      servicerequest_id uuid not null references servicerequest,
      by text not null,
      at timestamptz not null default now(),
      primary key (servicerequest_id, mass_incident_id)
    )`.execute(db);
  await sql`alter table notification alter column servicerequest_id drop not null`.execute(db);
}

/** One row: what counts as a spike. */
async function settings(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table mass_incident_setting (
      id boolean primary key default true check (id),
      window_minutes integer not null default 15 check (window_minutes between 1 and 240),
      min_requests integer not null default 10 check (min_requests between 2 and 10000),
      factor double precision not null default 3 check (factor between 1 and 100),
      quiet_minutes integer not null default 60 check (quiet_minutes between 1 and 10080),
      version integer not null default 1,
      updated_at timestamptz not null default now(),
      updated_by text not null default 'system'
    )`.execute(db);
  await sql`insert into mass_incident_setting default values`.execute(db);
}
