import { type RawBuilder, sql } from 'kysely';
import { departmentOf } from '../../access/department.ts';
import { visibleRequests } from '../../access/visibility.ts';
import type { CloseReason } from '../../service-request/status.ts';
import type { Scope } from '../analytics.ts';
import type { Figure } from '../figures.ts';
import { NONE } from '../filter.ts';
import type { Window } from '../window.ts';

/** A scope, and what a bar of a chart narrows it to. */
export interface CountedScope extends Scope {
  closeReason?: CloseReason | undefined;
}

/** When a row enters a figure, how long it took, and what else it needs. */
interface Moment {
  table: 'servicerequest' | 'incident';
  at: RawBuilder<unknown>;
  seconds?: RawBuilder<unknown>;
  when?: RawBuilder<unknown>;
}

/** How long something took since the request came in. */
const since = (column: string) => sql`extract(epoch from ${sql.ref(column)} - created_at)::float8`;

const MOMENTS: Record<Figure, Moment> = {
  registered: { table: 'servicerequest', at: sql`created_at` },
  answered: { table: 'servicerequest', at: sql`answered_at`, seconds: since('answered_at') },
  closed: { table: 'servicerequest', at: sql`closed_at`, seconds: since('closed_at') },
  rated: { table: 'servicerequest', at: sql`closed_at`, when: sql`rating is not null` },
  backlog: { table: 'servicerequest', at: sql`created_at` },
  kept: {
    table: 'incident',
    at: sql`closed_at`,
    when: sql`due_at is not null and breached_at is null and closed_at <= due_at`,
  },
  // One that was late when it closed, with nobody having noticed before, was late from then on.
  breached: {
    table: 'incident',
    at: sql`coalesce(breached_at, closed_at)`,
    when: sql`(breached_at is not null or closed_at > due_at)`,
  },
};

/** The work group is the incident's, which may have been handed on; before there is one it is the service's. */
const GROUP = sql`coalesce(i.work_group_id, s.work_group_id)`;
const COLUMNS = sql`figure, at, key, seconds, r.id as request_id, r.channel, r.service_id, i.assignee_id,
  ${GROUP} as work_group_id, r.close_reason, r.rating`;

/**
 * Of a short window the other table's rows are looked up by their index, one by one: `offset 0` keeps the planner from
 * reading the whole table instead, which is as dear as the history is long. A long window is read together.
 */
const SHORT_MS = 32 * 86_400_000;
const INCIDENTS_ONE_BY_ONE = sql`
  left join lateral (select * from incident where servicerequest_id = r.id offset 0) i on true`;
const REQUESTS_ONE_BY_ONE = sql`
  cross join lateral (select * from servicerequest where id = i.servicerequest_id offset 0) r`;

/**
 * One row for every request of a figure: the figure, `at` (when it entered it), `key` (a uuid that breaks ties of
 * `at`), `seconds` it took, and what it is told apart by. The moments are read by their indexes first, then joined
 * with the rest once for all figures.
 * @param options.few true where only the first of them are taken.
 * @returns a query in brackets, to select from.
 */
export function momentsOf(
  scope: CountedScope,
  figures: readonly Figure[],
  { few = false }: { few?: boolean } = {},
): RawBuilder<unknown> {
  const [ofRequests, ofIncidents] = (['servicerequest', 'incident'] as const).map((table) =>
    figures.filter((figure) => MOMENTS[figure].table === table),
  );
  const halves: RawBuilder<unknown>[] = [];
  const seen = sql`${matches(scope)} and ${visibleRequests(scope.actor, 'r', 'i')}`;
  const short = few || scope.window.end.getTime() - scope.window.start.getTime() <= SHORT_MS;
  if (ofRequests?.length)
    halves.push(sql`
      select ${COLUMNS} from ${momentsIn(scope.window, ofRequests)} r
      ${short ? INCIDENTS_ONE_BY_ONE : sql`left join incident i on i.servicerequest_id = r.id`}
      left join service s on s.id = r.service_id
      where ${seen}`);
  if (ofIncidents?.length)
    halves.push(sql`
      select ${COLUMNS} from ${momentsIn(scope.window, ofIncidents)} i
      ${short ? REQUESTS_ONE_BY_ONE : sql`join servicerequest r on r.id = i.servicerequest_id`}
      left join service s on s.id = r.service_id
      where ${seen}`);
  return sql`(${sql.join(halves, sql` union all `)})`;
}

/** The rows of one table that enter some figures in a window, each once for every figure. */
function momentsIn(window: Window, figures: readonly Figure[]): RawBuilder<unknown> {
  const branches = figures.map((figure) => {
    const { table, at, seconds, when } = MOMENTS[figure];
    return sql`
      select ${sql.lit(figure)} as figure, ${at} as at, id as key, ${seconds ?? sql`null::float8`} as seconds, x.*
      from ${sql.table(table)} x
      where ${figure === 'backlog' ? openAt(window.end) : within(at, window)} and ${when ?? sql`true`}`;
  });
  return sql`(${sql.join(branches, sql` union all `)})`;
}

function within(at: RawBuilder<unknown>, { start, end }: Pick<Window, 'start' | 'end'>) {
  return sql`${at} >= ${start} and ${at} < ${end}`;
}

/** Open at a moment; at one to come: open now. */
function openAt(moment: Date) {
  if (moment.getTime() > Date.now()) return sql`closed_at is null and created_at < ${moment}`;
  return sql`(closed_at is null or closed_at >= ${moment}) and created_at < ${moment}`;
}

function matches({ filter, closeReason }: CountedScope): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [sql`true`];
  const { channel, service, workGroup, department, agent, state } = filter;
  if (channel !== undefined) parts.push(sql`r.channel = ${channel}`);
  if (service !== undefined) parts.push(equals(sql.ref('r.service_id'), service));
  if (workGroup !== undefined) parts.push(equals(GROUP, workGroup));
  if (department !== undefined) parts.push(sql`i.assignee_id in ${departmentOf(department)}`);
  if (agent !== undefined) parts.push(equals(sql.ref('i.assignee_id'), agent));
  if (state !== undefined) parts.push(sql`r.status = ${state}`);
  if (closeReason !== undefined) parts.push(sql`r.close_reason = ${closeReason}`);
  return sql.join(parts, sql` and `);
}

function equals(column: RawBuilder<unknown>, value: string): RawBuilder<unknown> {
  return value === NONE ? sql`${column} is null` : sql`${column} = ${value}`;
}
