import { type Kysely, sql } from 'kysely';

/** Who has which card open; which telephones a call rings at, and who took it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Unlogged: a crash makes it empty, and every open page says within seconds that it is there.
  await sql`
    create unlogged table presence (
      subject text not null,
      user_id text not null,
      tab text not null,
      seen_at timestamptz not null default now(),
      primary key (subject, user_id, tab)
    )`.execute(db);
  await sql`create index presence_seen on presence (seen_at)`.execute(db);
  await sql`
    alter table call
      add column ringing_extensions text[] not null default '{}',
      add column taken_by text,
      add column taken_at timestamptz`.execute(db);
  // Calls that go on: few, however long the table is.
  await sql`
    create index call_live on call (updated_at) where direction = 'in' and state <> 'ended'`.execute(db);
  // Whom a number was found to be, whatever channel found it.
  await sql`
    create index identity_link_identity on identity_link (identity) where unlinked_at is null`.execute(db);
}
