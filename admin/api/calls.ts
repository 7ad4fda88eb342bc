import { createRoute, z } from '@hono/zod-openapi';
import { dialCustomer } from '../../core/call/dialCustomer.ts';
import { fetchRecording } from '../../core/call/fetchRecording.ts';
import { listCalls } from '../../core/call/readCalls.ts';
import { getRequest } from '../../core/service-request/readRequests.ts';
import { fileHeaders } from '../serveFile.ts';
import { idInPath, shortPaging } from './parameters.ts';
import { accepts, answers, serves } from './responses.ts';
import { type ApiContext, createRouter } from './router.ts';
import { CallPage } from './schemas/call.ts';
import { shortPage } from './shortPage.ts';

const TAGS = ['Calls'];

const list = createRoute({
  method: 'get',
  path: '/service-requests/{id}/calls',
  tags: TAGS,
  operationId: 'listCalls',
  summary: 'List its telephone calls, oldest first',
  description: "The customer's own and ours to him.",
  request: { params: idInPath, query: z.strictObject(shortPaging) },
  responses: answers(CallPage, 'The calls', [400, 404]),
});

const dial = createRoute({
  method: 'post',
  path: '/service-requests/{id}/dial',
  tags: TAGS,
  operationId: 'dialCustomer',
  summary: 'Have its customer called',
  description: 'Your own telephone rings first, then his. The call is listed as soon as it takes place.',
  request: { params: idInPath },
  responses: accepts('The telephone system took the order', [404, 409, 502]),
});

const recording = createRoute({
  method: 'get',
  path: '/calls/{id}/recording',
  tags: TAGS,
  operationId: 'getRecording',
  summary: 'Listen to the recording of a call',
  description: 'Read from the telephone system that keeps it, at the moment of asking.',
  request: { params: idInPath },
  responses: serves('The recording, in its own audio type', [404, 502]),
});

/** Telephone calls: those of a request, a new one to its customer, the recording of one. */
export function callRoutes(ctx: ApiContext) {
  return createRouter()
    .openapi(list, async (c) => {
      const { id } = await getRequest(ctx.db, c.var.actor, c.req.valid('param').id);
      const calls = await listCalls(ctx.db, id);
      return c.json(
        shortPage(calls, c.req.valid('query'), (call) => call.id),
        200,
      );
    })
    .openapi(dial, async (c) => {
      await dialCustomer(ctx, c.var.actor, c.req.valid('param').id);
      return c.body(null, 202);
    })
    .openapi(recording, async (c) => {
      const { mimeType, length, body } = await fetchRecording(ctx, c.var.actor, c.req.valid('param').id);
      return c.body(body, 200, {
        ...fileHeaders({ fileName: null, mimeType }),
        ...(length !== null && { 'content-length': length }),
      });
    });
}
