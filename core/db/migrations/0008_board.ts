import { type Kysely, sql } from 'kysely';

/** What the board reads: the state of the order on the incident itself, and an index for every way to its cards. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // A big journal takes its time, and a start that gave up half-way would give up every time.
  await sql`set local statement_timeout = 0`.execute(db);
  await orderStates(db);
  await indexes(db);
}

/** The request keeps what its order began as until the incident is there to keep it. */
async function orderStates(db: Kysely<unknown>): Promise<void> {
  await sql`alter table servicerequest add column order_state text`.execute(db);
  await sql`alter table incident add column order_state text`.execute(db);
  // Old ones that are closed have left every board.
  await sql`
    update servicerequest r set order_state = (
      select e.data->>'state' from event e
      where e.servicerequest_id = r.id and e.type = 'order.placed' order by e.id desc limit 1)
    where r.order_id is not null
      and (r.status <> 'CLOSED' or r.closed_at > now() - interval '1 day')`.execute(db);
  await sql`
    update incident i set order_state = coalesce(
      (select s.state from order_state s where s.order_id = i.order_id and s.settled_at is not null
        order by s.at desc, s.received_at desc limit 1),
      (select r.order_state from servicerequest r where r.id = i.servicerequest_id))
    where i.closed_at is null or i.closed_at > now() - interval '1 day'`.execute(db);
}

/**
 * Cards stand by what is due first; those with no term come after all that have one. Nobody and no group are '' here,
 * so that one equality finds them like any other.
 */
async function indexes(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index incident_board_agent on incident
      (coalesce(assignee_id, ''), category, coalesce(due_at, 'infinity'::timestamptz), created_at, id)
      where closed_at is null`.execute(db);
  await sql`
    create index incident_board_group on incident
      (coalesce(work_group_id, ''), coalesce(assignee_id, ''), category,
        coalesce(due_at, 'infinity'::timestamptz), created_at, id)
      where closed_at is null`.execute(db);
  await sql`
    create index incident_board_all on incident
      (category, coalesce(due_at, 'infinity'::timestamptz), created_at, id)
      where closed_at is null`.execute(db);
  await sql`
    create index incident_board_closed_agent on incident (coalesce(assignee_id, ''), closed_at desc, id desc)
      where closed_at is not null`.execute(db);
  await sql`
    create index incident_board_closed on incident (closed_at desc, id desc)
      where closed_at is not null`.execute(db);
}
