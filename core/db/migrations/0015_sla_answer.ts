import { type Kysely, sql } from 'kysely';

/** The first answer's term, what a work group's incidents open with, corrected and inherited mass incidents. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // A big journal takes its time, and a start that gave up half-way would give up every time.
  await sql`set local statement_timeout = 0`.execute(db);
  await answers(db);
  await sql`
    alter table work_group
      add column priority text not null default 'NORMAL'
        check (priority in ('LOW', 'NORMAL', 'HIGH', 'CRITICAL'))`.execute(db);
  // What a survivor has from its duplicate goes back when they are parted again.
  await sql`
    alter table request_merge add column mass_incident_id uuid references mass_incident`.execute(db);
  await sql`alter table mass_incident add column corrected_at timestamptz`.execute(db);
  // Incidents go on counting by a calendar that nobody can choose any more.
  await sql`alter table calendar add column removed_at timestamptz`.execute(db);
}

/**
 * How the first answer stands with its term. What was answered before this is settled without a word; what is open and
 * still unanswered is noted, and told, as of any other.
 */
async function answers(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table incident
      add column answer_warn_at timestamptz,
      add column answer_warned_at timestamptz,
      add column answer_breached_at timestamptz,
      add column answer_kept_at timestamptz`.execute(db);
  await sql`
    update incident i set
      answer_kept_at = case when r.answered_at <= i.answer_due_at then r.answered_at end,
      answer_breached_at = case when r.answered_at > i.answer_due_at then i.answer_due_at end
    from servicerequest r
    where r.id = i.servicerequest_id and r.answered_at is not null and i.answer_due_at is not null`.execute(
    db,
  );
  // Each incident is looked at when its warning is due and when its end is, and leaves with the answer.
  await sql`
    create index incident_to_answer on incident ((coalesce(answer_warn_at, answer_due_at)))
      where answer_due_at is not null and closed_at is null and answer_kept_at is null
        and answer_breached_at is null`.execute(db);
}
