import { createRoute, z } from '@hono/zod-openapi';
import { prioritiseIncident } from '../../core/incident/prioritiseIncident.ts';
import { PRIORITIES } from '../../core/incident/priority.ts';
import { getIncident } from '../../core/incident/readIncidents.ts';
import { takeIncident } from '../../core/incident/takeIncident.ts';
import { transferIncident } from '../../core/incident/transferIncident.ts';
import { unlinkIncident } from '../../core/incident/unlinkIncident.ts';
import { idInPath, word } from './parameters.ts';
import { answers, obeys } from './responses.ts';
import { type ApiContext, createRouter } from './router.ts';
import { Incident } from './schemas/incident.ts';

const TAGS = ['Incidents'];

const Transfer = z
  .strictObject({
    assigneeId: word.optional(),
    workGroupId: word.optional(),
    note: z.string().optional().openapi({ description: 'For whoever gets it' }),
    fromAssigneeId: word.nullable().optional().openapi({
      description:
        'Who had it when you looked, null for nobody: if it is another by now, nothing happens (409)',
    }),
    fromWorkGroupId: word.nullable().optional().openapi({ description: 'Likewise, its work group' }),
  })
  .refine((to) => (to.assigneeId === undefined) !== (to.workGroupId === undefined), {
    error: 'either assigneeId or workGroupId must be given',
    path: ['assigneeId'],
  })
  .openapi('TransferChoice', { example: { workGroupId: 'internet' } });

const Priority = z
  .strictObject({ priority: z.enum(PRIORITIES) })
  .openapi('PriorityChoice', { example: { priority: 'HIGH' } });

const action = { method: 'post', tags: TAGS } as const;

const take = createRoute({
  ...action,
  path: '/incidents/{id}/take',
  operationId: 'takeIncident',
  summary: 'Take one nobody has',
  description: 'For agents of its work group, and for supervisors who are agents too.',
  request: { params: idInPath },
  responses: answers(Incident, 'The incident, yours', [404, 409]),
});

const transfer = createRoute({
  ...action,
  path: '/incidents/{id}/transfer',
  operationId: 'transferIncident',
  summary: 'Hand it to an agent or a work group',
  description:
    'For its assignee and the supervisor of his department. A work group gives it to its least loaded agent, unless ' +
    'it assigns by hand. Whoever hands it over may not see it afterwards: hence no body.',
  request: {
    params: idInPath,
    body: { required: true, content: { 'application/json': { schema: Transfer } } },
  },
  responses: obeys('It is handed over', [400, 404, 409, 413, 415]),
});

const unlink = createRoute({
  ...action,
  path: '/incidents/{id}/unlink',
  operationId: 'unlinkIncident',
  summary: 'Unlink it from its request',
  description: 'The request closes with INCIDENT_UNLINKED and the incident ends with it.',
  request: { params: idInPath },
  responses: answers(Incident, 'The incident, ended', [404, 409]),
});

const prioritise = createRoute({
  ...action,
  path: '/incidents/{id}/priority',
  operationId: 'prioritiseIncident',
  summary: 'Say how pressing it is',
  description: 'Its terms follow.',
  request: {
    params: idInPath,
    body: { required: true, content: { 'application/json': { schema: Priority } } },
  },
  responses: answers(Incident, 'The incident', [400, 404, 409, 413, 415]),
});

/** /incidents: whose it is, how pressing it is, and that it is nobody's request any more. */
export function incidentActionRoutes(ctx: ApiContext) {
  return createRouter()
    .openapi(take, async (c) => {
      const { id } = c.req.valid('param');
      await takeIncident(ctx, c.var.actor, { incidentId: id });
      return c.json(await getIncident(ctx.db, c.var.actor, id), 200);
    })
    .openapi(transfer, async (c) => {
      const { assigneeId, workGroupId, note, ...from } = c.req.valid('json');
      const to = assigneeId === undefined ? { workGroupId: workGroupId ?? '' } : { assigneeId };
      await transferIncident(ctx, c.var.actor, {
        incidentId: c.req.valid('param').id,
        to,
        note,
        fromAssignee: from.fromAssigneeId,
        fromGroup: from.fromWorkGroupId,
      });
      return c.body(null, 204);
    })
    .openapi(unlink, async (c) => {
      const { id } = c.req.valid('param');
      await unlinkIncident(ctx, c.var.actor, { incidentId: id });
      return c.json(await getIncident(ctx.db, c.var.actor, id), 200);
    })
    .openapi(prioritise, async (c) => {
      const { id } = c.req.valid('param');
      await prioritiseIncident(ctx, c.var.actor, { incidentId: id, ...c.req.valid('json') });
      return c.json(await getIncident(ctx.db, c.var.actor, id), 200);
    });
}
