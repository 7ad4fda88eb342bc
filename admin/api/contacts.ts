import { createRoute, z } from '@hono/zod-openapi';
import { dropContact } from '../../core/contact/dropContact.ts';
import { getContact, listContacts } from '../../core/contact/readContacts.ts';
import { replayContact } from '../../core/contact/replayContact.ts';
import { requireManager } from '../../core/setting/requireManager.ts';
import { idFilter, idInPath, paging, phoneFilter, wordFilter } from './parameters.ts';
import { answers } from './responses.ts';
import { type ApiContext, createRouter } from './router.ts';
import { CONTACT_STATES, Contact, ContactPage } from './schemas/contact.ts';

const TAGS = ['Contacts'];
const DropReason = z.strictObject({
  reason: z.string().openapi({ description: 'Up to 500 characters', example: 'Проверка шлюза' }),
});

/** /contacts: the journal of what came in. */
export function contactRoutes(ctx: ApiContext) {
  const list = createRoute({
    method: 'get',
    path: '/contacts',
    tags: TAGS,
    operationId: 'listContacts',
    summary: 'List contacts, newest first',
    description: 'Contacts of the requests you see, and those that have no request yet.',
    request: {
      query: z.strictObject({
        channel: wordFilter('sms').optional(),
        externalId: wordFilter('msg-7').optional(),
        state: z.enum(CONTACT_STATES).optional(),
        phone: phoneFilter(ctx.config.DEFAULT_COUNTRY).optional(),
        serviceRequestId: idFilter.optional(),
        ...paging,
      }),
    },
    responses: answers(ContactPage, 'A page of contacts', [400]),
  });
  const get = createRoute({
    method: 'get',
    path: '/contacts/{id}',
    tags: TAGS,
    operationId: 'getContact',
    summary: 'Read one contact',
    request: { params: idInPath },
    responses: answers(Contact, 'The contact', [404]),
  });
  const replay = createRoute({
    method: 'post',
    path: '/contacts/{id}/replay',
    tags: TAGS,
    operationId: 'replayContact',
    summary: 'Send a quarantined or dropped contact on its way again',
    description: 'For supervisors and systems.',
    request: { params: idInPath },
    responses: answers(Contact, 'The contact, waiting again', [404, 409]),
  });

  const drop = createRoute({
    method: 'post',
    path: '/contacts/{id}/drop',
    tags: TAGS,
    operationId: 'dropContact',
    summary: 'Put a quarantined contact away for good',
    description:
      'It is neither lost nor work: the ledger counts it as dropped, its row says who decided so and why, and a ' +
      'replay brings it back. For supervisors and systems.',
    request: {
      params: idInPath,
      body: { required: true, content: { 'application/json': { schema: DropReason } } },
    },
    responses: answers(Contact, 'The contact, dropped', [400, 404, 409, 413, 415]),
  });

  return createRouter()
    .openapi(list, async (c) => {
      const { limit, cursor, ...filter } = c.req.valid('query');
      return c.json(await listContacts(ctx.db, c.var.actor, filter, { limit, cursor }), 200);
    })
    .openapi(get, async (c) => {
      return c.json(await getContact(ctx.db, c.var.actor, c.req.valid('param').id), 200);
    })
    .openapi(replay, async (c) => {
      requireManager(c.var.actor);
      const { id } = await getContact(ctx.db, c.var.actor, c.req.valid('param').id);
      await replayContact(ctx, c.var.actor, id);
      return c.json(await getContact(ctx.db, c.var.actor, id), 200);
    })
    .openapi(drop, async (c) => {
      requireManager(c.var.actor);
      const { id } = await getContact(ctx.db, c.var.actor, c.req.valid('param').id);
      await dropContact(ctx.db, c.var.actor, { contactId: id, reason: c.req.valid('json').reason });
      return c.json(await getContact(ctx.db, c.var.actor, id), 200);
    });
}
