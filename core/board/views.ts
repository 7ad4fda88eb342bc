import { type RawBuilder, sql } from 'kysely';
import { type Actor, isSupervisor, seesAll } from '../access/actor.ts';
import { departmentOf } from '../access/department.ts';
import { type BoardLane, type BoardQuery, LANES, type Laning } from './board.ts';
import { decodeLane } from './cursor.ts';
import type { StreamKind } from './streams.ts';

/** SQL of what one kind of reader's board is made of. */
export interface View {
  kind: BoardLane['kind'];
  by: Laning | null;
  streamKinds: StreamKind[];
  /** Named queries the others need, each with a comma behind it. */
  before: RawBuilder<unknown>;
  /** Selects id, name, sort, limits of the lanes of one page. */
  lanes: RawBuilder<unknown>;
  /** Selects lane, kind, assignee, grp of their streams. */
  streams: RawBuilder<unknown>;
}

/**
 * The board an actor gets: an agent one lane of his own, a supervisor and a system lanes by agent or by group, a
 * system that names neither one lane of everything. Where a lane's cards come from is decided here; whether the actor
 * sees one is the rule's affair (core/access/visibility.ts), which is asked of each card all the same.
 * @throws {Invalid} naming `lanesAfter` when that is not ours.
 */
export function viewOf(actor: Actor, query: BoardQuery): View {
  if (isSupervisor(actor)) {
    const department = sql`select id from ${departmentOf(actor.id)} of_his`;
    return query.by === 'group' ? groupLanes(actor, query, department) : agentLanes(actor, query, department);
  }
  if (!seesAll(actor)) return ownLane(actor.id, query);
  const everybody = sql`select id from user_account`;
  if (query.by === 'group') return groupLanes(actor, query, everybody);
  return query.by === 'agent' ? agentLanes(actor, query, everybody) : oneOfAll(query);
}

/** An agent's own, and those of his groups that nobody has. */
function ownLane(userId: string, query: BoardQuery): View {
  const groups = sql`select unnest(u.work_group_ids) as id from user_account u where u.id = ${userId}`;
  return {
    kind: 'own',
    by: null,
    streamKinds: ['agent', 'pair'],
    before: sql``,
    lanes: sql`select u.id, null::text as name, ''::text as sort, ${limitsOf(sql`u.work_group_ids`)} as limits
      from (select ${userId}::text as id, (
        select each.work_group_ids from user_account each where each.id = ${userId}) as work_group_ids) u`,
    streams: sql`
      select ${userId}::text as lane, 'agent'::text as kind, ${userId}::text as assignee, ''::text as grp
      where ${query.whose !== 'unassigned'}::boolean
      union all select ${userId}, 'pair', '', mine.id from (${groups}) mine
      where ${query.whose !== 'mine'}::boolean`,
  };
}

/** One lane for each agent of the department, who left and still holds something among them, and one of nobody's. */
function agentLanes(actor: Actor, query: BoardQuery, department: RawBuilder<unknown>): View {
  const only = assigneeOf(actor, query);
  return {
    kind: 'agent',
    by: 'agent',
    streamKinds: ['agent'],
    before: sql`department as materialized (${department}),`,
    lanes: sql`
      select each.id, each.name, each.sort, ${limitsOf(sql`each.groups`)} as limits
      from (
        select ''::text as id, null::text as name, ''::text as sort, '{}'::text[] as groups
        union all
        select u.id, u.name, u.name, u.work_group_ids from user_account u join department d on d.id = u.id
        where (u.active and 'User' = any(u.roles)) or exists (
          select 1 from incident i where coalesce(i.assignee_id, '') = u.id and i.closed_at is null)
      ) each
      where ${onPage(query)} and ${only === undefined ? sql`true` : sql`each.id = ${only}`}
      order by each.sort, each.id limit ${LANES + 1}`,
    streams: sql`select id as lane, 'agent'::text as kind, id as assignee, ''::text as grp from lane`,
  };
}

/** One lane for each group that the department works in or has something of, or of which something is nobody's. */
function groupLanes(actor: Actor, query: BoardQuery, department: RawBuilder<unknown>): View {
  const only = assigneeOf(actor, query);
  const holders = sql`select ''::text as id union all select id from department`;
  return {
    kind: 'group',
    by: 'group',
    streamKinds: ['pair'],
    before: sql`department as materialized (${department}), worked (id) as (${groupsAtWork}),`,
    lanes: sql`
      select each.id, null::text as name, each.id as sort,
        ${limitsOf(sql`array[each.id]`)} as limits
      from (select id from work_group union select id from worked where id is not null) each
      where ${onPage(query)} and (
        exists (select 1 from user_account u join department d on d.id = u.id
          where u.active and u.work_group_ids @> array[each.id])
        or exists (select 1 from (${holders}) holder cross join lateral (
          select 1 from incident i where i.closed_at is null
            and coalesce(i.work_group_id, '') = each.id and coalesce(i.assignee_id, '') = holder.id limit 1) one))
      order by each.id limit ${LANES + 1}`,
    streams: sql`
      select lane.id as lane, 'pair'::text as kind, holder.id as assignee, lane.id as grp
      from lane cross join (${holders}) holder where ${only === undefined ? sql`true` : sql`holder.id = ${only}`}`,
  };
}

/** One lane of everything. */
function oneOfAll(query: BoardQuery): View {
  const kind = query.whose === 'unassigned' ? 'agent' : 'all';
  return {
    kind: 'all',
    by: null,
    streamKinds: [kind],
    before: sql``,
    lanes: sql`select 'all'::text as id, null::text as name, ''::text as sort, '[]'::jsonb as limits`,
    streams: sql`select 'all'::text as lane, ${kind}::text as kind, ''::text as assignee, ''::text as grp`,
  };
}

/** SQL: the limits of each of these groups. */
function limitsOf(groups: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(
    select coalesce(jsonb_agg(jsonb_build_object('grp', g.id, 'limits', g.wip_limits)), '[]')
    from work_group g where g.id = any(${groups}))`;
}

/** SQL: the groups that have open incidents, each found by one look into the index. `worked` is this query's name. */
const groupsAtWork = sql`
  (select coalesce(i.work_group_id, '') from incident i
    where i.closed_at is null order by coalesce(i.work_group_id, '') limit 1)
  union all
  select (select coalesce(i.work_group_id, '') from incident i
    where i.closed_at is null and coalesce(i.work_group_id, '') > worked.id
    order by coalesce(i.work_group_id, '') limit 1)
  from worked where worked.id is not null`;

/** Whose the cards must be, where the reader narrows to one; '' is nobody. */
function assigneeOf(actor: Actor, query: BoardQuery): string | undefined {
  if (query.whose === undefined) return undefined;
  return query.whose === 'mine' ? actor.id : '';
}

/** SQL condition over `each`, a lane: it is the one asked for, or on the page asked for. */
function onPage(query: BoardQuery): RawBuilder<unknown> {
  if (query.lane !== undefined) return sql`each.id = ${query.lane}`;
  if (query.lanesAfter === undefined) return sql`true`;
  const { sort, id } = decodeLane(query.lanesAfter);
  return sql`(each.sort, each.id) > (${sort}, ${id})`;
}
