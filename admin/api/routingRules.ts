import { createRoute } from '@hono/zod-openapi';
import { traceService } from '../../core/service-catalog/chooseService.ts';
import { deleteRoutingRule } from '../../core/service-catalog/deleteRoutingRule.ts';
import { moveRoutingRule } from '../../core/service-catalog/moveRoutingRule.ts';
import { readRoutingTable } from '../../core/service-catalog/readRoutingRules.ts';
import { saveRoutingRule } from '../../core/service-catalog/saveRoutingRule.ts';
import { requireManager } from '../../core/setting/requireManager.ts';
import { idInPath } from './parameters.ts';
import { answers, creates, type ProblemStatus } from './responses.ts';
import { type ApiContext, createRouter } from './router.ts';
import {
  RoutingMove,
  RoutingRemoval,
  RoutingRuleChange,
  RoutingTable,
  RoutingTrial,
  RoutingVerdict,
} from './schemas/routing.ts';

const TAGS = ['Settings'];
const PROBLEMS: ProblemStatus[] = [400, 409, 413, 415];
const of = <Schema>(schema: Schema) => ({ required: true, content: { 'application/json': { schema } } });

const read = createRoute({
  method: 'get',
  path: '/routing-rules',
  tags: TAGS,
  operationId: 'readRoutingRules',
  summary: 'Read the table of routing rules',
  description: 'For supervisors and systems, as all settings.',
  responses: answers(RoutingTable, 'The table', []),
});
const add = createRoute({
  method: 'post',
  path: '/routing-rules',
  tags: TAGS,
  operationId: 'addRoutingRule',
  summary: 'Add a routing rule',
  description: 'It stands before the rules at the end that match everything.',
  request: { body: of(RoutingRuleChange) },
  responses: creates(RoutingTable, 'The table with the rule', PROBLEMS),
});
const attempt = createRoute({
  method: 'post',
  path: '/routing-rules/try',
  tags: TAGS,
  operationId: 'tryRoutingRules',
  summary: 'Tell which rule a contact would go by',
  description: 'Nothing is taken in.',
  request: { body: of(RoutingTrial) },
  responses: answers(RoutingVerdict, 'What decides', [400, 413, 415]),
});
const rewrite = createRoute({
  method: 'post',
  path: '/routing-rules/{id}',
  tags: TAGS,
  operationId: 'changeRoutingRule',
  summary: 'Rewrite a routing rule in its place',
  request: { params: idInPath, body: of(RoutingRuleChange) },
  responses: answers(RoutingTable, 'The table with the rule', [...PROBLEMS, 404]),
});
const move = createRoute({
  method: 'post',
  path: '/routing-rules/{id}/move',
  tags: TAGS,
  operationId: 'moveRoutingRule',
  summary: 'Put a routing rule in another place',
  request: { params: idInPath, body: of(RoutingMove) },
  responses: answers(RoutingTable, 'The table in its new order', [...PROBLEMS, 404]),
});
const remove = createRoute({
  method: 'post',
  path: '/routing-rules/{id}/delete',
  tags: TAGS,
  operationId: 'deleteRoutingRule',
  summary: 'Take a routing rule out of the table',
  request: { params: idInPath, body: of(RoutingRemoval) },
  responses: answers(RoutingTable, 'The table without the rule', [...PROBLEMS, 404]),
});

/** /routing-rules: which contact goes to which service. */
export function routingRuleRoutes({ db }: ApiContext) {
  return createRouter()
    .openapi(read, async (c) => {
      requireManager(c.var.actor);
      return c.json(await readRoutingTable(db), 200);
    })
    .openapi(add, async (c) => {
      const { baseVersion, ...rule } = c.req.valid('json');
      await saveRoutingRule(db, c.var.actor, { rule, baseVersion });
      return c.json(await readRoutingTable(db), 201);
    })
    .openapi(attempt, async (c) => {
      requireManager(c.var.actor);
      const clues = c.req.valid('json');
      const isSilent = !clues.text?.trim() && clues.queue === null;
      const { rule, ...choice } = await traceService(db, { ...clues, serviceId: null, isSilent });
      return c.json({ ...choice, ruleId: rule?.id ?? null }, 200);
    })
    .openapi(rewrite, async (c) => {
      const { baseVersion, ...rule } = c.req.valid('json');
      await saveRoutingRule(db, c.var.actor, { id: c.req.valid('param').id, rule, baseVersion });
      return c.json(await readRoutingTable(db), 200);
    })
    .openapi(move, async (c) => {
      await moveRoutingRule(db, c.var.actor, { ...c.req.valid('param'), ...c.req.valid('json') });
      return c.json(await readRoutingTable(db), 200);
    })
    .openapi(remove, async (c) => {
      await deleteRoutingRule(db, c.var.actor, { ...c.req.valid('param'), ...c.req.valid('json') });
      return c.json(await readRoutingTable(db), 200);
    });
}
