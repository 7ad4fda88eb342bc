import { createRoute, z } from '@hono/zod-openapi';
import { v7 as uuid } from 'uuid';
import { listReplies, type ReplyView } from '../../core/service-request/readReplies.ts';
import { getRequest } from '../../core/service-request/readRequests.ts';
import { type Reply as NewReply, replyToCustomer } from '../../core/service-request/replyToCustomer.ts';
import { readUploads } from '../readUploads.ts';
import { idempotencyKey, idInPath, shortPaging } from './parameters.ts';
import { answers, creates } from './responses.ts';
import { type ApiContext, createRouter } from './router.ts';
import { Files } from './schemas/attachment.ts';
import { REPLY_KINDS, Reply, ReplyPage } from './schemas/reply.ts';
import { shortPage } from './shortPage.ts';

const TAGS = ['Messages'];

const Words = z
  .strictObject({ kind: z.enum(REPLY_KINDS).default('reply'), text: z.string() })
  .openapi('ReplyWords', { example: { kind: 'reply', text: 'Мастер придёт завтра с 10 до 12.' } });

const WordsWithFiles = z
  .strictObject({ ...Words.shape, files: Files.optional() })
  .openapi('ReplyWithFiles', { description: 'A reply, and files that go to the customer with it' });

const list = createRoute({
  method: 'get',
  path: '/service-requests/{id}/replies',
  tags: TAGS,
  operationId: 'listReplies',
  summary: 'List the replies to its customer, oldest first',
  description: 'What agents and systems wrote to him by hand; notices of the house are not among them.',
  request: { params: idInPath, query: z.strictObject(shortPaging) },
  responses: answers(ReplyPage, 'The replies', [400, 404]),
});

const send = createRoute({
  method: 'post',
  path: '/service-requests/{id}/replies',
  tags: TAGS,
  operationId: 'replyToCustomer',
  summary: 'Answer its customer, or ask him back',
  description:
    'Goes out on the channel he used, or on the first that reaches his phone. What becomes of it is told by the ' +
    'notices of the request. Files come as a form; 400 naming `files` where the channel that reaches him carries ' +
    'none. 409 where the request is closed, nothing reaches the customer, or the key is that of another reply.',
  request: {
    params: idInPath,
    headers: idempotencyKey('reply'),
    body: {
      content: { 'application/json': { schema: Words }, 'multipart/form-data': { schema: WordsWithFiles } },
    },
  },
  responses: creates(Reply, 'The reply', [400, 404, 409, 413, 415]),
});

/** Told as it is; validated by hand: a body that must be there would be asked to be both kinds at once. */
const described = { ...send, request: { ...send.request, body: { ...send.request.body, required: true } } };

/** /service-requests/{id}/replies: what agents write to customers. */
export function replyRoutes(ctx: ApiContext) {
  const routes = createRouter();
  routes.openAPIRegistry.registerPath(described);
  return routes
    .openapi(list, async (c) => {
      const { id } = await getRequest(ctx.db, c.var.actor, c.req.valid('param').id);
      const replies = await listReplies(ctx.db, id);
      return c.json(
        shortPage(replies, c.req.valid('query'), (reply) => reply.id),
        200,
      );
    })
    .openapi({ ...send, hide: true }, async (c) => {
      const id = c.req.valid('header')['Idempotency-Key'] ?? uuid();
      const form = WordsWithFiles.safeParse(c.req.valid('form')).data;
      const { kind, text } = form ?? Words.parse(c.req.valid('json'));
      const files = await readUploads(form?.files);
      const reply = { id, requestId: c.req.valid('param').id, kind, text, files };
      await replyToCustomer(ctx, c.var.actor, reply);
      return c.json(await readBack(ctx, reply), 201);
    });
}

async function readBack(ctx: ApiContext, { id, requestId }: NewReply): Promise<ReplyView> {
  const kept = (await listReplies(ctx.db, requestId)).find((each) => each.id === id);
  if (!kept) throw new Error('a reply vanished after it was taken');
  return kept;
}
