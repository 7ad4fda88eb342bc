import { sql } from 'kysely';
import type { Db } from '../db/db.ts';

/** What differs from incidents of no assignee in group internet, each a minute younger than the one before. */
export interface Crowd {
  count: number;
  assigneeId?: string | null;
  workGroupId?: string | null;
  step?: string;
  category?: string;
  serviceId?: string;
  priority?: string;
  customerName?: string;
  /** Hours from now until the first is due, each next one a minute later; null: no term. */
  dueInHours?: number | null;
  /** Hours since it was closed; null: open. */
  closedHoursAgo?: number | null;
}

let crowds = 0;

/** Puts many incidents with their requests straight into the store: through the verbs it would take an hour. */
export async function addIncidents(db: Db, crowd: Crowd): Promise<void> {
  const { count, assigneeId = null, workGroupId = 'internet', step = 'new', category = 'TODO' } = crowd;
  const { dueInHours = null, closedHoursAgo = null } = crowd;
  crowds += 1;
  const closedAt = sql`now() - make_interval(hours => ${closedHoursAgo ?? 0}::int, mins => n)`;
  await sql`
    with numbered as (
      select n, gen_random_uuid() as request, gen_random_uuid() as incident,
        now() - make_interval(mins => ${count}::int - n) - interval '2 days' as born
      from generate_series(1, ${count}::int) n
    ), request as (
      insert into servicerequest (id, status, close_reason, closed_at, channel, account, phone_kind, customer_id,
        customer_name, service_id, order_id, created_at)
      select request, ${closedHoursAgo === null ? 'IN_PROGRESS' : 'CLOSED'},
        ${closedHoursAgo === null ? null : 'RESOLVED'}, ${closedHoursAgo === null ? null : closedAt}, 'sms', 'test',
        'anonymous', 'C-7', ${crowd.customerName ?? 'Иванова Мария Петровна'}, ${crowd.serviceId ?? 'svc-internet'},
        ${`O-${crowds}-`} || n, born
      from numbered returning id
    )
    insert into incident (id, servicerequest_id, order_id, order_state, service_id, work_group_id, customer_id,
      process_id, process_version, step, category, assignee_id, priority, due_at, closed_at, created_at)
    select incident, request.id, ${`O-${crowds}-`} || n, 'acknowledged', ${crowd.serviceId ?? 'svc-internet'},
      ${workGroupId}, 'C-7', 'fault', 1, ${step}, ${category}, ${assigneeId}, ${crowd.priority ?? 'NORMAL'},
      ${dueInHours === null ? null : sql`now() + make_interval(hours => ${dueInHours}::int, mins => n)`},
      ${closedHoursAgo === null ? null : closedAt}, born
    from numbered join request on request.id = numbered.request`.execute(db);
}
