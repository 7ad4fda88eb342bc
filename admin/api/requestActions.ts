import { createRoute, z } from '@hono/zod-openapi';
import { v7 as uuid } from 'uuid';
import { LANGUAGES } from '../../core/i18n.ts';
import { mergeRequests } from '../../core/service-request/mergeRequests.ts';
import { openRequestByHand } from '../../core/service-request/openByHand.ts';
import { getRequest } from '../../core/service-request/readRequests.ts';
import { unmergeRequest } from '../../core/service-request/unmergeRequest.ts';
import { idFilter, idInPath, word } from './parameters.ts';
import { answers, creates } from './responses.ts';
import { type ApiContext, createRouter } from './router.ts';
import { ServiceRequest } from './schemas/serviceRequest.ts';

const TAGS = ['Service requests'];

const ByHand = z
  .strictObject({
    customerId: word,
    serviceId: word,
    text: z.string(),
    phone: z
      .string()
      .max(200)
      .optional()
      .openapi({ description: 'Where he is told of it, in any writing; absent: his first number' }),
    language: z.enum(LANGUAGES).optional(),
  })
  .openapi('RequestByHand', {
    example: { customerId: 'cust-0007', serviceId: 'svc-internet', text: 'Нет интернета со вчерашнего дня' },
  });

const Merge = z
  .strictObject({ intoId: idFilter })
  .openapi('MergeChoice', { example: { intoId: '0197c1de-7a51-7c3e-9f0a-3d1c5b6a7e01' } });

const Key = z.object({
  'Idempotency-Key': z
    .guid()
    .transform((key) => key.toLowerCase())
    .optional()
    .openapi({
      type: 'string',
      format: 'uuid',
      description: 'Becomes the id of the request: sent twice under one key it is one request',
    }),
});

const create = createRoute({
  method: 'post',
  path: '/service-requests',
  tags: TAGS,
  operationId: 'createServiceRequest',
  summary: 'Register a request for a customer',
  description:
    'Goes on by itself: the order is placed, the incident opened. The customer is told where his phone is reached. ' +
    '409 where the key is that of another request.',
  request: {
    headers: Key,
    body: { required: true, content: { 'application/json': { schema: ByHand } } },
  },
  responses: creates(ServiceRequest, 'The request', [400, 409, 413, 415]),
});

const merge = createRoute({
  method: 'post',
  path: '/service-requests/{id}/merge',
  tags: TAGS,
  operationId: 'mergeServiceRequest',
  summary: 'Merge a duplicate into another request of the same customer',
  description:
    'It closes with DUPLICATE, its incident with it; what the customer writes from now on joins the other. Its ' +
    'order stays as it is. May be undone.',
  request: {
    params: idInPath,
    body: { required: true, content: { 'application/json': { schema: Merge } } },
  },
  responses: answers(ServiceRequest, 'The duplicate, closed', [400, 404, 409, 413, 415]),
});

const unmerge = createRoute({
  method: 'post',
  path: '/service-requests/{id}/unmerge',
  tags: TAGS,
  operationId: 'unmergeServiceRequest',
  summary: 'Undo a merge',
  description: 'The request opens again where it stood, and its incident in the step it stood in.',
  request: { params: idInPath },
  responses: answers(ServiceRequest, 'The request, open again', [404, 409]),
});

/** /service-requests: registering one by hand, merging duplicates. */
export function requestActionRoutes(ctx: ApiContext) {
  return createRouter()
    .openapi(create, async (c) => {
      const key = c.req.valid('header')['Idempotency-Key'] ?? uuid();
      const id = await openRequestByHand(ctx, c.var.actor, { key, ...c.req.valid('json') });
      return c.json(await getRequest(ctx.db, c.var.actor, id), 201);
    })
    .openapi(merge, async (c) => {
      const { id } = c.req.valid('param');
      await mergeRequests(ctx, c.var.actor, { fromId: id, intoId: c.req.valid('json').intoId });
      return c.json(await getRequest(ctx.db, c.var.actor, id), 200);
    })
    .openapi(unmerge, async (c) => {
      const { id } = c.req.valid('param');
      await unmergeRequest(ctx, c.var.actor, { requestId: id });
      return c.json(await getRequest(ctx.db, c.var.actor, id), 200);
    });
}
