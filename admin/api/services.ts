import { createRoute, z } from '@hono/zod-openapi';
import { getService, listServices } from '../../core/service-catalog/readServices.ts';
import { flag, foreignIdInPath, shortPaging, wordFilter } from './parameters.ts';
import { answers } from './responses.ts';
import { type ApiContext, createRouter } from './router.ts';
import { Service, ServicePage } from './schemas/service.ts';
import { shortPage } from './shortPage.ts';

const TAGS = ['Services'];

const list = createRoute({
  method: 'get',
  path: '/services',
  tags: TAGS,
  operationId: 'listServices',
  summary: 'List the services of the catalogue by name',
  request: {
    query: z.strictObject({
      active: flag.optional(),
      workGroupId: wordFilter('internet').optional(),
      ...shortPaging,
    }),
  },
  responses: answers(ServicePage, 'The services', [400]),
});

const get = createRoute({
  method: 'get',
  path: '/services/{id}',
  tags: TAGS,
  operationId: 'getService',
  summary: 'Read one service',
  request: { params: foreignIdInPath('svc-internet') },
  responses: answers(Service, 'The service', [404]),
});

/** /services: the mirror of the catalogue. */
export function serviceRoutes(ctx: ApiContext) {
  return createRouter()
    .openapi(list, async (c) => {
      const { limit, cursor, ...filter } = c.req.valid('query');
      const services = await listServices(ctx.db, filter);
      return c.json(
        shortPage(services, { limit, cursor }, (service) => service.id),
        200,
      );
    })
    .openapi(get, async (c) => c.json(await getService(ctx.db, c.req.valid('param').id), 200));
}
