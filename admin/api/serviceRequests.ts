import { createRoute, z } from '@hono/zod-openapi';
import { listTimeline } from '../../core/events.ts';
import { SLA_STATES } from '../../core/incident/slaState.ts';
import { closeRequest } from '../../core/service-request/closeRequest.ts';
import { getRequest, listRequests } from '../../core/service-request/readRequests.ts';
import { settleTriage } from '../../core/service-request/settleTriage.ts';
import { CLOSE_REASONS, REQUEST_STATUSES } from '../../core/service-request/status.ts';
import { flag, idInPath, moment, paging, phoneFilter, searchFilter, word, wordFilter } from './parameters.ts';
import { answers } from './responses.ts';
import { type ApiContext, createRouter } from './router.ts';
import { EventPage } from './schemas/event.ts';
import { ServiceRequest, ServiceRequestPage } from './schemas/serviceRequest.ts';

const TAGS = ['Service requests'];

const Triage = z
  .strictObject({ customerId: word.optional(), serviceId: word.optional() })
  .refine((choice) => choice.customerId !== undefined || choice.serviceId !== undefined, {
    error: 'customerId, serviceId or both must be given',
    path: ['customerId'],
  })
  .openapi('TriageChoice', { example: { customerId: 'cust-0007', serviceId: 'svc-internet' } });

const Close = z
  .strictObject({ reason: z.enum(CLOSE_REASONS) })
  .openapi('CloseChoice', { example: { reason: 'DUPLICATE' } });

/** /service-requests: what customers want, and the two things a person does to a request by hand. */
export function serviceRequestRoutes(ctx: ApiContext) {
  const list = createRoute({
    method: 'get',
    path: '/service-requests',
    tags: TAGS,
    operationId: 'listServiceRequests',
    summary: 'List service requests, newest first',
    description:
      'A system sees all. A user sees those of his own incidents and all that wait in TRIAGE; a supervisor also ' +
      "his department's and those that have no incident yet.",
    request: {
      query: z.strictObject({
        status: z.enum(REQUEST_STATUSES).optional(),
        channel: wordFilter('sms').optional(),
        phone: phoneFilter(ctx.config.DEFAULT_COUNTRY).optional(),
        customerId: wordFilter('cust-0007').optional(),
        serviceId: wordFilter('svc-internet').optional(),
        workGroupId: wordFilter('internet').optional(),
        assigneeId: word.optional(),
        orderId: word.optional(),
        number: wordFilter('SR-000007').optional(),
        callbackDue: flag.optional(),
        sla: z.enum(SLA_STATES).optional(),
        from: moment.optional(),
        to: moment.optional(),
        q: searchFilter(ctx.config.DEFAULT_COUNTRY).optional(),
        ...paging,
      }),
    },
    responses: answers(ServiceRequestPage, 'A page of requests', [400]),
  });
  const get = createRoute({
    method: 'get',
    path: '/service-requests/{id}',
    tags: TAGS,
    operationId: 'getServiceRequest',
    summary: 'Read one service request',
    request: { params: idInPath },
    responses: answers(ServiceRequest, 'The request', [404]),
  });
  const timeline = createRoute({
    method: 'get',
    path: '/service-requests/{id}/timeline',
    tags: TAGS,
    operationId: 'getServiceRequestTimeline',
    summary: 'Read its timeline, oldest first',
    description: "Every state change of the request, its order's and its incident's.",
    request: { params: idInPath },
    responses: answers(EventPage, 'The events', [404]),
  });
  const triage = createRoute({
    method: 'post',
    path: '/service-requests/{id}/triage',
    tags: TAGS,
    operationId: 'triageServiceRequest',
    summary: 'Settle a request in TRIAGE',
    description:
      'Names its customer, its service or both. As soon as both are known it goes on by itself: the order is ' +
      'placed and the incident opened. After a refused order any choice tries again.',
    request: {
      params: idInPath,
      body: { required: true, content: { 'application/json': { schema: Triage } } },
    },
    responses: answers(ServiceRequest, 'The request as it stands now', [400, 404, 409, 413, 415]),
  });
  const close = createRoute({
    method: 'post',
    path: '/service-requests/{id}/close',
    tags: TAGS,
    operationId: 'closeServiceRequest',
    summary: 'Close a request',
    description: 'Closes its incident too, if you are the assignee or the supervisor of his department.',
    request: {
      params: idInPath,
      body: { required: true, content: { 'application/json': { schema: Close } } },
    },
    responses: answers(ServiceRequest, 'The request, closed', [400, 404, 409, 413, 415]),
  });

  return createRouter()
    .openapi(list, async (c) => {
      const { limit, cursor, q: search, ...filter } = c.req.valid('query');
      return c.json(await listRequests(ctx.db, c.var.actor, { ...filter, search }, { limit, cursor }), 200);
    })
    .openapi(get, async (c) => {
      return c.json(await getRequest(ctx.db, c.var.actor, c.req.valid('param').id), 200);
    })
    .openapi(timeline, async (c) => {
      const { id } = await getRequest(ctx.db, c.var.actor, c.req.valid('param').id);
      return c.json({ items: await listTimeline(ctx.db, id), nextCursor: null }, 200);
    })
    .openapi(triage, async (c) => {
      const { id } = c.req.valid('param');
      await settleTriage(ctx, c.var.actor, { requestId: id, ...c.req.valid('json') });
      return c.json(await getRequest(ctx.db, c.var.actor, id), 200);
    })
    .openapi(close, async (c) => {
      const { id } = c.req.valid('param');
      await closeRequest(ctx, c.var.actor, { requestId: id, ...c.req.valid('json') });
      return c.json(await getRequest(ctx.db, c.var.actor, id), 200);
    });
}
