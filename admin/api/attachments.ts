import { createRoute, z } from '@hono/zod-openapi';
import { v7 as uuid } from 'uuid';
import { attachFiles } from '../../core/attachment/attachFiles.ts';
import { listAttachments, readAttachment } from '../../core/attachment/readAttachments.ts';
import { getRequest } from '../../core/service-request/readRequests.ts';
import { readUploads } from '../readUploads.ts';
import { fileHeaders } from '../serveFile.ts';
import { idempotencyKey, idInPath, shortPaging } from './parameters.ts';
import { answers, creates, serves } from './responses.ts';
import { type ApiContext, createRouter } from './router.ts';
import { AttachmentPage, Files } from './schemas/attachment.ts';
import { shortPage } from './shortPage.ts';

const TAGS = ['Attachments'];

const list = createRoute({
  method: 'get',
  path: '/service-requests/{id}/attachments',
  tags: TAGS,
  operationId: 'listAttachments',
  summary: 'List the files and places that came with its contacts, and those attached to it, oldest first',
  description: 'Those still being fetched and those refused included.',
  request: { params: idInPath, query: z.strictObject(shortPaging) },
  responses: answers(AttachmentPage, 'The attachments', [400, 404]),
});

const attach = createRoute({
  method: 'post',
  path: '/service-requests/{id}/attachments',
  tags: TAGS,
  operationId: 'attachFiles',
  summary: 'Attach files to it, for colleagues only',
  description:
    'The customer is sent nothing: what goes to him is sent as a reply. Works whatever state the request is in. 409 ' +
    'where the key is that of other files.',
  request: {
    params: idInPath,
    headers: idempotencyKey('upload'),
    body: {
      required: true,
      content: {
        'multipart/form-data': { schema: z.strictObject({ files: Files }).openapi('AttachedFiles') },
      },
    },
  },
  responses: creates(AttachmentPage, 'What was attached', [400, 404, 409, 413, 415]),
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

/** What came with the words of contacts, and what was attached. */
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
    .openapi(attach, async (c) => {
      const id = c.req.valid('header')['Idempotency-Key'] ?? uuid();
      const requestId = c.req.valid('param').id;
      const files = await readUploads(c.req.valid('form').files);
      await attachFiles(ctx, c.var.actor, { id, requestId, files });
      const attached = (await listAttachments(ctx.db, requestId)).filter((each) => each.uploadId === id);
      return c.json(
        shortPage(attached, {}, (attachment) => attachment.id),
        201,
      );
    })
    .openapi(content, async (c) => {
      const file = await readAttachment(ctx.db, c.var.actor, c.req.valid('param').id);
      return c.body(new Uint8Array(file.bytes), 200, fileHeaders(file));
    });
}
