import { createRoute, z } from '@hono/zod-openapi';
import { closeMassIncident } from '../../core/mass-incident/closeMassIncident.ts';
import { correctMassIncident } from '../../core/mass-incident/correctMassIncident.ts';
import { dismissMassIncident } from '../../core/mass-incident/dismissMassIncident.ts';
import { MASS_INCIDENT_STATES, type MassIncidentView } from '../../core/mass-incident/massIncident.ts';
import { declareMassIncident, openMassIncident } from '../../core/mass-incident/openMassIncident.ts';
import { getMassIncident, listMassIncidents } from '../../core/mass-incident/readMassIncidents.ts';
import { idInPath, paging, wordFilter } from './parameters.ts';
import { answers, creates } from './responses.ts';
import { type ApiContext, createRouter } from './router.ts';
import {
  MassIncident,
  MassIncidentClosing,
  MassIncidentCorrection,
  MassIncidentDeclaration,
  MassIncidentDismissal,
  MassIncidentOpening,
  MassIncidentPage,
} from './schemas/massIncident.ts';

const TAGS = ['Mass incidents'];

const json = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true as const,
  content: { 'application/json': { schema } },
});

const list = createRoute({
  method: 'get',
  path: '/mass-incidents',
  tags: TAGS,
  operationId: 'listMassIncidents',
  summary: 'List mass incidents, newest first',
  description: 'Supervisors and systems see all, agents those that are going on.',
  request: {
    query: z.strictObject({
      state: z.enum(MASS_INCIDENT_STATES).optional(),
      serviceId: wordFilter('svc-internet').optional(),
      ...paging,
    }),
  },
  responses: answers(MassIncidentPage, 'A page of mass incidents', [400]),
});

const get = createRoute({
  method: 'get',
  path: '/mass-incidents/{id}',
  tags: TAGS,
  operationId: 'getMassIncident',
  summary: 'Read one mass incident',
  request: { params: idInPath },
  responses: answers(MassIncident, 'The mass incident', [404]),
});

const declare = createRoute({
  method: 'post',
  path: '/mass-incidents',
  tags: TAGS,
  operationId: 'declareMassIncident',
  summary: 'Declare a mass incident that no spike has shown',
  description:
    'Open requests of the service (and area) opened since then attach at once, new ones as they come; their ' +
    'customers are told. 409 where the service has one there already. For supervisors and systems.',
  request: { body: json(MassIncidentDeclaration) },
  responses: creates(MassIncident, 'The mass incident', [400, 409, 413, 415]),
});

const open = createRoute({
  method: 'post',
  path: '/mass-incidents/{id}/open',
  tags: TAGS,
  operationId: 'openMassIncident',
  summary: 'Accept a proposed mass incident',
  description: 'The requests of the spike attach, and their customers are told. For supervisors and systems.',
  request: { params: idInPath, body: json(MassIncidentOpening) },
  responses: answers(MassIncident, 'The mass incident as it stands now', [400, 404, 409, 413, 415]),
});

const correct = createRoute({
  method: 'post',
  path: '/mass-incidents/{id}/correct',
  tags: TAGS,
  operationId: 'correctMassIncident',
  summary: 'Correct the title of an open mass incident and what is told of it',
  description:
    '409 where it is not open any more, or somebody else has corrected it since `baseVersion`. For supervisors and ' +
    'systems.',
  request: { params: idInPath, body: json(MassIncidentCorrection) },
  responses: answers(MassIncident, 'The mass incident as it stands now', [400, 404, 409, 413, 415]),
});

const dismiss = createRoute({
  method: 'post',
  path: '/mass-incidents/{id}/dismiss',
  tags: TAGS,
  operationId: 'dismissMassIncident',
  summary: 'Say that a spike has no common cause',
  description: 'It is not proposed again for a while, unless it doubles. For supervisors and systems.',
  request: { params: idInPath, body: json(MassIncidentDismissal) },
  responses: answers(MassIncident, 'The mass incident as it stands now', [400, 404, 409, 413, 415]),
});

const close = createRoute({
  method: 'post',
  path: '/mass-incidents/{id}/close',
  tags: TAGS,
  operationId: 'closeMassIncident',
  summary: 'Say that a mass incident is over',
  description:
    'Its requests that are still open close one by one, with their incidents; every customer is told which mass ' +
    'incident it was and how it ended, every manager once. It is CLOSING until the last one is closed. For ' +
    'supervisors and systems.',
  request: { params: idInPath, body: json(MassIncidentClosing) },
  responses: answers(MassIncident, 'The mass incident as it stands now', [400, 404, 409, 413, 415]),
});

/** /mass-incidents: one cause behind many requests. */
export function massIncidentRoutes(ctx: ApiContext) {
  const read = async (actor: Parameters<typeof getMassIncident>[1], id: string) =>
    toApi(await getMassIncident(ctx.db, actor, id));
  return createRouter()
    .openapi(list, async (c) => {
      const { state, serviceId, limit, cursor } = c.req.valid('query');
      const filter = { states: state && [state], serviceId };
      const { items, nextCursor } = await listMassIncidents(ctx.db, c.var.actor, filter, { limit, cursor });
      return c.json({ items: items.map(toApi), nextCursor }, 200);
    })
    .openapi(get, async (c) => c.json(await read(c.var.actor, c.req.valid('param').id), 200))
    .openapi(declare, async (c) => {
      const { area = null, ...rest } = c.req.valid('json');
      const id = await declareMassIncident(ctx, c.var.actor, { ...rest, area });
      return c.json(await read(c.var.actor, id), 201);
    })
    .openapi(open, async (c) => {
      const { id } = c.req.valid('param');
      const { baseVersion, area = null, ...rest } = c.req.valid('json');
      await openMassIncident(ctx, c.var.actor, { ...rest, area, id, baseVersion });
      return c.json(await read(c.var.actor, id), 200);
    })
    .openapi(correct, async (c) => {
      const { id } = c.req.valid('param');
      await correctMassIncident(ctx, c.var.actor, { ...c.req.valid('json'), id });
      return c.json(await read(c.var.actor, id), 200);
    })
    .openapi(dismiss, async (c) => {
      const { id } = c.req.valid('param');
      await dismissMassIncident(ctx, c.var.actor, { id, baseVersion: c.req.valid('json').baseVersion });
      return c.json(await read(c.var.actor, id), 200);
    })
    .openapi(close, async (c) => {
      const { id } = c.req.valid('param');
      const { baseVersion, resolution } = c.req.valid('json');
      await closeMassIncident(ctx, c.var.actor, { id, baseVersion, resolution });
      return c.json(await read(c.var.actor, id), 200);
    });
}

/** What of it other systems are shown: names of services and people they look up by id. */
function toApi(mass: MassIncidentView) {
  const { serviceName: _, serviceNameEn: __, openedByName: ___, ...shown } = mass;
  const instant = (at: Date | null) => at?.toISOString() ?? null;
  return {
    ...shown,
    beganAt: mass.beganAt.toISOString(),
    createdAt: mass.createdAt.toISOString(),
    openedAt: instant(mass.openedAt),
    correctedAt: instant(mass.correctedAt),
    dismissedAt: instant(mass.dismissedAt),
    closingAt: instant(mass.closingAt),
    closedAt: instant(mass.closedAt),
  };
}
