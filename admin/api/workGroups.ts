import { createRoute, z } from '@hono/zod-openapi';
import { requireManager } from '../../core/setting/requireManager.ts';
import { getWorkGroup, listWorkGroups, type WipLimits } from '../../core/work-group/readWorkGroups.ts';
import { saveWorkGroup } from '../../core/work-group/saveWorkGroup.ts';
import { foreignIdInPath, shortPaging } from './parameters.ts';
import { answers } from './responses.ts';
import { type ApiContext, createRouter } from './router.ts';
import { WorkGroup, WorkGroupChange, WorkGroupPage } from './schemas/workGroup.ts';
import { shortPage } from './shortPage.ts';

const TAGS = ['Settings'];
const params = foreignIdInPath('internet');

const list = createRoute({
  method: 'get',
  path: '/work-groups',
  tags: TAGS,
  operationId: 'listWorkGroups',
  summary: 'List work groups by name',
  request: { query: z.strictObject(shortPaging) },
  responses: answers(WorkGroupPage, 'The groups', [400]),
});
const get = createRoute({
  method: 'get',
  path: '/work-groups/{id}',
  tags: TAGS,
  operationId: 'getWorkGroup',
  summary: 'Read one work group',
  request: { params },
  responses: answers(WorkGroup, 'The group', [404]),
});
const save = createRoute({
  method: 'post',
  path: '/work-groups/{id}',
  tags: TAGS,
  operationId: 'changeWorkGroup',
  summary: 'Set how a work group works',
  description: 'Its name and members are managed in the directory.',
  request: {
    params,
    body: { required: true, content: { 'application/json': { schema: WorkGroupChange } } },
  },
  responses: answers(WorkGroup, 'The group', [400, 404, 409, 413, 415]),
});

/** /work-groups: how groups take up incidents. */
export function workGroupRoutes({ db }: ApiContext) {
  return createRouter()
    .openapi(list, async (c) => {
      requireManager(c.var.actor);
      return c.json(
        shortPage(await listWorkGroups(db), c.req.valid('query'), (group) => group.id),
        200,
      );
    })
    .openapi(get, async (c) => {
      requireManager(c.var.actor);
      return c.json(await getWorkGroup(db, c.req.valid('param').id), 200);
    })
    .openapi(save, async (c) => {
      const { id } = c.req.valid('param');
      const { baseVersion, wipLimits, priority, ...settings } = c.req.valid('json');
      const usual = priority ?? (await getWorkGroup(db, id)).priority;
      await saveWorkGroup(db, c.var.actor, {
        id,
        baseVersion,
        settings: { ...settings, priority: usual, wipLimits: withoutGaps(wipLimits) },
      });
      return c.json(await getWorkGroup(db, id), 200);
    });
}

function withoutGaps(limits: { [Column in keyof WipLimits]: number | undefined }): WipLimits {
  return Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== undefined));
}
