import { sql } from 'kysely';
import type { Actor } from '../access/actor.ts';
import { visibleIncidents } from '../access/visibility.ts';
import type { Db } from '../db/db.ts';
import type { BoardCard, BoardQuery } from './board.ts';
import { behind, momentText } from './cursor.ts';
import { CLOSED_ORDER, DUE, incidentsOf, OPEN_ORDER, type Stream } from './streams.ts';

/** A card as stored: its step by id, and where it stands in its column. */
export interface CardRow extends Omit<BoardCard, 'step' | 'nextSteps' | 'mayTake'> {
  lane: string;
  stepId: string;
  processId: string;
  processVersion: number;
  /** As a cursor holds them. */
  key: string;
  created: string;
}

/**
 * The cards of some streams in the board's order, at the most `limit` + 1 of each column of a lane: one query, which
 * reads no more rows than it may show.
 * @throws {Invalid} naming `cursor` when one of `query.after` is not ours.
 */
export async function readCards(
  db: Db,
  actor: Actor,
  query: BoardQuery,
  from: { streams: Stream[]; limit: number },
): Promise<CardRow[]> {
  const after = behind(query.after);
  if (from.streams.length === 0) return [];
  const kinds = [...new Set(from.streams.map((stream) => stream.kind))];
  const fields = sql`i.id, i.created_at, i.due_at, i.closed_at`;
  const part = (done: boolean) =>
    incidentsOf(kinds, query, {
      done,
      fields,
      where: done ? after.done : after.open,
      limit: from.limit + 1,
    });
  const { rows } = await sql<CardRow>`
    with stream as (
      select * from jsonb_to_recordset(${JSON.stringify(from.streams)}::jsonb)
        as given (lane text, kind text, assignee text, grp text)
    ),
    picked as (
      select s.lane, i.id, ${momentText(DUE)} as key, ${momentText(sql`i.created_at`)} as created,
        row_number() over (partition by s.lane, c.category order by ${OPEN_ORDER}) as place
      from stream s cross join (values ('TODO'), ('DOING'), ('WAITING')) c (category)
      cross join lateral (${part(false)}) i
      union all
      select s.lane, i.id, ${momentText(sql`i.closed_at`)}, ${momentText(sql`i.created_at`)},
        row_number() over (partition by s.lane order by ${CLOSED_ORDER})
      from stream s cross join lateral (${part(true)}) i
    )
    select picked.lane, picked.key, picked.created, card.*
    from picked cross join lateral (
      select i.id, i.number, i.category, i.step as "stepId", i.process_id as "processId",
        i.process_version as "processVersion", i.servicerequest_id as "serviceRequestId",
        r.number as "serviceRequestNumber", i.customer_id as "customerId", r.customer_name as "customerName",
        r.phone, r.channel, i.service_id as "serviceId", s.name as "serviceName", s.name_en as "serviceNameEn",
        i.work_group_id as "workGroupId", i.assignee_id as "assigneeId", u.name as "assigneeName",
        i.order_id as "orderId", i.order_state as "orderState", r.mass_incident_id as "massIncidentId",
        i.priority, i.created_at as "createdAt", i.warn_at as "warnAt", i.due_at as "dueAt",
        i.sla_paused_at as "pausedAt",
        i.breached_at as "breachedAt", i.answer_warn_at as "answerWarnAt", i.answer_due_at as "answerDueAt",
        r.answered_at as "answeredAt", i.closed_at as "closedAt"
      from incident i
      join servicerequest r on r.id = i.servicerequest_id
      left join service s on s.id = i.service_id
      left join user_account u on u.id = i.assignee_id
      where i.id = picked.id and ${visibleIncidents(actor, 'i')}
      -- A fence: each card is looked up by its key, whatever the planner believes of their number.
      offset 0
    ) card
    where picked.place <= ${from.limit + 1}
    order by picked.lane, picked.place`.execute(db);
  return rows;
}
