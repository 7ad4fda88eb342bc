import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { foreignFields, readChoices } from '../../../core/analytics/choices.ts';
import { FIGURES } from '../../../core/analytics/figures.ts';
import { readFilter } from '../../../core/analytics/filter.ts';
import { countCounted, listCounted, readCounted } from '../../../core/analytics/listCounted.ts';
import { createPostgresAnalytics } from '../../../core/analytics/postgres/postgresAnalytics.ts';
import { previousWindow, readWindow } from '../../../core/analytics/window.ts';
import type { HouseContext } from '../../../core/context.ts';
import { Invalid } from '../../../core/errors.ts';
import { DEFAULT_LIMIT } from '../../../core/paging.ts';
import { CLOSE_REASONS } from '../../../core/service-request/status.ts';
import type { ConsoleEnv, PageOf } from '../env.ts';
import { sendPage, sendPart, wantsPart } from '../layout/render.tsx';
import { actorIn } from '../readInput.ts';
import { CountedPage } from './CountedPage.tsx';
import { EXPORT_LIMIT, exportCsv } from './exportCsv.ts';
import type { FilterProps } from './ShowcasePage.tsx';
import { FIGURES_ID, LiveFigures, ShowcasePage, ShowcasePart } from './ShowcasePage.tsx';

const narrowingSchema = z.object({
  figure: z.enum(FIGURES).default('registered'),
  closeReason: z.enum(CLOSE_REASONS).optional(),
  hour: z.coerce.number().int().min(0).max(24).optional(),
  cursor: z.string().optional(),
});

/** Pages under /showcase; their guard lets supervisors in only. */
export function createShowcasePages(
  ctx: HouseContext,
  options: { channels: string[]; pageOf: PageOf },
): Hono<ConsoleEnv> {
  const zone = ctx.config.NOTICE_TIME_ZONE;
  const analytics = createPostgresAnalytics(ctx.db);
  const routes = new Hono<ConsoleEnv>();

  const readProps = async (c: Context<ConsoleEnv>): Promise<FilterProps> => {
    const page = options.pageOf(c);
    const given = c.req.query();
    const { filter, wrong } = readFilter(given, { now: page.now, zone });
    const choices = await readChoices(ctx.db, actorIn(c), options.channels);
    return { page, zone, filter, choices, given, wrong: [...wrong, ...foreignFields(filter, choices)] };
  };

  /** The list or export a number leads to. @throws {Invalid} when its address was bent. */
  const readCountedProps = async (c: Context<ConsoleEnv>) => {
    const props = await readProps(c);
    const parsed = narrowingSchema.safeParse(c.req.query());
    const field = parsed.error?.issues[0]?.path.join('.') ?? props.wrong[0];
    if (!parsed.success || field !== undefined) throw new Invalid(field ?? 'figure', 'is not known here');
    const { cursor, ...narrowing } = parsed.data;
    if (narrowing.hour !== undefined && props.filter.from !== props.filter.to) {
      throw new Invalid('hour', 'is for a period of one day');
    }
    const window = readWindow(props.filter, zone, narrowing.hour);
    const scope = { actor: actorIn(c), filter: props.filter, window, closeReason: narrowing.closeReason };
    return { ...props, narrowing, cursor, window, scope };
  };

  routes.get('/', async (c) => {
    const props = await readProps(c);
    if (props.wrong.length > 0) {
      // htmx shows nothing that is not a success.
      return wantsPart(c)
        ? sendPart(c, <ShowcasePart {...props} />)
        : sendPage(c, <ShowcasePage {...props} />, 400);
    }
    const { filter, page } = props;
    const scope = { actor: actorIn(c), filter, window: readWindow(filter, zone) };
    const before = { ...scope, window: previousWindow(filter, { now: page.now, zone }) };
    const [report, previous] = await Promise.all([analytics.report(scope), analytics.summary(before)]);
    const all = { ...props, window: scope.window, report, previous };
    if (!wantsPart(c)) return sendPage(c, <ShowcasePage {...all} />);
    const refreshes = c.req.header('hx-target')?.endsWith(`#${FIGURES_ID}`);
    return sendPart(c, refreshes ? <LiveFigures {...all} oob /> : <ShowcasePart {...all} />);
  });

  routes.get('/requests', async (c) => {
    const { scope, ...props } = await readCountedProps(c);
    const { figure } = props.narrowing;
    const [count, requests] = await Promise.all([
      countCounted(ctx.db, scope, figure),
      listCounted(ctx.db, scope, figure, { limit: DEFAULT_LIMIT, cursor: props.cursor }),
    ]);
    return sendPage(c, <CountedPage {...props} {...{ count, requests }} exportLimit={EXPORT_LIMIT} />);
  });

  routes.get('/export.csv', async (c) => {
    const { scope, page, narrowing, filter } = await readCountedProps(c);
    const { figure } = narrowing;
    const cut = (await countCounted(ctx.db, scope, figure)) > EXPORT_LIMIT;
    const stream = exportCsv(readCounted(ctx.db, scope, figure, EXPORT_LIMIT), { page, zone, cut });
    return c.body(stream, 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="helpdesk-${figure}-${filter.from}-${filter.to}.csv"`,
      'cache-control': 'no-store',
    });
  });

  return routes;
}
