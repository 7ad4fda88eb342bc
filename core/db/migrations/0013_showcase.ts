import { type Kysely, sql } from 'kysely';

/** Indexes the showcase reads by: one for every moment a request enters a figure. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Indexes of a big store take their time, and a start that gave up half-way would give up every time.
  await sql`set local statement_timeout = 0`.execute(db);
  await sql`
    create index servicerequest_closed on servicerequest (closed_at desc, id desc)
      where closed_at is not null`.execute(db);
  await sql`
    create index servicerequest_unclosed on servicerequest (created_at desc, id desc)
      where closed_at is null`.execute(db);
  await sql`
    create index servicerequest_answered on servicerequest (answered_at desc, id desc)
      where answered_at is not null`.execute(db);
  await sql`
    create index incident_breach on incident ((coalesce(breached_at, closed_at)) desc, id desc)
      where breached_at is not null or closed_at > due_at`.execute(db);
}
