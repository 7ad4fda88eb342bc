import { createRoute, z } from '@hono/zod-openapi';
import { listProcesses, readNewestProcess, readProcess } from '../../core/business-process/readProcess.ts';
import { NotFound } from '../../core/errors.ts';
import { foreignIdInPath, shortPaging } from './parameters.ts';
import { answers } from './responses.ts';
import { type ApiContext, createRouter } from './router.ts';
import { BusinessProcess, BusinessProcessPage } from './schemas/process.ts';
import { shortPage } from './shortPage.ts';

const TAGS = ['Processes'];
/** Postgres' integer. */
const MAX_VERSION = 2_147_483_647;

const list = createRoute({
  method: 'get',
  path: '/processes',
  tags: TAGS,
  operationId: 'listProcesses',
  summary: 'List business processes, each in its newest version',
  request: { query: z.strictObject(shortPaging) },
  responses: answers(BusinessProcessPage, 'The processes', [400]),
});

const get = createRoute({
  method: 'get',
  path: '/processes/{id}',
  tags: TAGS,
  operationId: 'getProcess',
  summary: 'Read one business process',
  request: {
    params: foreignIdInPath('fault'),
    query: z.strictObject({
      version: z.coerce
        .number()
        .int()
        .min(1)
        .max(MAX_VERSION)
        .optional()
        .openapi({ description: 'Absent: the newest', example: 1 }),
    }),
  },
  responses: answers(BusinessProcess, 'The process', [400, 404]),
});

/** /processes: the dictionary of business processes. */
export function processRoutes(ctx: ApiContext) {
  return createRouter()
    .openapi(list, async (c) => {
      const processes = await listProcesses(ctx.db);
      return c.json(
        shortPage(processes, c.req.valid('query'), (process) => process.id),
        200,
      );
    })
    .openapi(get, async (c) => {
      const { id } = c.req.valid('param');
      const { version } = c.req.valid('query');
      const process = await (version === undefined
        ? readNewestProcess(ctx.db, id)
        : readProcess(ctx.db, id, version));
      if (!process) throw new NotFound('process.not_found', 'There is no such process');
      return c.json(process, 200);
    });
}
