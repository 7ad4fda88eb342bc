import { Hono } from 'hono';
import { findAuditSubject } from '../../../core/audit/auditSubject.ts';
import { readAudit } from '../../../core/audit/readAudit.ts';
import type { HouseContext } from '../../../core/context.ts';
import { DEFAULT_LIMIT } from '../../../core/paging.ts';
import { listServices } from '../../../core/service-catalog/readServices.ts';
import { listUsers } from '../../../core/user/readUsers.ts';
import type { ConsoleEnv, PageOf } from '../env.ts';
import { sendPage } from '../layout/render.tsx';
import { actorIn } from '../readInput.ts';
import { serviceNames } from '../requests/serviceName.ts';
import { AuditPage } from './AuditPage.tsx';
import { periodOf, readAuditQuery } from './query.ts';

/** The audit, under /audit; supervisors only. */
export function createAuditPages(ctx: HouseContext, options: { pageOf: PageOf }): Hono<ConsoleEnv> {
  const routes = new Hono<ConsoleEnv>();
  routes.get('/', async (c) => {
    const actor = actorIn(c);
    const query = readAuditQuery(c.req.query());
    const about = query.about === undefined ? undefined : await findAuditSubject(ctx.db, actor, query.about);
    const filter = { kind: query.kind, actorId: query.person, about };
    const unknown = query.about !== undefined && about === undefined;
    const [entries, people, services] = await Promise.all([
      unknown
        ? { items: [], nextCursor: null }
        : readAudit(
            ctx.db,
            actor,
            { ...filter, ...periodOf(query, ctx.config.NOTICE_TIME_ZONE) },
            { limit: DEFAULT_LIMIT, cursor: query.cursor },
          ),
      listUsers(ctx.db, actor),
      listServices(ctx.db),
    ]);
    const page = options.pageOf(c);
    const props = { page, query, people, entries, serviceNames: serviceNames(services, page.language) };
    return sendPage(c, <AuditPage {...props} />);
  });
  return routes;
}
