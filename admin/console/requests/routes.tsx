import { Hono } from 'hono';
import { z } from 'zod';
import type { HouseContext } from '../../../core/context.ts';
import { Invalid } from '../../../core/errors.ts';
import { DEFAULT_LIMIT } from '../../../core/paging.ts';
import { closeRequest } from '../../../core/service-request/closeRequest.ts';
import { listRequests } from '../../../core/service-request/readRequests.ts';
import type { ConsoleEnv, PageOf } from '../env.ts';
import { toFailure } from '../failure.ts';
import { leaveFlash } from '../layout/flash.ts';
import { sendPage, sendPart, wantsPart } from '../layout/render.tsx';
import { actorIn, idIn } from '../readInput.ts';
import { MANUAL_REASONS } from './CloseForm.tsx';
import { createCallRoutes } from './calls/routes.tsx';
import { createConversationRoutes } from './conversation/routes.tsx';
import { createIdentityRoutes } from './identity/routes.tsx';
import { ListPage, LiveList } from './ListPage.tsx';
import { readListQuery, toFilter } from './listQuery.ts';
import { createShowRequest } from './showRequest.tsx';
import { createTriageRoutes } from './triageRoutes.tsx';

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
    const query = readListQuery(c.req.query(), ctx.config);
    const filter = toFilter(query);
    const requests = filter
      ? await listRequests(ctx.db, actorIn(c), filter, { limit: DEFAULT_LIMIT, cursor: query.cursor })
      : { items: [], nextCursor: null };
    const props = { page: pageOf(c), query, channels, requests };
    return wantsPart(c) ? sendPart(c, <LiveList {...props} oob />) : sendPage(c, <ListPage {...props} />);
  });

  routes.get('/:id', (c) => show(c));
  routes.route('/', createTriageRoutes(ctx, { pageOf, show }));
  routes.route('/', createConversationRoutes(ctx, { pageOf, show }));
  routes.route('/', createCallRoutes(ctx, { show }));
  routes.route('/', createIdentityRoutes(ctx, { show }));

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
