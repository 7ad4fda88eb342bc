import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { isSupervisor } from '../../../core/access/actor.ts';
import type { HouseContext } from '../../../core/context.ts';
import { Invalid } from '../../../core/errors.ts';
import { moveIncident } from '../../../core/incident/moveIncident.ts';
import { listIncidents } from '../../../core/incident/readIncidents.ts';
import { DEFAULT_LIMIT } from '../../../core/paging.ts';
import { listUsers } from '../../../core/user/readUsers.ts';
import type { ConsoleEnv, PageOf } from '../env.ts';
import { type Failure, toFailure } from '../failure.ts';
import { leaveFlash } from '../layout/flash.ts';
import { sendPage, sendPart, wantsPart } from '../layout/render.tsx';
import { actorIn, idIn } from '../readInput.ts';
import { IncidentPage } from './IncidentPage.tsx';
import { IncidentListPage, LiveIncidents } from './ListPage.tsx';
import { readIncidentQuery } from './listQuery.ts';
import { loadIncident } from './loadIncident.ts';
import { loadStepNames } from './loadStepNames.ts';

const moveSchema = z.object({ step: z.string().min(1).max(100), fromStep: z.string().max(100).optional() });

/** Pages of incidents, under /incidents. */
export function createIncidentPages(
  ctx: Pick<HouseContext, 'db' | 'channels'>,
  options: { pageOf: PageOf },
): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();

  routes.get('/', async (c) => {
    const actor = actorIn(c);
    const query = readIncidentQuery(c.req.query());
    const { category, assignee: assigneeId, cursor } = query;
    const filter = { open: query.state === 'open', category, assigneeId };
    const incidents = await listIncidents(ctx.db, actor, filter, { limit: DEFAULT_LIMIT, cursor });
    const page = options.pageOf(c);
    const stepName = await loadStepNames(ctx.db, incidents.items, page.language);
    const people = isSupervisor(actor) ? await listUsers(ctx.db, actor) : [];
    const props = { page, query, incidents, stepName, people };
    return wantsPart(c)
      ? sendPart(c, <LiveIncidents {...props} oob />)
      : sendPage(c, <IncidentListPage {...props} />);
  });

  const show = async (c: Context<ConsoleEnv>, failure: Failure | null = null) => {
    const data = await loadIncident(ctx, actorIn(c), idIn(c));
    return sendPage(
      c,
      <IncidentPage {...data} page={options.pageOf(c)} failure={failure} />,
      failure?.status,
    );
  };

  routes.get('/:id', (c) => show(c));

  routes.post('/:id/move', async (c) => {
    const parsed = moveSchema.safeParse(await c.req.parseBody());
    try {
      if (!parsed.success) throw new Invalid('step', 'is not a step');
      const { step: toStep, fromStep } = parsed.data;
      await moveIncident(ctx, actorIn(c), { incidentId: idIn(c), toStep, fromStep });
    } catch (error) {
      return show(c, toFailure(error));
    }
    const { incident } = await loadIncident(ctx, actorIn(c), idIn(c));
    leaveFlash(c, incident.closedAt === null ? 'moved' : 'incidentClosed');
    return c.redirect(`/incidents/${incident.id}`, 303);
  });

  return routes;
}
