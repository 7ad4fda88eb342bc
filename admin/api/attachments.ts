import { createRoute, z } from '@hono/zod-openapi';
import { listAttachments, readAttachment } from '../../core/attachment/readAttachments.ts';
import { getRequest } from '../../core/service-request/readRequests.ts';
import { fileHeaders } from '../serveFile.ts';
import { idInPath, shortPaging } from './parameters.ts';
import { answers, serves } from './responses.ts';
import { type ApiContext, createRouter } from './router.ts';
import { AttachmentPage } from './schemas/attachment.ts';
import { shortPage } from './shortPage.ts';

const TAGS = ['Attachments'];

const list = createRoute({
  method: 'get',
  path: '/service-requests/{id}/attachments',
  tags: TAGS,
  operationId: 'listAttachments',
  summary: 'List the files and places that came with its contacts, oldest first',
  description: 'Those still being fetched and those refused included.',
  request: { params: idInPath, query: z.strictObject(shortPaging) },
  responses: answers(AttachmentPage, 'The attachments', [400, 404]),
});

const content = createRoute({
  method: 'get',
  path: '/attachments/{id}/content',
  tags: TAGS,
  operationId: 'getAttachmentContent',
  summary: 'Read the bytes of a file',
  description: '404 as long as the file is not `STORED`.',
  request: { params: idInPath },
  responses: serves('The file, in the media type its bytes are of', [404]),
});

/** What came with the words of contacts. */
export function attachmentRoutes(ctx: ApiContext) {
  return createRouter()
    .openapi(list, async (c) => {
      const { id } = await getRequest(ctx.db, c.var.actor, c.req.valid('param').id);
      const attachments = await listAttachments(ctx.db, id);
      return c.json(
        shortPage(attachments, c.req.valid('query'), (attachment) => attachment.id),
        200,
      );
    })
    .openapi(content, async (c) => {
      const file = await readAttachment(ctx.db, c.var.actor, c.req.valid('param').id);
      return c.body(new Uint8Array(file.bytes), 200, fileHeaders(file));
    });
}
