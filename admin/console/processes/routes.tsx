import { Hono } from 'hono';
import { z } from 'zod';
import { isSupervisor } from '../../../core/access/actor.ts';
import { listProcessSummaries, readVersions } from '../../../core/business-process/readVersions.ts';
import type { HouseContext } from '../../../core/context.ts';
import { NotFound } from '../../../core/errors.ts';
import { listServices } from '../../../core/service-catalog/readServices.ts';
import type { ConsoleEnv, PageOf } from '../env.ts';
import { sendPage } from '../layout/render.tsx';
import { actorIn } from '../readInput.ts';
import { createEditorRoutes } from './editor/editorRoutes.tsx';
import { ProcessListPage } from './ListPage.tsx';
import { ProcessPage } from './ProcessPage.tsx';

const versionSchema = z.coerce.number().int().optional().catch(undefined);

/** Pages under /processes: everybody browses, supervisors edit. */
export function createProcessPages(
  ctx: Pick<HouseContext, 'db'>,
  options: { pageOf: PageOf },
): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();

  routes.get('/', async (c) => {
    const processes = await listProcessSummaries(ctx.db);
    const mayEdit = isSupervisor(actorIn(c));
    return sendPage(c, <ProcessListPage page={options.pageOf(c)} {...{ processes, mayEdit }} />);
  });

  routes.route('/', createEditorRoutes(ctx, options));

  routes.get('/:id', async (c) => {
    const id = c.req.param('id');
    const versions = await readVersions(ctx.db, id);
    const asked = versionSchema.parse(c.req.query('version'));
    const process = versions.find((each) => asked === undefined || each.version === asked);
    if (!process) throw new NotFound('process.not_found', 'There is no such process');
    const services = (await listServices(ctx.db, { active: true })).filter((each) => each.processId === id);
    const props = { process, versions, services, mayEdit: isSupervisor(actorIn(c)) };
    return sendPage(c, <ProcessPage page={options.pageOf(c)} {...props} />);
  });

  return routes;
}
