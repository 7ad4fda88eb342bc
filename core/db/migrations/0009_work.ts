import { type Kysely, sql } from 'kysely';

/** Capitals to small, ё to е, and what stands between words to a space. */
const FOLDED = 'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯё@./-_+:#&=';
const FOLDS_TO = 'абвгдеежзийклмнопрстуфхцчшщъыьэюяе          ';

/** Merged requests, and words that are searched for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Indexes of a big store take their time, and a start that gave up half-way would give up every time.
  await sql`set local statement_timeout = 0`.execute(db);
  await merges(db);
  await search(db);
  await lists(db);
}

/** History is kept in the table itself: a merge that was undone stays, with who undid it and when. */
async function merges(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table request_merge (
      id uuid primary key,
      from_id uuid not null references servicerequest,
      into_id uuid not null references servicerequest,
      from_status text not null check (from_status in ('NEW', 'TRIAGE', 'ORDERING', 'IN_PROGRESS')),
      incident_id uuid references incident,
      incident_step text,
      incident_category text check (incident_category in ('TODO', 'DOING', 'WAITING')),
      callback_ids uuid[] not null default '{}',
      merged_by text not null,
      merged_at timestamptz not null default now(),
      undone_by text,
      undone_at timestamptz,
      check (from_id <> into_id),
      check ((incident_id is null) = (incident_step is null)),
      check ((incident_id is null) = (incident_category is null)),
      check ((undone_at is null) = (undone_by is null))
    )`.execute(db);
  await sql`
    create unique index request_merge_standing on request_merge (from_id) where undone_at is null`.execute(
    db,
  );
  await sql`create index request_merge_from on request_merge (from_id, merged_at)`.execute(db);
  await sql`create index request_merge_into on request_merge (into_id)`.execute(db);
  await sql`
    create index servicerequest_merged on servicerequest (merged_into) where merged_into is not null`.execute(
    db,
  );
  // What a customer writes where his merged request was joins the one that goes on.
  await sql`
    create index servicerequest_merged_thread on servicerequest (channel, account, thread)
      where merged_into is not null`.execute(db);
}

/**
 * The words of a request: Russian stems, and the words as they stand, for names and for what is typed half. Letters
 * are folded by the function itself: what `lower` does with Cyrillic depends on the server's locale.
 */
async function search(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function searchable(words text) returns text
    language sql immutable parallel safe
    return translate(words, ${sql.lit(FOLDED)}, ${sql.lit(FOLDS_TO)})`.execute(db);
  // Beyond that much nobody searches, and a vector of words has its limit.
  const words = sql`searchable(left(coalesce(customer_name, '') || ' ' || coalesce(said, ''), 20000))`;
  await sql`
    create function request_words(said text, customer_name text) returns tsvector
    language sql immutable parallel safe
    return to_tsvector('pg_catalog.russian', ${words}) || to_tsvector('pg_catalog.simple', ${words})`.execute(
    db,
  );
  await sql`
    create index servicerequest_words on servicerequest using gin (request_words(text, customer_name))`.execute(
    db,
  );
  // The last digits of a phone are what people remember of it.
  await sql`
    create index servicerequest_phone_tail on servicerequest (reverse(phone) text_pattern_ops)
      where phone is not null`.execute(db);
}

async function lists(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index servicerequest_service on servicerequest (service_id, created_at desc, id desc)`.execute(db);
  await sql`
    create index servicerequest_channel on servicerequest (channel, created_at desc, id desc)`.execute(db);
  await sql`
    create index incident_service on incident (service_id, created_at desc, id desc)`.execute(db);
  await sql`
    create index incident_unassigned on incident (created_at desc, id desc)
      where assignee_id is null and closed_at is null`.execute(db);
}
