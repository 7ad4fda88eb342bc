import { createRoute, z } from '@hono/zod-openapi';
import { cleanText } from '../../core/contact/cleanText.ts';
import { listCustomerIdentities, listRequestIdentities } from '../../core/identity/readIdentities.ts';
import { recogniseSender } from '../../core/identity/recogniseSender.ts';
import { unlinkIdentity } from '../../core/identity/unlinkIdentity.ts';
import { getRequest } from '../../core/service-request/readRequests.ts';
import { foreignIdInPath, idInPath, shortPaging, word } from './parameters.ts';
import { answers, obeys } from './responses.ts';
import { type ApiContext, createRouter } from './router.ts';
import { IdentityPage } from './schemas/identity.ts';
import { shortPage } from './shortPage.ts';

const TAGS = ['Identities'];
const LONGEST_REASON = 500;

const Recognition = z
  .strictObject({ customerId: word })
  .openapi('Recognition', { example: { customerId: 'cust-0007' } });

const Unlinking = z
  .strictObject({
    reason: z
      .string()
      .transform((text) => cleanText(text).trim())
      .pipe(z.string().min(1).max(LONGEST_REASON)),
  })
  .openapi('Unlinking', { example: { reason: 'Телефоном пользуется другой человек' } });

const ofRequest = createRoute({
  method: 'get',
  path: '/service-requests/{id}/identities',
  tags: TAGS,
  operationId: 'listRequestIdentities',
  summary: 'List whom its sender was taken for, newest first',
  description: 'Links that were undone included.',
  request: { params: idInPath, query: z.strictObject(shortPaging) },
  responses: answers(IdentityPage, 'The links of the sender', [400, 404]),
});

const ofCustomer = createRoute({
  method: 'get',
  path: '/customers/{id}/identities',
  tags: TAGS,
  operationId: 'listCustomerIdentities',
  summary: 'List the senders a customer was recognised in, newest first',
  description: 'By his id and by his phones, links that were undone included.',
  request: { params: foreignIdInPath('cust-0007'), query: z.strictObject(shortPaging) },
  responses: answers(IdentityPage, 'The links of the customer', [400, 404, 502]),
});

const recognise = createRoute({
  method: 'post',
  path: '/service-requests/{id}/identity',
  tags: TAGS,
  operationId: 'recogniseSender',
  summary: 'Recognise a customer in its sender',
  description:
    'From then on he is recognised whatever number he uses. A number that can be forged stays no surer than it ' +
    'was. 409 where nobody in particular sent the request.',
  request: {
    params: idInPath,
    body: { required: true, content: { 'application/json': { schema: Recognition } } },
  },
  responses: answers(IdentityPage, 'The links of the sender', [400, 404, 409, 413, 415, 502]),
});

const unlink = createRoute({
  method: 'post',
  path: '/identities/{id}/unlink',
  tags: TAGS,
  operationId: 'unlinkIdentity',
  summary: 'Undo a link that was wrong',
  description:
    'It stays as history. Requests of the sender that wait in TRIAGE lose the customer it gave them; those already ' +
    'worked tell of it on their timeline.',
  request: {
    params: idInPath,
    body: { required: true, content: { 'application/json': { schema: Unlinking } } },
  },
  responses: obeys('It is undone', [400, 404, 409, 413, 415]),
});

/** Who stands behind senders: by request, by customer, and an agent's word on it. */
export function identityRoutes(ctx: ApiContext) {
  return createRouter()
    .openapi(ofRequest, async (c) => {
      const { id } = await getRequest(ctx.db, c.var.actor, c.req.valid('param').id);
      const links = await listRequestIdentities(ctx.db, id);
      return c.json(
        shortPage(links, c.req.valid('query'), (link) => link.id),
        200,
      );
    })
    .openapi(ofCustomer, async (c) => {
      const customer = await ctx.customers.get(c.req.valid('param').id);
      const links = await listCustomerIdentities(ctx.db, c.var.actor, customer);
      return c.json(
        shortPage(links, c.req.valid('query'), (link) => link.id),
        200,
      );
    })
    .openapi(recognise, async (c) => {
      const { id } = c.req.valid('param');
      await recogniseSender(ctx, c.var.actor, { requestId: id, ...c.req.valid('json') });
      return c.json({ items: await listRequestIdentities(ctx.db, id), nextCursor: null }, 200);
    })
    .openapi(unlink, async (c) => {
      await unlinkIdentity(ctx, c.var.actor, { linkId: c.req.valid('param').id, ...c.req.valid('json') });
      return c.body(null, 204);
    });
}
