import { type Kysely, sql } from 'kysely';

/** What channels that speak as the outside does need: who speaks and how surely, files, calls, replies, receipts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // A big journal takes its time, and a start that gave up half-way would give up every time.
  await sql`set local statement_timeout = 0`.execute(db);
  await identities(db);
  await contacts(db);
  await requests(db);
  await attachments(db);
  await calls(db);
  await notices(db);
  await orderStates(db);
}

async function identities(db: Kysely<unknown>): Promise<void> {
  // History is kept in the table itself: a link that was undone stays, with who undid it and when.
  await sql`
    create table identity_link (
      id uuid primary key,
      channel text not null,
      account text not null,
      identity text not null,
      phone text,
      customer_id text,
      customer_name text,
      rung text not null,
      linked_by text not null default 'system',
      linked_at timestamptz not null default now(),
      unlinked_by text,
      unlinked_at timestamptz,
      unlink_reason text,
      check (phone is not null or customer_id is not null),
      check ((unlinked_at is null) = (unlinked_by is null))
    )`.execute(db);
  await sql`
    create unique index identity_link_active on identity_link (channel, account, identity)
      where unlinked_at is null`.execute(db);
  await sql`
    create index identity_link_sender on identity_link (channel, account, identity)`.execute(db);
  await sql`create index identity_link_customer on identity_link (customer_id)`.execute(db);
  await sql`create index identity_link_phone on identity_link (phone)`.execute(db);
  await sql`
    insert into identity_link (id, channel, account, identity, phone, rung, linked_at)
    select gen_random_uuid(), channel, account, address, phone, 'SHARED_CONTACT', proven_at
    from channel_identity`.execute(db);
  await sql`drop table channel_identity`.execute(db);
}

async function contacts(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table contact
      add column identity text,
      add column rung text not null default 'UNKNOWN',
      add column choice text,
      add column language text,
      add column due_at timestamptz not null default now()`.execute(db);
  // Only what is still worked with: the whole journal would be written anew, and nobody could be let in meanwhile.
  await sql`
    update contact set
      identity = case when sender_shared then address when phone is not null and kind <> 'event' then phone end,
      rung = case when sender_shared then 'SHARED_CONTACT' when phone is null then 'UNKNOWN'
        when kind = 'call' then 'CALLER_ID' when kind = 'event' then 'CUSTOMER_MATCH' else 'SMS_SENDER' end
    where state = 'WAITING'
      or servicerequest_id in (select id from servicerequest where status <> 'CLOSED')`.execute(db);
  await sql`alter table contact drop column sender_shared`.execute(db);
  await sql`
    create index contact_burst on contact (channel, account, thread) where state = 'WAITING'`.execute(db);
}

async function requests(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table servicerequest
      add column identity text,
      add column rung text not null default 'UNKNOWN',
      add column language text not null default 'ru',
      add column menu text[],
      add column rating smallint check (rating between 1 and 5),
      add column rated_at timestamptz`.execute(db);
  await sql`
    create index servicerequest_identity on servicerequest (channel, account, identity)
      where identity is not null`.execute(db);
  await sql`
    create table reply (
      id uuid primary key,
      servicerequest_id uuid not null references servicerequest,
      kind text not null check (kind in ('reply', 'question')),
      author_id text not null,
      text text not null,
      created_at timestamptz not null default now()
    )`.execute(db);
  await sql`create index reply_request on reply (servicerequest_id, created_at)`.execute(db);
}

async function attachments(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table attachment (
      id uuid primary key default gen_random_uuid(),
      contact_id uuid not null references contact,
      position integer not null,
      channel text not null,
      kind text not null check (kind in ('photo', 'voice', 'audio', 'video', 'document', 'location')),
      external_id text,
      file_name text,
      mime_type text,
      size bigint,
      latitude double precision,
      longitude double precision,
      state text not null default 'PENDING' check (state in ('PENDING', 'STORED', 'REFUSED')),
      last_error text,
      sweep_at timestamptz not null default now() + interval '10 seconds',
      created_at timestamptz not null default now(),
      stored_at timestamptz,
      unique (contact_id, position)
    )`.execute(db);
  await sql`create index attachment_sweep on attachment (sweep_at) where state = 'PENDING'`.execute(db);
  // Apart, so that lists never drag the bytes along.
  await sql`
    create table attachment_content (
      attachment_id uuid primary key references attachment on delete cascade,
      bytes bytea not null
    )`.execute(db);
}

async function calls(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table call
      add column id uuid not null unique default gen_random_uuid(),
      add column recorded_at timestamptz,
      add column recording_url text,
      add column servicerequest_id uuid references servicerequest,
      add column settled boolean not null default false`.execute(db);
  // What ended before this version is nobody's callback any more.
  await sql`update call set settled = true where state = 'ended'`.execute(db);
  await sql`
    create index call_unsettled on call (updated_at) where state = 'ended' and not settled`.execute(db);
  await sql`create index call_request on call (servicerequest_id) where servicerequest_id is not null`.execute(
    db,
  );
  await sql`
    create table callback_task (
      id uuid primary key,
      servicerequest_id uuid not null references servicerequest,
      channel text not null,
      account text not null,
      call_id text not null,
      phone text,
      created_at timestamptz not null default now(),
      done_at timestamptz,
      done_by text,
      done_reason text,
      unique (channel, account, call_id),
      check ((done_at is null) = (done_by is null))
    )`.execute(db);
  await sql`create index callback_task_request on callback_task (servicerequest_id)`.execute(db);
  await sql`
    create index callback_task_open on callback_task (phone) where done_at is null`.execute(db);
}

async function notices(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table notification
      add column thread text,
      add column choices jsonb not null default '[]',
      add column not_before timestamptz not null default now(),
      add column segments integer not null default 1,
      add column delivered_at timestamptz,
      drop constraint notification_state_check`.execute(db);
  await sql`
    alter table notification add constraint notification_state_check
      check (state in ('PENDING', 'SENT', 'DELIVERED', 'FAILED'))`.execute(db);
  await sql`
    create index notification_provider on notification (channel, provider_id)
      where provider_id is not null`.execute(db);
  // A receipt may overtake our own commit of the id it speaks of.
  await sql`
    create table early_receipt (
      channel text not null,
      provider_id text not null,
      state text not null check (state in ('DELIVERED', 'FAILED')),
      code text,
      at timestamptz not null,
      received_at timestamptz not null default now(),
      primary key (channel, provider_id)
    )`.execute(db);
  await sql`
    create table notice_spending (
      scope text not null,
      key text not null,
      period_start timestamptz not null,
      segments integer not null,
      primary key (scope, key, period_start)
    )`.execute(db);
  await sql`create index notice_spending_period on notice_spending (period_start)`.execute(db);
}

async function orderStates(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table order_state (
      source text not null,
      event_id text not null,
      order_id text not null,
      state text not null,
      at timestamptz not null,
      received_at timestamptz not null default now(),
      settled_at timestamptz,
      primary key (source, event_id)
    )`.execute(db);
  // An order's state may come before we have stored the order's id.
  await sql`
    create index order_state_unsettled on order_state (received_at) where settled_at is null`.execute(db);
  await sql`create index order_state_order on order_state (order_id)`.execute(db);
  await sql`create index incident_order on incident (order_id)`.execute(db);
}
