import { createRoute, z } from '@hono/zod-openapi';
import { listNotices } from '../../core/notification/readNotices.ts';
import { getRequest } from '../../core/service-request/readRequests.ts';
import { idInPath, shortPaging } from './parameters.ts';
import { answers } from './responses.ts';
import { type ApiContext, createRouter } from './router.ts';
import { NoticePage } from './schemas/notice.ts';
import { shortPage } from './shortPage.ts';

const list = createRoute({
  method: 'get',
  path: '/service-requests/{id}/notices',
  tags: ['Messages'],
  operationId: 'listNotices',
  summary: 'List what people were told of it, oldest first',
  description: "Every message of ours about the request, to its customer and to its assignee's manager.",
  request: { params: idInPath, query: z.strictObject(shortPaging) },
  responses: answers(NoticePage, 'The notices', [400, 404]),
});

/** /service-requests/{id}/notices: what became of every message of ours. */
export function noticeRoutes(ctx: ApiContext) {
  return createRouter().openapi(list, async (c) => {
    const { id } = await getRequest(ctx.db, c.var.actor, c.req.valid('param').id);
    const notices = await listNotices(ctx.db, id);
    return c.json(
      shortPage(notices, c.req.valid('query'), (notice) => notice.id),
      200,
    );
  });
}
