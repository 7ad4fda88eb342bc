import { Hono } from 'hono';
import { z } from 'zod';
import type { HouseContext } from '../../../../core/context.ts';
import { listMassIncidents } from '../../../../core/mass-incident/readMassIncidents.ts';
import { DEFAULT_LIMIT } from '../../../../core/paging.ts';
import type { ConsoleEnv, PageOf } from '../../env.ts';
import { sendPage, sendPart, wantsPart } from '../../layout/render.tsx';
import { actorIn } from '../../readInput.ts';
import { Outages, OutagesPage } from './OutagesPage.tsx';

const querySchema = z.object({ cursor: z.string().optional().catch(undefined) });

/** The page under /outages: what is going on, to read. */
export function createOutagePages(
  ctx: Pick<HouseContext, 'db'>,
  options: { pageOf: PageOf },
): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  routes.get('/', async (c) => {
    const { cursor } = querySchema.parse(c.req.query());
    const filter = { states: ['OPEN' as const] };
    const list = await listMassIncidents(ctx.db, actorIn(c), filter, { limit: DEFAULT_LIMIT, cursor });
    const props = { page: options.pageOf(c), further: cursor !== undefined, list };
    return wantsPart(c) ? sendPart(c, <Outages {...props} oob />) : sendPage(c, <OutagesPage {...props} />);
  });
  return routes;
}
