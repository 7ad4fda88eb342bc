import { createRoute, z } from '@hono/zod-openapi';
import { CATEGORIES } from '../../core/business-process/process.ts';
import { listTimeline } from '../../core/events.ts';
import { moveIncident } from '../../core/incident/moveIncident.ts';
import { PRIORITIES } from '../../core/incident/priority.ts';
import { getIncident, listIncidents } from '../../core/incident/readIncidents.ts';
import { readNextSteps } from '../../core/incident/readNextSteps.ts';
import { SLA_STATES } from '../../core/incident/slaState.ts';
import {
  flag,
  idFilter,
  idInPath,
  paging,
  phoneFilter,
  searchFilter,
  word,
  wordFilter,
} from './parameters.ts';
import { answers } from './responses.ts';
import { type ApiContext, createRouter } from './router.ts';
import { EventPage } from './schemas/event.ts';
import { Incident, IncidentPage } from './schemas/incident.ts';
import { ProcessStepPage } from './schemas/process.ts';

const TAGS = ['Incidents'];

const Move = z.strictObject({ step: word }).openapi('MoveChoice', { example: { step: 'diagnose' } });

/** /incidents: the work, and its way through its process. */
export function incidentRoutes(ctx: ApiContext) {
  const list = createRoute({
    method: 'get',
    path: '/incidents',
    tags: TAGS,
    operationId: 'listIncidents',
    summary: 'List incidents, newest first',
    description:
      'A system sees all, a user his own and those of his work groups that nobody has, a supervisor those of his ' +
      'department and those nobody has.',
    request: {
      query: z.strictObject({
        category: z.enum(CATEGORIES).optional(),
        step: wordFilter('diagnose').optional(),
        open: flag.optional(),
        assigneeId: word.optional(),
        workGroupId: wordFilter('internet').optional(),
        customerId: wordFilter('cust-0007').optional(),
        serviceId: wordFilter('svc-internet').optional(),
        serviceRequestId: idFilter.optional(),
        orderId: word.optional(),
        phone: phoneFilter(ctx.config.DEFAULT_COUNTRY).optional(),
        number: wordFilter('INC-000007').optional(),
        priority: z.enum(PRIORITIES).optional(),
        sla: z.enum(SLA_STATES).optional(),
        unassigned: flag.optional(),
        q: searchFilter(ctx.config.DEFAULT_COUNTRY).optional(),
        ...paging,
      }),
    },
    responses: answers(IncidentPage, 'A page of incidents', [400]),
  });
  const get = createRoute({
    method: 'get',
    path: '/incidents/{id}',
    tags: TAGS,
    operationId: 'getIncident',
    summary: 'Read one incident',
    request: { params: idInPath },
    responses: answers(Incident, 'The incident', [404]),
  });
  const timeline = createRoute({
    method: 'get',
    path: '/incidents/{id}/timeline',
    tags: TAGS,
    operationId: 'getIncidentTimeline',
    summary: 'Read its timeline, oldest first',
    description: 'The whole story of its request.',
    request: { params: idInPath },
    responses: answers(EventPage, 'The events', [404]),
  });
  const transitions = createRoute({
    method: 'get',
    path: '/incidents/{id}/transitions',
    tags: TAGS,
    operationId: 'listIncidentTransitions',
    summary: 'List the steps you may move it to',
    request: { params: idInPath },
    responses: answers(ProcessStepPage, 'The steps; none where it is closed or not yours', [404]),
  });
  const move = createRoute({
    method: 'post',
    path: '/incidents/{id}/move',
    tags: TAGS,
    operationId: 'moveIncident',
    summary: 'Move it to a step',
    description: 'A step of category DONE closes the incident and its request.',
    request: {
      params: idInPath,
      body: { required: true, content: { 'application/json': { schema: Move } } },
    },
    responses: answers(Incident, 'The incident in its new step', [400, 404, 409, 413, 415]),
  });

  return createRouter()
    .openapi(list, async (c) => {
      const { limit, cursor, q: search, unassigned, ...filter } = c.req.valid('query');
      // Whose it is and that nobody has it cannot both be asked.
      const assigneeId = unassigned ? null : filter.assigneeId;
      return c.json(
        await listIncidents(ctx.db, c.var.actor, { ...filter, assigneeId, search }, { limit, cursor }),
        200,
      );
    })
    .openapi(get, async (c) => {
      return c.json(await getIncident(ctx.db, c.var.actor, c.req.valid('param').id), 200);
    })
    .openapi(timeline, async (c) => {
      const { serviceRequestId } = await getIncident(ctx.db, c.var.actor, c.req.valid('param').id);
      return c.json({ items: await listTimeline(ctx.db, serviceRequestId), nextCursor: null }, 200);
    })
    .openapi(transitions, async (c) => {
      const items = await readNextSteps(ctx.db, c.var.actor, c.req.valid('param').id);
      return c.json({ items, nextCursor: null }, 200);
    })
    .openapi(move, async (c) => {
      const { id } = c.req.valid('param');
      await moveIncident(ctx, c.var.actor, { incidentId: id, toStep: c.req.valid('json').step });
      return c.json(await getIncident(ctx.db, c.var.actor, id), 200);
    });
}
