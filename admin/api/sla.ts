import { createRoute, z } from '@hono/zod-openapi';
import { listPolicies } from '../../core/sla/policy.ts';
import { shortPaging } from './parameters.ts';
import { answers } from './responses.ts';
import { type ApiContext, createRouter } from './router.ts';
import { SlaPolicyPage } from './schemas/sla.ts';
import { shortPage } from './shortPage.ts';

const list = createRoute({
  method: 'get',
  path: '/sla/policies',
  tags: ['Terms of service'],
  operationId: 'listSlaPolicies',
  summary: 'List what is promised, by service and priority',
  description: 'A service’s own policy goes before that of every service, for the same priority.',
  request: { query: z.strictObject(shortPaging) },
  responses: answers(SlaPolicyPage, 'The policies', [400]),
});

/** /sla: terms of service. */
export function slaRoutes(ctx: ApiContext) {
  return createRouter().openapi(list, async (c) =>
    c.json(
      shortPage(await listPolicies(ctx.db), c.req.valid('query'), (policy) => policy.id),
      200,
    ),
  );
}
