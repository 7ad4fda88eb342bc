import { createRoute, z } from '@hono/zod-openapi';
import { completeCallback } from '../../core/call/callbacks.ts';
import { listCallbacks } from '../../core/call/readCalls.ts';
import { getRequest } from '../../core/service-request/readRequests.ts';
import { idInPath, shortPaging } from './parameters.ts';
import { answers, obeys } from './responses.ts';
import { type ApiContext, createRouter } from './router.ts';
import { CallbackPage } from './schemas/callback.ts';
import { shortPage } from './shortPage.ts';

const TAGS = ['Calls'];

const list = createRoute({
  method: 'get',
  path: '/service-requests/{id}/callbacks',
  tags: TAGS,
  operationId: 'listCallbacks',
  summary: 'List the calls of its customer to be returned, oldest first',
  description: 'Those returned included. They end by themselves as soon as somebody talks with him.',
  request: { params: idInPath, query: z.strictObject(shortPaging) },
  responses: answers(CallbackPage, 'The callbacks', [400, 404]),
});

const complete = createRoute({
  method: 'post',
  path: '/callbacks/{id}/complete',
  tags: TAGS,
  operationId: 'completeCallback',
  summary: 'Say that a call needs no returning any more',
  description: 'Ends the task by your word. 409 where it ended before, by whatever means.',
  request: { params: idInPath },
  responses: obeys('It is done', [404, 409]),
});

/** Calls nobody answered, to be returned. */
export function callbackRoutes(ctx: ApiContext) {
  return createRouter()
    .openapi(list, async (c) => {
      const { id } = await getRequest(ctx.db, c.var.actor, c.req.valid('param').id);
      const callbacks = await listCallbacks(ctx.db, id);
      return c.json(
        shortPage(callbacks, c.req.valid('query'), (callback) => callback.id),
        200,
      );
    })
    .openapi(complete, async (c) => {
      await completeCallback(ctx, c.var.actor, c.req.valid('param').id);
      return c.body(null, 204);
    });
}
