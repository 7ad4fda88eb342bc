import { createRoute, z } from '@hono/zod-openapi';
import { InvalidProcess, publishProcess } from '../../core/business-process/publishProcess.ts';
import { listProcesses, readNewestProcess, readProcess } from '../../core/business-process/readProcess.ts';
import { NotFound } from '../../core/errors.ts';
import { foreignIdInPath, shortPaging } from './parameters.ts';
import { answers, creates } from './responses.ts';
import { type ApiContext, createRouter } from './router.ts';
import { BusinessProcess, BusinessProcessPage, ProcessPublication } from './schemas/process.ts';
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

const publish = createRoute({
  method: 'post',
  path: '/processes',
  tags: TAGS,
  operationId: 'publishProcess',
  summary: 'Publish a business process as its next version',
  description:
    'Incidents that open from now on follow it; those that are open keep the version they opened with. 400 names ' +
    'every fault, 409 where somebody has published meanwhile or nothing is different. For supervisors and systems.',
  request: { body: { required: true, content: { 'application/json': { schema: ProcessPublication } } } },
  responses: creates(BusinessProcess, 'The version published', [400, 409, 413, 415]),
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
    })
    .openapi(publish, async (c) => {
      const { baseVersion, ...process } = c.req.valid('json');
      try {
        return c.json(await publishProcess(ctx.db, c.var.actor, { process, baseVersion }), 201);
      } catch (error) {
        throw error instanceof InvalidProcess ? listFaults(error) : error;
      }
    });
}

/** A caller wants every fault named by its field. */
function listFaults({ faults }: InvalidProcess): Error {
  return new z.ZodRealError(
    faults.map(({ path, code, limit }) => ({
      code: 'custom',
      path: [path],
      message: limit === undefined ? code : `${code} ${limit}`,
      input: undefined,
    })),
  );
}
