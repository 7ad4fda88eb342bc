import { Hono } from 'hono';
import type { HouseContext } from '../../../core/context.ts';
import type { ConsoleEnv, PageOf } from '../env.ts';
import { sendPage, sendPart, wantsPart } from '../layout/render.tsx';
import { CustomerTable } from './CustomerTable.tsx';
import { createCardRoutes } from './cardRoutes.tsx';
import { createEditRoutes } from './editRoutes.tsx';
import { ListNote } from './ListNote.tsx';
import { ListPage } from './ListPage.tsx';
import { readListQuery } from './listQuery.ts';
import { loadList } from './loadList.ts';
import { createNewRoutes } from './newRoutes.tsx';

/** Pages under /customers: the list and its search, a customer's card, the forms that create and change him. */
export function createCustomerPages(
  ctx: HouseContext,
  { pageOf }: { channels: string[]; pageOf: PageOf },
): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();

  routes.get('/', async (c) => {
    const query = readListQuery(c.req.query());
    const props = { page: pageOf(c), query, listing: await loadList(ctx, query) };
    if (!wantsPart(c)) return sendPage(c, <ListPage {...props} />);
    return sendPart(
      c,
      <>
        <CustomerTable {...props} />
        <ListNote {...props} oob />
      </>,
    );
  });

  routes.route('/', createNewRoutes(ctx, { pageOf }));
  routes.route('/', createEditRoutes(ctx, { pageOf }));
  routes.route('/', createCardRoutes(ctx, { pageOf }));
  return routes;
}
