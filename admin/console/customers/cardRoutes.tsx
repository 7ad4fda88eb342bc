import { Hono } from 'hono';
import type { HouseContext } from '../../../core/context.ts';
import type { ConsoleEnv, PageOf } from '../env.ts';
import { sendPage, sendPart, wantsPart } from '../layout/render.tsx';
import { actorIn } from '../readInput.ts';
import { CustomerPage } from './CustomerPage.tsx';
import { readCardQuery } from './cardQuery.ts';
import { HistoryPart } from './HistoryPart.tsx';
import { loadCard, loadHistory } from './loadCard.ts';

/** A customer's card. The part that refreshes itself is his history: it is ours, and his system is not asked again. */
export function createCardRoutes(
  ctx: Pick<HouseContext, 'customers' | 'db' | 'channels'>,
  { pageOf }: { pageOf: PageOf },
): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();

  routes.get('/:id', async (c) => {
    const id = c.req.param('id');
    const query = readCardQuery(c.req.query());
    const page = pageOf(c);
    if (wantsPart(c)) {
      const history = await loadHistory(ctx, actorIn(c), id, query);
      return sendPart(c, <HistoryPart page={page} id={id} query={query} history={history} oob />);
    }
    const data = await loadCard(ctx, actorIn(c), id, query);
    return sendPage(c, <CustomerPage page={page} query={query} {...data} />);
  });

  return routes;
}
