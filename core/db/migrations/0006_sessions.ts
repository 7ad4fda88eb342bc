import { type Kysely, sql } from 'kysely';

/** What a session needs to be confirmed with the identity provider and to be ended by it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table session
      add column sid text,
      add column idle_minutes integer not null default 480 check (idle_minutes > 0),
      add column confirm_at timestamptz`.execute(db);
  await sql`
    update session set confirm_at = (tokens ->> 'accessExpiresAt')::timestamptz
    where tokens ->> 'refreshToken' is not null`.execute(db);
  await sql`create index session_sid on session (sid) where sid is not null`.execute(db);
  await sql`create index session_person on session (user_id)`.execute(db);
  // Logout tokens that were obeyed: each serves once.
  await sql`
    create table logout_token (
      jti text primary key,
      expires_at timestamptz not null
    )`.execute(db);
  await sql`create index logout_token_expires on logout_token (expires_at)`.execute(db);
}
