import { type Kysely, sql } from 'kysely';

/** Files of our own people, and words anywhere in a conversation that are searched for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Indexes of a big store take their time, and a start that gave up half-way would give up every time.
  await sql`set local statement_timeout = 0`.execute(db);
  await ownFiles(db);
  await saidWords(db);
}

/** A file comes with a contact, or a colleague attaches it to a request: with a reply, or for colleagues only. */
async function ownFiles(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table attachment
      alter column contact_id drop not null,
      alter column channel drop not null,
      add column servicerequest_id uuid references servicerequest,
      add column upload_id uuid,
      add column reply_id uuid references reply,
      add column author_id text,
      add column sent_at timestamptz,
      add constraint attachment_source check ((contact_id is null) = (servicerequest_id is not null)),
      add constraint attachment_channel check ((contact_id is null) = (channel is null)),
      add constraint attachment_upload check ((servicerequest_id is null) = (upload_id is null)),
      add constraint attachment_author check ((servicerequest_id is null) = (author_id is null)),
      add constraint attachment_reply check (reply_id is null or reply_id = upload_id),
      add constraint attachment_sent check (sent_at is null or reply_id is not null),
      add constraint attachment_own check (servicerequest_id is null or state = 'STORED')`.execute(db);
  // Sent twice under one id it is attached once.
  await sql`
    create unique index attachment_upload_position on attachment (upload_id, position)
      where upload_id is not null`.execute(db);
  await sql`
    create index attachment_request on attachment (servicerequest_id)
      where servicerequest_id is not null`.execute(db);
}

/** The words of one message, folded and stemmed as those of a request are. */
async function saidWords(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function said_words(said text) returns tsvector
    language sql immutable parallel safe
    return request_words(said, null)`.execute(db);
  await sql`
    create index contact_words on contact using gin (said_words(text)) where text is not null`.execute(db);
  await sql`create index reply_words on reply using gin (said_words(text))`.execute(db);
}
