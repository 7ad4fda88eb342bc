import { type Context, Hono } from 'hono';
import { isSupervisor } from '../../../core/access/actor.ts';
import type { HouseContext } from '../../../core/context.ts';
import { listIncidents } from '../../../core/incident/readIncidents.ts';
import { DEFAULT_LIMIT } from '../../../core/paging.ts';
import { listServices } from '../../../core/service-catalog/readServices.ts';
import { listUsers } from '../../../core/user/readUsers.ts';
import { listWorkGroups } from '../../../core/work-group/readWorkGroups.ts';
import type { ConsoleEnv, PageOf } from '../env.ts';
import { sendPage, sendPart, wantsPart } from '../layout/render.tsx';
import { actorIn, idIn } from '../readInput.ts';
import { createIncidentActions } from './actionRoutes.ts';
import { IncidentListPage, LiveIncidents } from './ListPage.tsx';
import { readIncidentQuery, toIncidentFilter } from './listQuery.ts';
import { loadStepNames } from './loadStepNames.ts';
import { createShowIncident } from './showIncident.tsx';

const FORMS = 'move|take|transfer|priority|unlink';

/** Pages of incidents, under /incidents. */
export function createIncidentPages(ctx: HouseContext, options: { pageOf: PageOf }): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  const show = createShowIncident(ctx, options);

  routes.get('/', async (c: Context<ConsoleEnv>) => {
    const actor = actorIn(c);
    const query = readIncidentQuery(c.req.query());
    const filter = toIncidentFilter(query, actor, ctx.config);
    const paging = { limit: DEFAULT_LIMIT, cursor: query.cursor };
    const [incidents, groups, services, people] = await Promise.all([
      listIncidents(ctx.db, actor, filter, paging),
      listWorkGroups(ctx.db),
      listServices(ctx.db),
      isSupervisor(actor) ? listUsers(ctx.db, actor) : [],
    ]);
    const page = options.pageOf(c);
    const stepName = await loadStepNames(ctx.db, incidents.items, page.language);
    const groupIds = groups.map((group) => group.id);
    const props = { page, query, incidents, stepName, people, groups: groupIds, services };
    return wantsPart(c)
      ? sendPart(c, <LiveIncidents {...props} oob />)
      : sendPage(c, <IncidentListPage {...props} />);
  });

  routes.get('/:id', (c) => show(c));
  // A refused form leaves its address in the browser: whoever reloads it is back on the card.
  routes.get(`/:id/:form{${FORMS}}`, (c) => c.redirect(`/incidents/${idIn(c)}`, 303));
  routes.route('/', createIncidentActions(ctx, { show }));
  return routes;
}
