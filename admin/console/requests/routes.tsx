import { Hono } from 'hono';
import { z } from 'zod';
import { isSupervisor } from '../../../core/access/actor.ts';
import type { HouseContext } from '../../../core/context.ts';
import { Invalid } from '../../../core/errors.ts';
import { DEFAULT_LIMIT } from '../../../core/paging.ts';
import { listServices } from '../../../core/service-catalog/readServices.ts';
import { closeRequest } from '../../../core/service-request/closeRequest.ts';
import { listRequests } from '../../../core/service-request/readRequests.ts';
import { listUsers } from '../../../core/user/readUsers.ts';
import { listWorkGroups } from '../../../core/work-group/readWorkGroups.ts';
import type { ConsoleEnv, PageOf } from '../env.ts';
import { toFailure } from '../failure.ts';
import { leaveFlash } from '../layout/flash.ts';
import { sendPage, sendPart, wantsPart } from '../layout/render.tsx';
import { createAttachRoutes } from '../mass-incidents/attachRoutes.ts';
import { actorIn, idIn } from '../readInput.ts';
import { MANUAL_REASONS } from './CloseForm.tsx';
import { createCallRoutes } from './calls/routes.tsx';
import { createConversationRoutes } from './conversation/routes.tsx';
import { createIdentityRoutes } from './identity/routes.tsx';
import { ListPage, LiveList } from './ListPage.tsx';
import { readListQuery, toFilter } from './listQuery.ts';
import { createMergeRoutes } from './mergeRoutes.ts';
import { createNewRequestPages } from './new/routes.tsx';
import { createShowRequest } from './showRequest.tsx';
import { createTriageRoutes } from './triageRoutes.tsx';

const FORMS = 'triage|reply|files|dial|callbacks|identity|merge|unmerge|attach|detach|close';
const closeSchema = z.object({ reason: z.enum(MANUAL_REASONS) });

/** Pages of requests, under /requests. */
export function createRequestPages(
  ctx: HouseContext,
  options: { channels: string[]; pageOf: PageOf },
): Hono<ConsoleEnv> {
  const { pageOf, channels } = options;
  const routes = new Hono<ConsoleEnv>();
  const show = createShowRequest(ctx, { pageOf });

  routes.get('/', async (c) => {
    const actor = actorIn(c);
    const query = readListQuery(c.req.query());
    const filter = toFilter(query, actor, ctx.config);
    const [requests, groups, services, people] = await Promise.all([
      listRequests(ctx.db, actor, filter, { limit: DEFAULT_LIMIT, cursor: query.cursor }),
      listWorkGroups(ctx.db),
      listServices(ctx.db),
      isSupervisor(actor) ? listUsers(ctx.db, actor) : [],
    ]);
    const groupIds = groups.map((group) => group.id);
    const props = { page: pageOf(c), query, channels, requests, people, groups: groupIds, services };
    return wantsPart(c) ? sendPart(c, <LiveList {...props} oob />) : sendPage(c, <ListPage {...props} />);
  });

  routes.route('/new', createNewRequestPages(ctx, { pageOf }));
  routes.get('/:id', (c) => show(c));
  // A refused form leaves its address in the browser: whoever reloads it is back on the card.
  routes.get(`/:id/:form{${FORMS}}`, (c) => c.redirect(`/requests/${idIn(c)}`, 303));
  routes.route('/', createTriageRoutes(ctx, { pageOf, show }));
  routes.route('/', createConversationRoutes(ctx, { pageOf, show }));
  routes.route('/', createCallRoutes(ctx, { show }));
  routes.route('/', createIdentityRoutes(ctx, { show }));
  routes.route('/', createMergeRoutes(ctx, { show }));
  routes.route('/', createAttachRoutes(ctx, { show }));

  routes.post('/:id/close', async (c) => {
    const parsed = closeSchema.safeParse(await c.req.parseBody());
    try {
      if (!parsed.success) throw new Invalid('reason', 'is not a reason');
      await closeRequest(ctx, actorIn(c), { requestId: idIn(c), reason: parsed.data.reason });
    } catch (error) {
      return show(c, { failure: toFailure(error), close: { open: true, reason: parsed.data?.reason } });
    }
    leaveFlash(c, 'closed');
    return c.redirect(`/requests/${idIn(c)}`, 303);
  });

  return routes;
}
