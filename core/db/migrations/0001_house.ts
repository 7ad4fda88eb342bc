import { type Kysely, sql } from 'kysely';

/** The whole of the first store: journal, requests, incidents, events and the dictionaries they lean on. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await dictionaries(db);
  await requests(db);
  await journal(db);
  await incidents(db);
  await events(db);
  await people(db);
}

async function dictionaries(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table service (
      id text primary key,
      name text not null,
      name_en text not null,
      work_group_id text,
      process_id text,
      active boolean not null default true,
      synced_at timestamptz not null default now()
    )`.execute(db);
  await sql`
    create table work_group (
      id text primary key,
      name text not null,
      synced_at timestamptz not null default now()
    )`.execute(db);
  await sql`
    create table business_process (
      id text not null,
      version integer not null,
      name jsonb not null,
      steps jsonb not null,
      transitions jsonb not null,
      created_at timestamptz not null default now(),
      created_by text not null default 'system',
      primary key (id, version)
    )`.execute(db);
  await sql`
    create table routing_rule (
      id uuid primary key,
      position integer not null,
      channel text,
      queue text,
      keyword text,
      service_id text not null,
      created_at timestamptz not null default now()
    )`.execute(db);
}

async function requests(db: Kysely<unknown>): Promise<void> {
  await sql`create sequence servicerequest_number`.execute(db);
  await sql`
    create table servicerequest (
      id uuid primary key,
      number text not null unique default 'SR-' || lpad(nextval('servicerequest_number')::text, 6, '0'),
      status text not null check (status in ('NEW', 'TRIAGE', 'ORDERING', 'IN_PROGRESS', 'CLOSED')),
      close_reason text check (close_reason in ('RESOLVED', 'INCIDENT_UNLINKED', 'NO_INCIDENT', 'DUPLICATE', 'SPAM')),
      channel text not null,
      account text not null,
      thread text,
      address text,
      phone text,
      phone_kind text not null,
      text text,
      customer_id text,
      customer_name text,
      candidates jsonb not null default '[]',
      triage_reasons text[] not null default '{}',
      service_id text,
      order_id text,
      order_attempts integer not null default 0,
      order_error text,
      sweep_at timestamptz not null default now() + interval '10 seconds',
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      settled_by text,
      closed_at timestamptz,
      closed_by text,
      check ((status = 'CLOSED') = (close_reason is not null)),
      check ((status = 'CLOSED') = (closed_at is not null))
    )`.execute(db);
  // One open request for each conversation: what makes two messages at once join instead of doubling.
  await sql`
    create unique index servicerequest_open_thread on servicerequest (channel, account, thread)
      where status <> 'CLOSED' and thread is not null`.execute(db);
  await sql`create index servicerequest_sweep on servicerequest (sweep_at) where status = 'ORDERING'`.execute(
    db,
  );
  await sql`create index servicerequest_created on servicerequest (created_at desc, id desc)`.execute(db);
  await sql`
    create index servicerequest_status on servicerequest (status, created_at desc, id desc)`.execute(db);
  await sql`
    create index servicerequest_order on servicerequest (order_id) where order_id is not null`.execute(db);
  await sql`create index servicerequest_phone on servicerequest (phone, created_at desc, id desc)`.execute(
    db,
  );
  await sql`
    create index servicerequest_customer on servicerequest (customer_id, created_at desc, id desc)`.execute(
    db,
  );
}

async function journal(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table contact (
      id uuid primary key,
      channel text not null,
      account text not null,
      external_id text not null,
      kind text not null check (kind in ('call', 'message', 'event')),
      thread text,
      address text,
      sender text,
      sender_shared boolean not null default false,
      phone text,
      phone_kind text not null,
      phone_extension text,
      service_id text,
      queue text,
      text text,
      raw jsonb not null,
      state text not null default 'WAITING' check (state in ('WAITING', 'WORKED', 'QUARANTINED')),
      duplicates integer not null default 0,
      attempts integer not null default 0,
      last_error text,
      servicerequest_id uuid references servicerequest,
      occurred_at timestamptz not null,
      received_at timestamptz not null default now(),
      worked_at timestamptz,
      sweep_at timestamptz not null default now(),
      unique (channel, account, external_id),
      check ((state = 'WORKED') = (servicerequest_id is not null))
    )`.execute(db);
  await sql`create index contact_sweep on contact (sweep_at) where state = 'WAITING'`.execute(db);
  await sql`create index contact_waiting on contact (channel, received_at) where state = 'WAITING'`.execute(
    db,
  );
  await sql`create index contact_request on contact (servicerequest_id)`.execute(db);
  await sql`create index contact_received on contact (received_at desc, id desc)`.execute(db);
  await sql`create index contact_phone on contact (phone, received_at desc, id desc)`.execute(db);
  await sql`create index contact_ledger on contact (channel, state) include (duplicates)`.execute(db);
  await sql`
    create table channel_identity (
      channel text not null,
      account text not null,
      address text not null,
      phone text not null,
      proven_at timestamptz not null default now(),
      primary key (channel, account, address)
    )`.execute(db);
  await sql`
    create table call (
      channel text not null,
      account text not null,
      call_id text not null,
      direction text not null check (direction in ('in', 'out')),
      state text not null check (state in ('ringing', 'answered', 'ended')),
      caller text,
      callee text,
      queue text,
      agent_extension text,
      end_reason text,
      ringing_at timestamptz,
      answered_at timestamptz,
      ended_at timestamptz,
      contact_known boolean not null default false,
      updated_at timestamptz not null default now(),
      primary key (channel, account, call_id)
    )`.execute(db);
  await sql`
    create index call_without_contact on call (updated_at) where direction = 'in' and not contact_known`.execute(
    db,
  );
}

async function incidents(db: Kysely<unknown>): Promise<void> {
  await sql`create sequence incident_number`.execute(db);
  await sql`
    create table incident (
      id uuid primary key,
      number text not null unique default 'INC-' || lpad(nextval('incident_number')::text, 6, '0'),
      servicerequest_id uuid not null unique references servicerequest,
      order_id text not null,
      service_id text not null,
      work_group_id text,
      customer_id text not null,
      process_id text not null,
      process_version integer not null,
      step text not null,
      category text not null check (category in ('TODO', 'DOING', 'WAITING', 'DONE')),
      assignee_id text,
      assigned_by text not null default 'system',
      priority text not null default 'NORMAL' check (priority in ('LOW', 'NORMAL', 'HIGH', 'CRITICAL')),
      due_at timestamptz,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      closed_at timestamptz,
      foreign key (process_id, process_version) references business_process (id, version),
      check ((category = 'DONE') = (closed_at is not null))
    )`.execute(db);
  await sql`create index incident_created on incident (created_at desc, id desc)`.execute(db);
  await sql`create index incident_assignee on incident (assignee_id, created_at desc, id desc)`.execute(db);
  await sql`create index incident_open on incident (assignee_id) where closed_at is null`.execute(db);
  await sql`create index incident_customer on incident (customer_id, created_at desc, id desc)`.execute(db);
  await sql`create index incident_group on incident (work_group_id, created_at desc, id desc)`.execute(db);
}

async function events(db: Kysely<unknown>): Promise<void> {
  // xid makes the cursor gap-safe: a reader takes only transactions older than every one still running.
  await sql`
    create table event (
      id bigint generated always as identity primary key,
      xid xid8 not null default pg_current_xact_id(),
      type text not null,
      contact_id uuid,
      servicerequest_id uuid,
      incident_id uuid,
      actor text not null default 'system',
      data jsonb not null default '{}',
      at timestamptz not null default clock_timestamp()
    )`.execute(db);
  await sql`create index event_cursor on event (xid, id)`.execute(db);
  await sql`
    create index event_request on event (servicerequest_id, id) where servicerequest_id is not null`.execute(
    db,
  );
  await sql`
    create table event_reader (
      name text primary key,
      xid xid8 not null default '0',
      event_id bigint not null default 0,
      updated_at timestamptz not null default now()
    )`.execute(db);
  await sql`
    create table notification (
      id uuid primary key,
      event_id bigint not null,
      servicerequest_id uuid not null references servicerequest,
      recipient text not null check (recipient in ('customer', 'manager')),
      channel text not null,
      account text,
      address text not null,
      language text not null default 'ru',
      template text not null,
      params jsonb not null default '{}',
      state text not null default 'PENDING' check (state in ('PENDING', 'SENT', 'FAILED')),
      attempts integer not null default 0,
      last_error text,
      provider_id text,
      sweep_at timestamptz not null default now() + interval '10 seconds',
      created_at timestamptz not null default now(),
      sent_at timestamptz,
      unique (event_id, recipient, channel)
    )`.execute(db);
  await sql`create index notification_sweep on notification (sweep_at) where state = 'PENDING'`.execute(db);
  await sql`create index notification_request on notification (servicerequest_id)`.execute(db);
}

async function people(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table user_account (
      id text primary key,
      username text not null,
      name text not null,
      email text,
      manager_id text,
      extension text,
      roles text[] not null default '{}',
      work_group_ids text[] not null default '{}',
      active boolean not null default true,
      synced_at timestamptz not null default now()
    )`.execute(db);
  await sql`create index user_account_manager on user_account (manager_id)`.execute(db);
  await sql`create index user_account_extension on user_account (extension) where active`.execute(db);
  await sql`create index user_account_groups on user_account using gin (work_group_ids)`.execute(db);
  await sql`
    create table session (
      id text primary key,
      user_id text not null,
      tokens jsonb not null,
      created_at timestamptz not null default now(),
      seen_at timestamptz not null default now(),
      expires_at timestamptz not null
    )`.execute(db);
  await sql`create index session_expires on session (expires_at)`.execute(db);
  await sql`
    create table login_attempt (
      state text primary key,
      code_verifier text not null,
      nonce text not null,
      return_to text not null,
      expires_at timestamptz not null
    )`.execute(db);
  await sql`create index login_attempt_expires on login_attempt (expires_at)`.execute(db);
}
