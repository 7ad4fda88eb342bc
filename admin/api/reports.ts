import { createRoute, z } from '@hono/zod-openapi';
import { type Actor, isSupervisor, seesAll } from '../../core/access/actor.ts';
import type { Scope } from '../../core/analytics/analytics.ts';
import { type Choices, readChoices, requireKnown } from '../../core/analytics/choices.ts';
import { PRESETS, requireFilter } from '../../core/analytics/filter.ts';
import { createPostgresAnalytics } from '../../core/analytics/postgres/postgresAnalytics.ts';
import { readWindow } from '../../core/analytics/window.ts';
import { Forbidden } from '../../core/errors.ts';
import { REQUEST_STATUSES } from '../../core/service-request/status.ts';
import { shortPaging, wordFilter } from './parameters.ts';
import { answers } from './responses.ts';
import { type ApiContext, createRouter } from './router.ts';
import { ReportRowPage, ReportSeries, ReportSummary } from './schemas/report.ts';
import { shortPage } from './shortPage.ts';

const TAGS = ['Reports'];
const WHOSE = "A system's figures are of all, a supervisor's of his department and of what nobody has.";

const day = z.iso.date().openapi({ format: 'date', example: '2025-06-02' });
/** The showcase's filter, under the showcase's names. */
const filter = {
  period: z
    .enum(PRESETS)
    .optional()
    .openapi({ description: 'Instead of `from` and `to`; without either: 7d', example: '7d' }),
  from: day.optional().openapi({ description: "First day, in the house's time zone" }),
  to: day
    .optional()
    .openapi({ description: 'Last day, included; at the most 366 days', example: '2025-06-08' }),
  channel: wordFilter('sms').optional(),
  service: wordFilter('svc-internet').optional(),
  workGroup: wordFilter('internet').optional(),
  department: wordFilter('a5e5c4c6-1c1d-4d5b-9a63-0f6d1e000103')
    .optional()
    .openapi({ description: 'Id of a manager: everybody who reports to him, at any depth' }),
  agent: wordFilter('none').optional().openapi({ description: 'Id of a user; `none`: what nobody has' }),
  state: z
    .enum(REQUEST_STATUSES)
    .optional()
    .openapi({ description: 'In which it is now', example: 'CLOSED' }),
};

const summary = createRoute({
  method: 'get',
  path: '/reports/summary',
  tags: TAGS,
  operationId: 'reportSummary',
  summary: 'Read the figures of a period',
  description: WHOSE,
  request: { query: z.strictObject(filter) },
  responses: answers(ReportSummary, 'The figures', [400]),
});

const series = createRoute({
  method: 'get',
  path: '/reports/series',
  tags: TAGS,
  operationId: 'reportSeries',
  summary: 'Read the figures of a period step by step',
  description: `One day by hours, two months by days, more by weeks. ${WHOSE}`,
  request: { query: z.strictObject(filter) },
  responses: answers(ReportSeries, 'The steps', [400]),
});

const rowsRoute = <Path extends string>(path: Path, operationId: string, of: string) =>
  createRoute({
    method: 'get',
    path,
    tags: TAGS,
    operationId,
    summary: `Read the figures of a period by ${of}`,
    description: `Who closed most comes first. ${WHOSE}`,
    request: { query: z.strictObject({ ...filter, ...shortPaging }) },
    responses: answers(ReportRowPage, `One row for each ${of}`, [400]),
  });

const agents = rowsRoute('/reports/agents', 'reportAgents', 'agent');
const services = rowsRoute('/reports/services', 'reportServices', 'service');
const workGroups = rowsRoute('/reports/work-groups', 'reportWorkGroups', 'work group');

type Query = z.output<z.ZodObject<typeof filter>>;
type Part = { limit?: number | undefined; cursor?: string | undefined };

/**
 * /reports: the showcase's figures.
 * @param channels every channel the house has.
 */
export function reportRoutes(ctx: ApiContext, channels: string[]) {
  const zone = ctx.config.NOTICE_TIME_ZONE;
  const analytics = createPostgresAnalytics(ctx.db);

  const scopeOf = async (actor: Actor, query: Query): Promise<Scope & { choices: Choices }> => {
    if (!seesAll(actor) && !isSupervisor(actor)) {
      throw new Forbidden('reports.supervisors_only', 'Reports are for supervisors');
    }
    const asked = requireFilter(query, { now: new Date(), zone });
    const choices = await readChoices(ctx.db, actor, channels);
    requireKnown(asked, choices);
    return { actor, filter: asked, window: readWindow(asked, zone), choices };
  };

  const rows = async (
    actor: Actor,
    { limit, cursor, ...query }: Query & Part,
    by: 'agent' | 'service' | 'workGroup',
  ) => {
    const { choices, ...scope } = await scopeOf(actor, query);
    const names = new Map(choices[by].map(({ id, name }) => [id, name]));
    const all = await analytics.breakdown(scope, by);
    const items = all.map(({ key, ...figures }) => ({
      id: key,
      name: key === null ? null : (names.get(key) ?? null),
      ...figures,
    }));
    return shortPage(items, { limit, cursor }, ({ id }) => id ?? '');
  };

  return createRouter()
    .openapi(summary, async (c) => {
      const scope = await scopeOf(c.var.actor, c.req.valid('query'));
      const { from, to } = scope.filter;
      return c.json({ from, to, timeZone: zone, ...(await analytics.summary(scope)) }, 200);
    })
    .openapi(series, async (c) => {
      const scope = await scopeOf(c.var.actor, c.req.valid('query'));
      const { unit, buckets } = scope.window;
      const figures = await analytics.series(scope);
      const points = buckets.flatMap(({ start, end }, index) => {
        const point = figures[index];
        return point ? [{ start: start.toISOString(), end: end.toISOString(), ...point }] : [];
      });
      return c.json({ unit, timeZone: zone, points }, 200);
    })
    .openapi(agents, async (c) => c.json(await rows(c.var.actor, c.req.valid('query'), 'agent'), 200))
    .openapi(services, async (c) => c.json(await rows(c.var.actor, c.req.valid('query'), 'service'), 200))
    .openapi(workGroups, async (c) =>
      c.json(await rows(c.var.actor, c.req.valid('query'), 'workGroup'), 200),
    );
}
